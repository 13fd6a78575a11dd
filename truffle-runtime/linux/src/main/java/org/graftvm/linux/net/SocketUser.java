package org.graftvm.linux.net;

import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.FsContext;

/** Who calls: a task, which can wait, looks up paths, and is known to the other side. */
public interface SocketUser extends Waiter {
    /** Who waits, as a user of sockets: only tasks wait for them. */
    static SocketUser of(Waiter waiter) {
        if (waiter instanceof SocketUser user) {
            return user;
        }
        throw new IllegalArgumentException("only tasks write to sockets");
    }

    FsContext fs();

    /** Process, real user and real group: what comes with a message. */
    Credential credential();

    /** Process, effective user and group: what SO_PEERCRED tells of a connection. */
    Credential effectiveCredential();
}
