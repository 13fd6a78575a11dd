package org.graftvm.linux.loader;

import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.task.GuestPlatform;

/**
 * A program in memory, ready to start; also what /proc/self tells about it.
 *
 * @param platform what runs it
 * @param space its memory
 * @param executable the program file, for /proc/self/exe
 * @param entry address of the first instruction to run, in the dynamic linker if there is one
 * @param stackPointer initial value
 * @param codeStart lowest address of the program's segments
 * @param codeEnd address behind the highest
 * @param trampoline address of the signal trampoline, 0 where the ISA needs none
 * @param argumentStart address of the first byte of the argument strings, which lie in a row
 * @param argumentEnd address behind them
 * @param environmentStart address of the first byte of the environment strings
 * @param environmentEnd address behind them
 * @param auxiliaryVector bytes of /proc/self/auxv
 */
public record ProgramImage(
        GuestPlatform platform,
        AddressSpace space,
        FileBacking executable,
        long entry,
        long stackPointer,
        long codeStart,
        long codeEnd,
        long trampoline,
        long argumentStart,
        long argumentEnd,
        long environmentStart,
        long environmentEnd,
        byte[] auxiliaryVector) {

    /** The same program in another process. */
    public ProgramImage in(AddressSpace other) {
        return new ProgramImage(
                platform,
                other,
                executable,
                entry,
                stackPointer,
                codeStart,
                codeEnd,
                trampoline,
                argumentStart,
                argumentEnd,
                environmentStart,
                environmentEnd,
                auxiliaryVector);
    }
}
