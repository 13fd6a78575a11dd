package org.graftvm.linux.abi;

/**
 * Flags of open(2) with the numbers of x86-64 and RISC-V. A GuestAbi whose ISA numbers some of them otherwise (AArch64:
 * DIRECTORY, NOFOLLOW, DIRECT, LARGEFILE) translates before the kernel sees them.
 */
public final class OpenFlags {
    public static final int READ_ONLY = 0;
    public static final int WRITE_ONLY = 1;
    public static final int READ_WRITE = 2;
    public static final int ACCESS_MASK = 3;
    public static final int CREATE = 0100;
    public static final int EXCLUSIVE = 0200;
    public static final int NO_CTTY = 0400;
    public static final int TRUNCATE = 01000;
    public static final int APPEND = 02000;
    public static final int NON_BLOCK = 04000;
    public static final int DATA_SYNC = 010000;
    public static final int ASYNC = 020000;
    public static final int DIRECT = 040000;
    public static final int LARGE_FILE = 0100000;
    public static final int DIRECTORY = 0200000;
    public static final int NO_FOLLOW = 0400000;
    public static final int NO_ATIME = 01000000;
    public static final int CLOSE_ON_EXEC = 02000000;
    public static final int SYNC = 04010000;
    public static final int PATH = 010000000;
    /** O_TMPFILE, which contains {@link #DIRECTORY}. */
    public static final int TEMPORARY = 020200000;

    /** What F_SETFL can change. */
    public static final int STATUS_CHANGEABLE = APPEND | NON_BLOCK | ASYNC | DIRECT | NO_ATIME;
    /** What only open looks at; F_GETFL does not show it. */
    public static final int CREATION = CREATE | EXCLUSIVE | NO_CTTY | TRUNCATE | CLOSE_ON_EXEC;

    /** All flags that open knows. */
    public static final int KNOWN =
            ACCESS_MASK | CREATION | STATUS_CHANGEABLE | SYNC | LARGE_FILE | DIRECTORY | NO_FOLLOW | PATH | TEMPORARY;

    private OpenFlags() {}

    public static boolean canRead(int flags) {
        return (flags & PATH) == 0 && (flags & ACCESS_MASK) != WRITE_ONLY;
    }

    public static boolean canWrite(int flags) {
        return (flags & PATH) == 0 && (flags & ACCESS_MASK) != READ_ONLY;
    }
}
