package org.graftvm.linux.vfs.host;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;

/**
 * The options of sockets that reach the host: those whose value holds no address and no descriptor, since both would be the
 * host's. ENOPROTOOPT for others, as of a kernel built without them.
 */
final class HostSocketOptions {
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int IPPROTO_RAW = 255;
    private static final int SOL_NETLINK = 270;

    /** Where the options of the packet filters begin, at both levels of IP. */
    private static final int FILTERS = 64;

    private HostSocketOptions() {}

    static void requirePassable(int level, int name) {
        boolean passes = switch (level) {
            // Without attached filters and programs (26, 27, 50 to 52) and what belongs to devices.
            case Sockets.SOL_SOCKET -> name >= 1 && name <= 49 && name != 26 && name != 27 || name >= 53 && name <= 57;
            case IPPROTO_IP, IPPROTO_ICMPV6 -> name < FILTERS;
            case IPPROTO_IPV6 -> name < FILTERS || name >= 66 && name <= 80 && name != 68 && name != 69;
            // Without repair (19 to 22), upper protocols (31) and reception without copies (35).
            case IPPROTO_TCP -> name >= 1 && name <= 18 || name >= 23 && name <= 30 || name == 36 || name == 37;
            case IPPROTO_UDP, IPPROTO_RAW, SOL_NETLINK -> true;
            default -> false;
        };
        if (!passes) {
            throw new LinuxException(Errno.ENOPROTOOPT);
        }
    }
}
