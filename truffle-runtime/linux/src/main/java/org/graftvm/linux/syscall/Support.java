package org.graftvm.linux.syscall;

/** How much of a system call exists; the compatibility page shows it. */
public enum Support {
    /** As in Linux, but for what the row's note says. */
    FULL,
    /** The common uses work; the note says what is missing. */
    PARTIAL,
    /** Accepted without effect, which programs cannot tell from success. */
    IGNORED,
    /** Fails always, with the error that a kernel built without it gives; the note says why. */
    REFUSED
}
