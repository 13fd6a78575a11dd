package org.graftvm.linux.syscall;

/** The six argument registers of a system call. Belongs to a task and is filled anew for each call. */
public final class Arguments {
    public static final int COUNT = 6;

    private final long[] words = new long[COUNT];

    /** Argument as the register holds it: addresses, sizes, offsets. */
    public long word(int index) {
        return words[index];
    }

    /** Argument of a C type of 32 bits: the upper half of the register counts for nothing. */
    public int integer(int index) {
        return (int) words[index];
    }

    public void set(int index, long value) {
        words[index] = value;
    }
}
