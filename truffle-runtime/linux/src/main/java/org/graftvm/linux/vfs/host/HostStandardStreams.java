package org.graftvm.linux.vfs.host;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** The host process's own descriptors 0, 1 and 2 as a guest's standard streams. */
public final class HostStandardStreams {
    private HostStandardStreams() {}

    /** The host's descriptor {@code fd}, which stays open when the guest closes its own; null if it is closed. */
    public static @Nullable FileDescription descriptor(int fd) {
        try {
            int flags = HostCalls.fcntl(fd, HostCalls.F_GETFL, 0) & (OpenFlags.ACCESS_MASK | OpenFlags.APPEND);
            int own = HostCalls.fcntl(fd, HostCalls.F_DUPFD_CLOEXEC, 3);
            int type = HostCalls.status(own).mode() & FileMode.TYPE_MASK;
            return new HostFile(own, type, null, flags, null);
        } catch (LinuxException e) {
            if (e.errno() == Errno.EBADF) {
                return null;
            }
            throw e;
        }
    }
}
