package org.graftvm.linux.vfs.host;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.jspecify.annotations.Nullable;

/** The descriptors and the terminal of the host process itself, for the launcher. */
public final class HostStandardStreams {
    private HostStandardStreams() {}

    /** The host's descriptor {@code fd}, which stays open when the guest closes its own; null if it is closed. */
    public static @Nullable FileDescription descriptor(int fd) {
        try {
            int kept = OpenFlags.ACCESS_MASK | OpenFlags.APPEND | OpenFlags.LARGE_FILE;
            int flags = HostCalls.fcntl(fd, HostCalls.F_GETFL, 0) & kept;
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

    /**
     * Opens the controlling terminal of the host's process.
     *
     * @throws LinuxException ENXIO if it has none
     */
    public static FileDescription terminal(Location where, int flags) {
        int kept = flags & (OpenFlags.ACCESS_MASK | OpenFlags.NON_BLOCK);
        int fd = HostCalls.openAt(HostCalls.AT_FDCWD, "/dev/tty", kept, 0);
        return new HostFile(fd, FileMode.CHARACTER, where, flags, null);
    }
}
