package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.REFUSED;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;

/**
 * Sockets, which this kernel does not have yet. The errors are those of a kernel without any address family rather than
 * ENOSYS, because programs ask: a shell tells by getpeername(2) whether its input is a network connection, and reads
 * other start-up files then.
 */
final class SysSocket {
    private static final String NONE = "EAFNOSUPPORT: no sockets yet";
    private static final String NOT_ONE = "ENOTSOCK: no sockets yet";

    private SysSocket() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("socket(number, hex, number) = fd", SysSocket::unsupported, REFUSED, NONE);
        table.row("socketpair(number, hex, number, address)", SysSocket::unsupported, REFUSED, NONE);
        table.row("bind(fd, address, size)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("listen(fd, number)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("accept(fd, address, address) = fd", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("accept4(fd, address, address, hex) = fd", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("connect(fd, address, size)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("getsockname(fd, address, address)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("getpeername(fd, address, address)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("sendto(fd, buffer, size, hex, address, size)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("recvfrom(fd, buffer_out, size, hex, address, address)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("setsockopt(fd, number, number, address, size)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("getsockopt(fd, number, number, address, address)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("shutdown(fd, number)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("sendmsg(fd, address, hex)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("recvmsg(fd, address, hex)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("sendmmsg(fd, address, number, hex)", SysSocket::notSocket, REFUSED, NOT_ONE);
        table.row("recvmmsg(fd, address, number, hex, timespec)", SysSocket::notSocket, REFUSED, NOT_ONE);
        // spotless:on
    }

    private static long unsupported(Task task, Arguments arguments) {
        throw new LinuxException(Errno.EAFNOSUPPORT);
    }

    private static long notSocket(Task task, Arguments arguments) {
        try (FileDescription _ = task.files().useForIo(arguments.integer(0))) {
            throw new LinuxException(Errno.ENOTSOCK);
        }
    }
}
