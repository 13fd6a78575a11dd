package org.graftvm.linux.vfs.host;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.vfs.FileDescription;

/** Makes sockets of the host. */
public final class HostSockets {
    private static final int NETLINK_ROUTE = 0;

    private HostSockets() {}

    /**
     * A socket of the host's internet, or one to ask about its network devices.
     *
     * @param type with SOCK_NONBLOCK or not
     * @throws LinuxException EAFNOSUPPORT for other families, and on hosts that are not Linux; the host's errno
     */
    public static FileDescription create(int family, int type, int protocol) {
        boolean known = family == Sockets.AF_INET || family == Sockets.AF_INET6 || family == Sockets.AF_NETLINK;
        if (!known || !LibcNative.SUPPORTED) {
            throw new LinuxException(Errno.EAFNOSUPPORT);
        }
        if (family == Sockets.AF_NETLINK && protocol != NETLINK_ROUTE) {
            throw new LinuxException(Errno.EPROTONOSUPPORT);
        }
        return HostSocket.create(family, type, protocol);
    }
}
