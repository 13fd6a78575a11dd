package org.graftvm.linux.net;

/** A process as the other side of a socket sees it: struct ucred of unix(7). */
public record Credential(int pid, int uid, int gid) {
    /** What SO_PEERCRED tells of a socket that nobody has connected. */
    static final Credential NOBODY = new Credential(0, -1, -1);

    /** What comes with the end of a stream. */
    static final Credential ZERO = new Credential(0, 0, 0);

    /** Bytes of the structure. */
    public static final int SIZE = 12;
}
