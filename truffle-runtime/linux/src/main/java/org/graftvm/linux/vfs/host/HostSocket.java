package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.net.OutgoingMessage;
import org.graftvm.linux.net.ReceivedMessage;
import org.graftvm.linux.net.Socket;
import org.graftvm.linux.net.SocketOptions;
import org.graftvm.linux.net.SocketUser;
import org.graftvm.linux.net.SocketWait;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.linux.vfs.host.LibcNative.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the host: internet and netlink. It never blocks there; a guest that waits does so in Java. Addresses, options and
 * errors are the host's.
 */
final class HostSocket extends HostFile implements Socket {
    /** Where the scratch memory has an address, and its length. */
    private static final int ADDRESS = 16;

    private static final int LONGEST_ADDRESS = 128;

    private final int family;
    private final int type;
    private volatile long receiveTimeout;
    private volatile long sendTimeout;

    private HostSocket(int fd, int family, int type, int flags) {
        super(fd, FileMode.SOCKET, null, flags | OpenFlags.READ_WRITE, null);
        this.family = family;
        this.type = type;
    }

    /** @param type with SOCK_NONBLOCK or not */
    static HostSocket create(int family, int type, int protocol) {
        int kind = type & Sockets.TYPE_MASK;
        int fd = (int) call(Function.SOCKET, family, kind | OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC, protocol);
        return new HostSocket(fd, family, kind, type & OpenFlags.NON_BLOCK);
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public boolean raisesBrokenPipe() {
        return type == Sockets.SOCK_STREAM;
    }

    @Override
    public FileDescription reopen(int newFlags, Credentials credentials) {
        throw new LinuxException(Errno.ENXIO);
    }

    // ---- names ----

    private static long put(byte[] address) {
        Scratch scratch = LibcNative.scratch();
        MemorySegment.copy(address, 0, scratch.struct, ValueLayout.JAVA_BYTE, ADDRESS, address.length);
        return scratch.struct.address() + ADDRESS;
    }

    /** Prepares the scratch memory for an address that the host returns. */
    private static MemorySegment space() {
        MemorySegment struct = LibcNative.scratch().struct;
        struct.set(ValueLayout.JAVA_INT, 0, LONGEST_ADDRESS);
        return struct;
    }

    private static byte[] address(MemorySegment struct) {
        int length = Math.clamp(struct.get(ValueLayout.JAVA_INT, 0), 0, LONGEST_ADDRESS);
        return struct.asSlice(ADDRESS, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private byte[] name(Function function) {
        MemorySegment struct = space();
        call(function, fd(), struct.address() + ADDRESS, struct.address());
        return address(struct);
    }

    @Override
    public byte[] localAddress() {
        return name(Function.GETSOCKNAME);
    }

    @Override
    public byte[] peerAddress() {
        return name(Function.GETPEERNAME);
    }

    @Override
    public void bind(SocketUser user, byte[] address) {
        call(Function.BIND, fd(), put(address), address.length);
    }

    // ---- connections ----

    @Override
    public void listen(SocketUser user, int backlog) {
        call(Function.LISTEN, fd(), backlog, 0);
    }

    @Override
    public void connect(SocketUser user, byte[] address) {
        boolean waits = !isNonBlocking();
        // Asked again, the host tells how it ended.
        boolean unused = new SocketWait(waits, sendTimeout).until(user, this, PollEvents.OUT, Errno.EINPROGRESS, () -> {
            try {
                call(Function.CONNECT, fd(), put(address), address.length);
                return true;
            } catch (LinuxException e) {
                if (waits && (e.errno() == Errno.EINPROGRESS || e.errno() == Errno.EALREADY)) {
                    return null;
                }
                throw e;
            }
        });
    }

    @Override
    public Accepted accept(Waiter waiter, int flags) {
        return wait(0, receiveTimeout)
                .until(
                        waiter,
                        this,
                        PollEvents.IN,
                        Errno.EAGAIN,
                        () -> unlessBusy(() -> {
                            MemorySegment struct = space();
                            int made = (int) call(
                                    Function.ACCEPT4,
                                    fd(),
                                    struct.address() + ADDRESS,
                                    struct.address(),
                                    OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC);
                            return new Accepted(new HostSocket(made, family, type, flags), address(struct));
                        }));
    }

    @Override
    public void shutdown(int how) {
        call(Function.SHUTDOWN, fd(), how, 0);
    }

    // ---- data ----

    private SocketWait wait(int flags, long timeout) {
        boolean waits = !isNonBlocking() && (flags & (Sockets.MSG_DONTWAIT | Sockets.MSG_ERRQUEUE)) == 0;
        return new SocketWait(waits, timeout);
    }

    /** What the host does, or null where it would have to wait. */
    private static <T> @Nullable T unlessBusy(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (LinuxException e) {
            if (e.errno() == Errno.EAGAIN) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public long send(SocketUser user, OutgoingMessage message, int flags) {
        SocketWait wait = wait(flags, sendTimeout);
        Buffers data = family == Sockets.AF_NETLINK ? NetlinkRequests.questions(message.data()) : message.data();
        long sent = 0;
        try {
            do {
                Buffers rest = data.slice(sent, data.size() - sent);
                sent += wait.until(
                        user,
                        this,
                        PollEvents.OUT,
                        Errno.EAGAIN,
                        () -> unlessBusy(
                                () -> HostMessage.send(fd(), rest, message.address(), message.control(), flags)));
            } while (type == Sockets.SOCK_STREAM && sent < data.size() && wait.waits());
        } catch (LinuxException e) {
            if (sent == 0) {
                throw e;
            }
        }
        return sent;
    }

    @Override
    public ReceivedMessage receive(Waiter waiter, Buffers target, int flags, int controlSpace) {
        SocketWait wait = wait(flags, receiveTimeout);
        ReceivedMessage first = receiveOnce(waiter, wait, target, flags, controlSpace);
        boolean all = (flags & Sockets.MSG_WAITALL) != 0 && (flags & Sockets.MSG_PEEK) == 0;
        if (!all || type != Sockets.SOCK_STREAM || !wait.waits()) {
            return first;
        }
        long done = first.length();
        for (long last = done; last > 0 && done < target.size(); done += last) {
            try {
                last = receiveOnce(waiter, wait, target.slice(done, target.size() - done), flags, 0)
                        .length();
            } catch (LinuxException e) {
                break; // It comes again with the next call.
            }
        }
        return first.withLength(done);
    }

    private ReceivedMessage receiveOnce(Waiter waiter, SocketWait wait, Buffers target, int flags, int controlSpace) {
        return wait.until(
                waiter,
                this,
                PollEvents.IN,
                Errno.EAGAIN,
                () -> unlessBusy(() -> HostMessage.receive(fd(), target, flags, controlSpace)));
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        return target.size() == 0
                ? 0
                : wait(0, receiveTimeout)
                        .until(
                                waiter,
                                this,
                                PollEvents.IN,
                                Errno.EAGAIN,
                                () -> unlessBusy(() -> transfer(target, -1, false)));
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        return send(SocketUser.of(waiter), OutgoingMessage.of(source, null), Sockets.MSG_NOSIGNAL);
    }

    // ---- options ----

    @Override
    public byte[] option(int level, int name, int capacity) {
        if (level == Sockets.SOL_SOCKET) {
            switch (name) {
                case Sockets.SO_RCVTIMEO, Sockets.SO_RCVTIMEO_NEW -> {
                    return SocketOptions.time(receiveTimeout);
                }
                case Sockets.SO_SNDTIMEO, Sockets.SO_SNDTIMEO_NEW -> {
                    return SocketOptions.time(sendTimeout);
                }
                default -> {}
            }
        }
        HostSocketOptions.requirePassable(level, name);
        try (HostMessage.Copy copy = new HostMessage.Copy(Integer.BYTES * 2L + capacity)) {
            MemorySegment memory = copy.memory();
            memory.set(ValueLayout.JAVA_INT, 0, capacity);
            call(Function.GETSOCKOPT, fd(), level, name, memory.address() + 8, memory.address());
            int length = Math.clamp(memory.get(ValueLayout.JAVA_INT, 0), 0, capacity);
            return memory.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Override
    public void setOption(int level, int name, byte[] value) {
        if (level == Sockets.SOL_SOCKET) {
            switch (name) {
                case Sockets.SO_RCVTIMEO, Sockets.SO_RCVTIMEO_NEW -> {
                    receiveTimeout = SocketOptions.nanos(value);
                    return;
                }
                case Sockets.SO_SNDTIMEO, Sockets.SO_SNDTIMEO_NEW -> {
                    sendTimeout = SocketOptions.nanos(value);
                    return;
                }
                default -> {}
            }
        }
        HostSocketOptions.requirePassable(level, name);
        try (HostMessage.Copy copy = new HostMessage.Copy(Math.max(1, value.length))) {
            MemorySegment.copy(value, 0, copy.memory(), ValueLayout.JAVA_BYTE, 0, value.length);
            call(Function.SETSOCKOPT, fd(), level, name, copy.memory().address(), value.length);
        }
    }

    @Override
    public String toString() {
        return "HostSocket[" + fd() + " " + family + " " + type + " " + Arrays.toString(localAddress()) + "]";
    }
}
