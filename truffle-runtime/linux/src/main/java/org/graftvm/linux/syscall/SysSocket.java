package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.REFUSED;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;

/**
 * Calls on sockets. There are no sockets yet, so no descriptor is one. ENOTSOCK rather than ENOSYS, because programs ask:
 * a shell tells by getpeername(2) whether its input is a network connection, and reads other start-up files then.
 */
final class SysSocket {
    private static final String NOTE = "there are no sockets yet: ENOTSOCK on every descriptor";

    private SysSocket() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("bind(fd, address, number)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("listen(fd, number)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("accept(fd, address, address)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("connect(fd, address, number)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("getsockname(fd, address, address)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("getpeername(fd, address, address)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("sendto(fd, address, number, hex, address, number)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("recvfrom(fd, address, number, hex, address, address)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("setsockopt(fd, number, number, address, number)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("getsockopt(fd, number, number, address, address)", SysSocket::notSocket, REFUSED, NOTE);
        table.row("shutdown(fd, number)", SysSocket::notSocket, REFUSED, NOTE);
        // spotless:on
    }

    private static long notSocket(Task task, Arguments a) {
        try (FileDescription _ = task.files().use(a.integer(0))) {
            throw new LinuxException(Errno.ENOTSOCK);
        }
    }
}
