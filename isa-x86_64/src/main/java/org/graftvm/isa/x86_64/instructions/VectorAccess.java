package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives;
import org.graftvm.engine.OperationType;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Access;
import org.graftvm.spec.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a vector in memory is loaded or stored part by part: where it has to be aligned, the test of that, and before
 * a store that may cross pages, whether all of it is possible. Aligned vectors do not cross pages.
 */
final class VectorAccess {
    private VectorAccess() {}

    /**
     * What has to come before the first part, or null.
     *
     * @param bytes 16 or 32
     */
    static @Nullable OperationType check(int bytes, boolean aligned, boolean write) {
        if (aligned) {
            return write
                    ? bytes == 16
                            ? X86Operations.VECTOR_ACCESS_ALIGNED_WRITE16
                            : X86Operations.VECTOR_ACCESS_ALIGNED_WRITE32
                    : bytes == 16
                            ? X86Operations.VECTOR_ACCESS_ALIGNED_READ16
                            : X86Operations.VECTOR_ACCESS_ALIGNED_READ32;
        }
        return write ? bytes == 16 ? X86Operations.VECTOR_ACCESS_WRITE16 : X86Operations.VECTOR_ACCESS_WRITE32 : null;
    }

    @Operation
    @Access(bytes = 16, alignment = 16, checks = true, base = "base", displacement = "displacement")
    static void alignedRead16(Memory memory, long base, long displacement) {
        requireAligned(memory, base + displacement, 16);
    }

    @Operation
    @Access(bytes = 32, alignment = 32, checks = true, base = "base", displacement = "displacement")
    static void alignedRead32(Memory memory, long base, long displacement) {
        requireAligned(memory, base + displacement, 32);
    }

    @Operation
    @Access(bytes = 16, write = true, alignment = 16, checks = true, base = "base", displacement = "displacement")
    static void alignedWrite16(Memory memory, long base, long displacement) {
        requireAligned(memory, base + displacement, 16);
    }

    @Operation
    @Access(bytes = 32, write = true, alignment = 32, checks = true, base = "base", displacement = "displacement")
    static void alignedWrite32(Memory memory, long base, long displacement) {
        requireAligned(memory, base + displacement, 32);
    }

    @Operation
    @Access(bytes = 16, write = true, checks = true, base = "base", displacement = "displacement")
    static void write16(Memory memory, long base, long displacement) {
        requireWritable(memory, base + displacement, 16);
    }

    @Operation
    @Access(bytes = 32, write = true, checks = true, base = "base", displacement = "displacement")
    static void write32(Memory memory, long base, long displacement) {
        requireWritable(memory, base + displacement, 32);
    }

    private static void requireAligned(Memory memory, long address, int bytes) {
        if (!memory.isAligned(address, bytes)) {
            CompilerDirectives.transferToInterpreter();
            throw new GuestFault(new Trap.GeneralProtection());
        }
    }

    private static void requireWritable(Memory memory, long address, int bytes) {
        if ((address & GuestMemory.PAGE_SIZE - 1) > GuestMemory.PAGE_SIZE - bytes) {
            memory.check(address, bytes, Memory.Access.WRITE);
        }
    }
}
