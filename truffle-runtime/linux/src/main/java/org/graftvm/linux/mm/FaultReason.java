package org.graftvm.linux.mm;

/** Why a guest may not access an address. */
public enum FaultReason {
    /** SIGSEGV, SEGV_MAPERR. */
    NOT_MAPPED,
    /** SIGSEGV, SEGV_ACCERR. */
    NO_PERMISSION,
    /** SIGBUS, BUS_ADRERR. */
    BEHIND_END_OF_FILE
}
