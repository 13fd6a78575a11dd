package org.graftvm.linux.signal;

import org.graftvm.linux.abi.SignalCodes;

/** stack_t of sigaltstack(2): {@code flags} has SS_DISABLE where there is none. */
public record AlternateStack(long start, long size, int flags) {
    public static final AlternateStack NONE = new AlternateStack(0, 0, SignalCodes.SS_DISABLE);

    /** Bytes of stack_t on 64-bit ISAs: pointer, int, padding, size. */
    public static final int SIZE = 24;

    public boolean contains(long stackPointer) {
        return isEnabled() && stackPointer > start && stackPointer - start <= size;
    }

    public boolean isEnabled() {
        return size != 0 && (flags & SignalCodes.SS_DISABLE) == 0;
    }
}
