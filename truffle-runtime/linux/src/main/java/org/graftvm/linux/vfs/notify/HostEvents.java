package org.graftvm.linux.vfs.notify;

import org.graftvm.linux.vfs.FileDescription;

/** The host's part of a queue: inotify(7) of the host. */
public interface HostEvents {
    /** The host's queue, which never blocks: to read and to wait for. */
    FileDescription file();

    /** inotify_rm_watch(2) with the host's number. */
    void remove(int hostNumber);
}
