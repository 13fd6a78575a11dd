package org.graftvm.linux.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileId;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket, see unix(7): names, options, the queue of what it has received. All fields are guarded by
 * {@link #sockets}; what wakes others happens under that lock, and nothing waits with it held.
 */
abstract class UnixSocket extends FileDescription implements Socket {
    /** Bits of {@link #shut}. */
    static final int RECEIVES_NO_MORE = 1;

    static final int SENDS_NO_MORE = 2;

    private static final int FIONREAD = 0x541b;
    private static final int TIOCOUTQ = 0x5411;
    private static final long DEVICE = FileStatus.device(0, 8);
    private static final AtomicLong INODES = new AtomicLong(1);
    private static final byte[] NOTHING = {};

    /** __SO_ACCEPTCON, a flag of /proc/net/unix. */
    private static final int ACCEPTS_CONNECTIONS = 1 << 16;
    /** SS_UNCONNECTED and SS_CONNECTED there. */
    private static final int STATE_UNCONNECTED = 1;

    private static final int STATE_CONNECTED = 3;

    final UnixSockets sockets;
    final WaitQueue changed = new WaitQueue();
    final SocketOptions options = new SocketOptions();
    final ArrayDeque<UnixPacket> received = new ArrayDeque<>();
    private final long ino = INODES.getAndIncrement();
    private final Timestamp made = Timestamp.now();

    UnixAddress address = UnixAddress.NONE;
    private @Nullable FileDescription file;
    private @Nullable FileId fileId;

    @Nullable
    UnixSocket peer;

    Credential peerCredential = Credential.NOBODY;
    int shut;
    boolean dead;
    /** What the next call fails with, or null. */
    private @Nullable Errno error;
    /** What messages that nobody has received yet cost. */
    private int pending;

    UnixSocket(UnixSockets sockets, int flags) {
        super(null, flags | OpenFlags.READ_WRITE);
        this.sockets = sockets;
    }

    // ---- what it is ----

    @Override
    public final String describe() {
        return "socket:[" + ino + "]";
    }

    @Override
    public final String unixLine() {
        synchronized (sockets) {
            String name = address.name();
            return "%016x: %08X 00000000 %08X %04X %02X %5d%s\n"
                    .formatted(
                            0,
                            peer == null ? 2 : 3,
                            isListening() ? ACCEPTS_CONNECTIONS : 0,
                            type(),
                            peer == null ? STATE_UNCONNECTED : STATE_CONNECTED,
                            ino,
                            name.isEmpty() ? "" : " " + name.replace('\0', '@'));
        }
    }

    @Override
    public final FileStatus status() {
        return new FileStatus(
                DEVICE, ino, FileMode.SOCKET | 0777, 1, 0, 0, 0, 0, 4096, 0, made, made, made, Timestamp.ZERO);
    }

    @Override
    public final FileSystemStatus fileSystemStatus() {
        return FileSystemStatus.virtual(FileSystemStatus.SOCKET);
    }

    @Override
    public final FileDescription reopen(int newFlags, Credentials credentials) {
        throw new LinuxException(Errno.ENXIO);
    }

    @Override
    public final boolean raisesBrokenPipe() {
        return type() == Sockets.SOCK_STREAM;
    }

    // ---- names ----

    @Override
    public final void bind(SocketUser user, byte[] bytes) {
        UnixAddress wanted = UnixAddress.of(bytes);
        if (wanted.isNone()) {
            bindAutomatically();
            return;
        }
        if (wanted.isAbstract()) {
            synchronized (sockets) {
                requireUnbound();
                sockets.bindAbstract(wanted, this);
                address = wanted;
            }
            return;
        }
        FileDescription made = UnixSockets.makeFile(user.fs(), wanted);
        synchronized (sockets) {
            if (!address.isNone()) {
                made.close();
                UnixSockets.removeFile(user.fs(), wanted); // Linux, too, looks only now.
                throw new LinuxException(Errno.EINVAL);
            }
            FileId id = made.status().id();
            sockets.bindPath(id, this);
            file = made;
            fileId = id;
            address = wanted;
        }
    }

    private void requireUnbound() {
        if (!address.isNone()) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    /** Gives the socket a name of its own unless it has one. */
    final void bindAutomatically() {
        synchronized (sockets) {
            if (address.isNone()) {
                address = sockets.bindAutomatically(this);
            }
        }
    }

    @Override
    public final byte[] localAddress() {
        synchronized (sockets) {
            return address.toBytes();
        }
    }

    @Override
    public final byte[] peerAddress() {
        synchronized (sockets) {
            if (peer == null) {
                throw new LinuxException(Errno.ENOTCONN);
            }
            return peer.address.toBytes();
        }
    }

    /** Connects two sockets of one type with each other. */
    static void join(UnixSocket first, UnixSocket second, Credential both) {
        first.joinTo(second, both);
        second.joinTo(first, both);
    }

    void joinTo(UnixSocket other, Credential credential) {
        peer = other;
        peerCredential = credential;
    }

    // ---- states that end ----

    final void fail(Errno errno) {
        error = errno;
        changed.wakeAll();
    }

    final @Nullable Errno takeError() {
        Errno taken = error;
        error = null;
        return taken;
    }

    final void throwError() {
        Errno taken = takeError();
        if (taken != null) {
            throw new LinuxException(taken);
        }
    }

    final void shut(int bits) {
        shut |= bits;
        changed.wakeAll();
    }

    final boolean isShut(int bit) {
        return (shut & bit) != 0;
    }

    @Override
    protected final void release() {
        List<FileDescription> left = new ArrayList<>();
        synchronized (sockets) {
            dead = true;
            sockets.unbind(this, address, fileId);
            if (file != null) {
                left.add(file);
            }
            shut(RECEIVES_NO_MORE | SENDS_NO_MORE);
            leave(left);
            discardReceived(left);
        }
        left.forEach(FileDescription::close); // Without the lock: files may do anything when they are closed.
    }

    final void discardReceived(List<FileDescription> left) {
        for (UnixPacket packet = received.poll(); packet != null; packet = received.poll()) {
            left.addAll(packet.takeRights());
            packet.sender.delivered(packet);
        }
    }

    /** The socket is closed: tells the other side. @param left files to be closed behind it */
    abstract void leave(List<FileDescription> left);

    // ---- the queue ----

    final boolean hasRoomToSend() {
        return pending < options.sendBuffer();
    }

    /** Puts a message into the queue of {@code target}. */
    final void deliver(UnixSocket target, UnixPacket packet, List<FileDescription> rights) {
        rights.forEach(FileDescription::retain);
        packet.rights = rights;
        pending += packet.cost();
        target.received.add(packet);
        target.changed.wakeAll();
    }

    /** A message of this socket's was received or dropped. */
    final void delivered(UnixPacket packet) {
        pending -= packet.cost();
        changed.wakeAll();
    }

    /** Takes the first message out of the queue. */
    void remove(UnixPacket packet) {
        received.remove();
        packet.sender.delivered(packet);
    }

    final @Nullable Credential shown(UnixPacket packet) {
        return options.isSet(Sockets.SO_PASSCRED) ? packet.credential : null;
    }

    final UnixPacket packet(SocketUser user, OutgoingMessage message, byte[] data) {
        Credential named = message.credential();
        return new UnixPacket(this, address, named == null ? user.credential() : named, data);
    }

    final SocketWait sendWait(int flags) {
        return new SocketWait(!isNonBlocking() && (flags & Sockets.MSG_DONTWAIT) == 0, options.sendTimeout());
    }

    final SocketWait receiveWait(int flags) {
        return new SocketWait(!isNonBlocking() && (flags & Sockets.MSG_DONTWAIT) == 0, options.receiveTimeout());
    }

    // ---- as a file ----

    @Override
    public final long read(Waiter waiter, Buffers target) {
        if (target.size() == 0) {
            return 0;
        }
        ReceivedMessage message = receive(waiter, target, 0, 0);
        message.rights().forEach(FileDescription::close);
        return message.length();
    }

    @Override
    public final long write(Waiter waiter, Buffers source) {
        return send(SocketUser.of(waiter), OutgoingMessage.of(source, null), 0);
    }

    @Override
    public int poll() {
        synchronized (sockets) {
            int events = error == null ? 0 : PollEvents.ERROR;
            if (shut == (RECEIVES_NO_MORE | SENDS_NO_MORE)) {
                events |= PollEvents.HANG_UP;
            }
            if (isShut(RECEIVES_NO_MORE)) {
                events |= PollEvents.READ_HANG_UP | PollEvents.IN | PollEvents.READ_NORMAL;
            }
            if (hasInput()) {
                events |= PollEvents.IN | PollEvents.READ_NORMAL;
            }
            if (isWritable()) {
                events |= PollEvents.OUT | PollEvents.WRITE_NORMAL | PollEvents.WRITE_BAND;
            }
            return events | connectionEvents();
        }
    }

    boolean hasInput() {
        return !received.isEmpty();
    }

    /** A writer goes on when three quarters of the buffer are free, as on Linux. */
    boolean isWritable() {
        return pending <= options.sendBuffer() / 4;
    }

    abstract int connectionEvents();

    @Override
    public final void addWaiter(Waiter waiter, int events) {
        changed.add(waiter);
    }

    @Override
    public final void removeWaiter(Waiter waiter) {
        changed.remove(waiter);
    }

    @Override
    public final long control(int request, long argument, GuestMemory memory) {
        switch (request) {
            case FIONREAD -> memory.writeInt(argument, available());
            case TIOCOUTQ -> {
                synchronized (sockets) {
                    memory.writeInt(argument, pending);
                }
            }
            default -> {
                return super.control(request, argument, memory);
            }
        }
        return 0;
    }

    /** Bytes that a read would give. */
    abstract int available();

    // ---- options ----

    @Override
    public final byte[] option(int level, int name, int capacity) {
        if (level != Sockets.SOL_SOCKET) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        synchronized (sockets) {
            return switch (name) {
                case Sockets.SO_TYPE -> SocketOptions.bytes(type());
                case Sockets.SO_DOMAIN -> SocketOptions.bytes(Sockets.AF_UNIX);
                case Sockets.SO_PROTOCOL -> SocketOptions.bytes(0);
                case Sockets.SO_ACCEPTCONN -> SocketOptions.bytes(isListening() ? 1 : 0);
                case Sockets.SO_ERROR -> {
                    Errno taken = takeError();
                    yield SocketOptions.bytes(taken == null ? 0 : taken.number());
                }
                case Sockets.SO_PEERCRED ->
                    SocketOptions.bytes(peerCredential.pid(), peerCredential.uid(), peerCredential.gid());
                case Sockets.SO_PEERGROUPS -> {
                    if (peerCredential == Credential.NOBODY) {
                        throw new LinuxException(Errno.ENODATA);
                    }
                    yield NOTHING;
                }
                default -> options.get(name);
            };
        }
    }

    boolean isListening() {
        return false;
    }

    @Override
    public final void setOption(int level, int name, byte[] value) {
        if (level != Sockets.SOL_SOCKET) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        synchronized (sockets) {
            options.set(name, value);
            changed.wakeAll();
        }
    }
}
