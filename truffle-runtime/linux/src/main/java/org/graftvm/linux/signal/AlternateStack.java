package org.graftvm.linux.signal;

import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.machine.Memory;

/** stack_t of sigaltstack(2): {@code flags} has SS_DISABLE where there is none. */
public record AlternateStack(long start, long size, int flags) {
    public static final AlternateStack NONE = new AlternateStack(0, 0, SignalCodes.SS_DISABLE);

    /** Bytes of stack_t on 64-bit ISAs: pointer, int, padding, size. */
    public static final int SIZE = 24;

    public static AlternateStack read(Memory memory, long address) {
        return new AlternateStack(memory.readLong(address), memory.readLong(address + 16), memory.readInt(address + 8));
    }

    public void write(Memory memory, long address) {
        memory.writeLong(address, start);
        memory.writeInt(address + 8, flags);
        memory.writeLong(address + 16, size);
    }

    public boolean contains(long stackPointer) {
        return isEnabled() && stackPointer > start && stackPointer - start <= size;
    }

    public boolean isEnabled() {
        return size != 0 && (flags & SignalCodes.SS_DISABLE) == 0;
    }
}
