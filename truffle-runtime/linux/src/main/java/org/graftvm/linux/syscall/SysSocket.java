package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.net.Socket;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.host.HostSockets;
import org.graftvm.machine.GuestMemory;

/** Making, naming and connecting sockets, and their options. What goes through them is {@link SysMessage}'s. */
final class SysSocket {
    private static final int TYPE_FLAGS = OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC;
    private static final int LONGEST_OPTION = 1 << 16;

    private SysSocket() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("socket(socket_family, socket_type, number) = fd", SysSocket::socket, PARTIAL, "Unix; IPv4, IPv6 and questions to rtnetlink over the host, EACCES where the context allows no host sockets");
        table.row("socketpair(socket_family, socket_type, number, address)", SysSocket::socketpair);
        table.row("bind(fd, address, size)", SysSocket::bind);
        table.row("listen(fd, number)", SysSocket::listen);
        table.row("accept(fd, address, address) = fd", (task, a) -> accept(task, a, 0));
        table.row("accept4(fd, address, address, hex) = fd", (task, a) -> accept(task, a, a.integer(3)));
        table.row("connect(fd, address, size)", SysSocket::connect);
        table.row("getsockname(fd, address, address)", (task, a) -> name(task, a, Socket::localAddress));
        table.row("getpeername(fd, address, address)", (task, a) -> name(task, a, Socket::peerAddress));
        table.row("setsockopt(fd, number, number, address, size)", SysSocket::setOption, PARTIAL, "no packet filters, ENOPROTOOPT");
        table.row("getsockopt(fd, number, number, address, address)", SysSocket::option);
        table.row("shutdown(fd, number)", SysSocket::shutdown);
        // spotless:on
    }

    /** What a call does with a socket. */
    interface Use<T> {
        T with(FileDescription file, Socket socket);
    }

    /** Does something with the socket {@code fd}; ENOTSOCK if it is another file. */
    static <T> T use(Task task, int fd, Use<T> use) {
        try (FileDescription file = task.files().useForIo(fd)) {
            if (file instanceof Socket socket) {
                return use.with(file, socket);
            }
            throw new LinuxException(Errno.ENOTSOCK);
        }
    }

    // ---- making ----

    private static int checkedType(int type) {
        FileArguments.requireFlags(type & ~Sockets.TYPE_MASK, TYPE_FLAGS);
        return type & ~OpenFlags.CLOSE_ON_EXEC;
    }

    private static long socket(Task task, Arguments a) {
        int type = checkedType(a.integer(1));
        int family = a.integer(0);
        FileDescription made = family == Sockets.AF_UNIX
                ? task.kernel().unixSockets().create(type, a.integer(2))
                : hostSocket(task, family, type, a.integer(2));
        return task.files().add(made, (a.integer(1) & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    /** Fails with EACCES where the context allows no sockets of the host. */
    static void requireHostSockets(Task task) {
        if (!task.kernel().host().allowsSockets()) {
            throw new LinuxException(Errno.EACCES);
        }
    }

    private static FileDescription hostSocket(Task task, int family, int type, int protocol) {
        requireHostSockets(task);
        return HostSockets.create(family, type, protocol);
    }

    private static long socketpair(Task task, Arguments a) {
        int type = checkedType(a.integer(1));
        if (a.integer(0) != Sockets.AF_UNIX) {
            boolean known = a.integer(0) == Sockets.AF_INET || a.integer(0) == Sockets.AF_INET6;
            throw new LinuxException(known ? Errno.EOPNOTSUPP : Errno.EAFNOSUPPORT);
        }
        boolean closesOnExec = (a.integer(1) & OpenFlags.CLOSE_ON_EXEC) != 0;
        FileDescription[] pair = task.kernel().unixSockets().pair(task, type, a.integer(2));
        int first = -1;
        try {
            first = task.files().add(pair[0], closesOnExec);
            int second = task.files().add(pair[1], closesOnExec);
            task.memory().writeInt(a.word(3), first);
            task.memory().writeInt(a.word(3) + Integer.BYTES, second);
            return 0;
        } catch (LinuxException e) {
            if (first >= 0) {
                task.files().remove(first).close();
            } else {
                pair[1].close();
            }
            throw e;
        }
    }

    // ---- names ----

    private static long bind(Task task, Arguments a) {
        return use(task, a.integer(0), (file, socket) -> {
            socket.bind(task, SocketAddresses.read(task.memory(), a.word(1), a.integer(2)));
            return 0L;
        });
    }

    private static long listen(Task task, Arguments a) {
        return use(task, a.integer(0), (file, socket) -> {
            int backlog = a.integer(1);
            socket.listen(task, backlog < 0 ? Integer.MAX_VALUE : backlog);
            return 0L;
        });
    }

    private static long accept(Task task, Arguments a, int flags) {
        FileArguments.requireFlags(flags, TYPE_FLAGS);
        return use(task, a.integer(0), (file, socket) -> {
            Socket.Accepted accepted = socket.accept(task, flags & OpenFlags.NON_BLOCK);
            try {
                SocketAddresses.write(task.memory(), a.word(1), a.word(2), accepted.address());
            } catch (RuntimeException e) {
                accepted.socket().close();
                throw e;
            }
            return (long) task.files().add(accepted.socket(), (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
        });
    }

    private static long connect(Task task, Arguments a) {
        return use(task, a.integer(0), (file, socket) -> {
            socket.connect(task, SocketAddresses.read(task.memory(), a.word(1), a.integer(2)));
            return 0L;
        });
    }

    private interface NameOf {
        byte[] get(Socket socket);
    }

    private static long name(Task task, Arguments a, NameOf name) {
        return use(task, a.integer(0), (file, socket) -> {
            byte[] address = name.get(socket);
            task.memory().readInt(a.word(2)); // EFAULT for null, unlike accept(2).
            SocketAddresses.writeAlways(task.memory(), a.word(1), a.word(2), address);
            return 0L;
        });
    }

    private static long shutdown(Task task, Arguments a) {
        return use(task, a.integer(0), (file, socket) -> {
            int how = a.integer(1);
            if (how < Sockets.SHUT_RD || how > Sockets.SHUT_RDWR) {
                throw new LinuxException(Errno.EINVAL);
            }
            socket.shutdown(how);
            return 0L;
        });
    }

    // ---- options ----

    private static long setOption(Task task, Arguments a) {
        int length = a.integer(4);
        return use(task, a.integer(0), (file, socket) -> {
            if (length < 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            byte[] value = new byte[Math.min(length, LONGEST_OPTION)];
            task.memory().read(a.word(3), value, 0, value.length);
            socket.setOption(a.integer(1), a.integer(2), value);
            return 0L;
        });
    }

    private static long option(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        return use(task, a.integer(0), (file, socket) -> {
            int capacity = memory.readInt(a.word(4));
            if (capacity < 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            byte[] value = socket.option(a.integer(1), a.integer(2), Math.min(capacity, LONGEST_OPTION));
            int length = Math.min(capacity, value.length);
            memory.write(a.word(3), value, 0, length);
            memory.writeInt(a.word(4), length);
            return 0L;
        });
    }
}
