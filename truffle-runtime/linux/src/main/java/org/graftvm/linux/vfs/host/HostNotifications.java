package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;
import static org.graftvm.linux.vfs.host.LibcNative.scratch;

import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.linux.vfs.notify.HostEvents;

/** A queue of the host's inotify(7). */
final class HostNotifications implements HostEvents {
    private final HostFile file;

    private HostNotifications(int fd) {
        // Waited for and read as a pipe is.
        file = new HostFile(fd, FileMode.FIFO, null, OpenFlags.READ_ONLY | OpenFlags.NON_BLOCK, null);
    }

    static HostNotifications open() {
        int flags = OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC;
        return new HostNotifications((int) call(Function.INOTIFY_INIT1, flags, 0, 0));
    }

    @Override
    public FileDescription file() {
        return file;
    }

    /** Watches the file open as {@code pathFd}, a link itself if that is one. @return the host's number */
    int add(int pathFd, int mask) {
        long path = scratch().path(HostCalls.procPath(pathFd));
        return (int) call(Function.INOTIFY_ADD_WATCH, file.fd(), path, mask & ~NotifyEvents.DONT_FOLLOW);
    }

    @Override
    public void remove(int hostNumber) {
        call(Function.INOTIFY_RM_WATCH, file.fd(), hostNumber, 0);
    }
}
