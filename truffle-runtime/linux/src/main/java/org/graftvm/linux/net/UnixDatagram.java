package org.graftvm.linux.net;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** A Unix socket of type SOCK_DGRAM. Its peer is where it sends to, and who else may send to it. */
final class UnixDatagram extends UnixSocket {
    /** Messages that a socket holds of those who are not its peer: net.unix.max_dgram_qlen. */
    private static final int LONGEST_QUEUE = 10;

    /** Sockets whose peer this is. */
    private final Set<UnixDatagram> clients = new HashSet<>();

    UnixDatagram(UnixSockets sockets, int flags) {
        super(sockets, flags);
    }

    @Override
    public int type() {
        return Sockets.SOCK_DGRAM;
    }

    @Override
    int available() {
        synchronized (sockets) {
            UnixPacket first = received.peek();
            return first == null ? 0 : first.left();
        }
    }

    @Override
    public void listen(SocketUser user, int length) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    @Override
    public Accepted accept(Waiter waiter, int flags) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    // ---- peers ----

    @Override
    public void connect(SocketUser user, byte[] bytes) {
        if (bytes.length >= 2 && UnixAddress.family(bytes) == Sockets.AF_UNSPEC) {
            synchronized (sockets) {
                disconnect();
            }
            return;
        }
        UnixAddress wanted = UnixAddress.of(bytes);
        if (options.isSet(Sockets.SO_PASSCRED)) {
            bindAutomatically();
        }
        UnixDatagram target = find(user, wanted);
        synchronized (sockets) {
            requireMaySendTo(target);
            disconnect();
            joinTo(target, Credential.NOBODY);
            changed.wakeAll();
        }
    }

    private UnixDatagram find(SocketUser user, UnixAddress wanted) {
        return (UnixDatagram) sockets.find(user.fs(), wanted, type());
    }

    @Override
    void joinTo(UnixSocket other, Credential credential) {
        super.joinTo(other, credential);
        ((UnixDatagram) other).clients.add(this);
    }

    private void disconnect() {
        if (peer instanceof UnixDatagram old) {
            old.clients.remove(this);
            peer = null;
        }
    }

    private void requireMaySendTo(UnixDatagram target) {
        if (target.peer != null && target.peer != this) {
            throw new LinuxException(Errno.EPERM);
        }
    }

    @Override
    public void shutdown(int how) {
        synchronized (sockets) {
            shut(how + 1);
        }
    }

    @Override
    void leave(List<FileDescription> left) {
        disconnect();
        clients.forEach(client -> client.changed.wakeAll()); // They find it dead when they send.
    }

    // ---- messages ----

    @Override
    public long send(SocketUser user, OutgoingMessage message, int flags) {
        UnixMessages.requireSendable(this, message, flags);
        byte[] bytes = message.address();
        UnixDatagram named = bytes == null ? null : find(user, UnixAddress.of(bytes));
        if (options.isSet(Sockets.SO_PASSCRED)) {
            bindAutomatically();
        }
        UnixSocket full;
        UnixPacket packet;
        synchronized (sockets) {
            UnixSocket target = named == null ? peer : named;
            if (target == null) {
                throw new LinuxException(Errno.ENOTCONN);
            }
            full = target;
            packet = packet(user, message, message.data().toBytes());
        }
        SocketWait wait = sendWait(flags);
        // Two things may be full: the own buffer, and the other's queue. The one is waited for behind the other.
        boolean unused = wait.until(user, this, PollEvents.OUT, Errno.EAGAIN, () -> {
            synchronized (sockets) {
                if (isShut(SENDS_NO_MORE)) {
                    throw new LinuxException(Errno.EPIPE);
                }
                return hasRoomToSend() ? true : null;
            }
        });
        return wait.until(user, full, PollEvents.OUT, Errno.EAGAIN, () -> {
            synchronized (sockets) {
                UnixDatagram target = target(named);
                if (target.peer != this && target.isFull()) {
                    return null;
                }
                deliver(target, packet, message.rights());
                return (long) packet.data.length;
            }
        });
    }

    private UnixDatagram target(@Nullable UnixDatagram named) {
        if (named == null && peer == null) {
            throw new LinuxException(Errno.ENOTCONN);
        }
        UnixDatagram target = named == null ? (UnixDatagram) peer : named;
        if (target == null || target.dead) {
            if (named == null) {
                disconnect();
            }
            throw new LinuxException(Errno.ECONNREFUSED);
        }
        requireMaySendTo(target);
        if (target.isShut(RECEIVES_NO_MORE)) {
            throw new LinuxException(Errno.EPIPE);
        }
        return target;
    }

    private boolean isFull() {
        return received.size() > LONGEST_QUEUE;
    }

    @Override
    public ReceivedMessage receive(Waiter waiter, Buffers target, int flags, int controlSpace) {
        return UnixMessages.receive(this, waiter, target, flags);
    }

    @Override
    void remove(UnixPacket packet) {
        boolean wasFull = isFull();
        super.remove(packet);
        if (wasFull && !isFull()) {
            changed.wakeAll();
            clients.forEach(client -> client.changed.wakeAll());
        }
    }

    @Override
    boolean isWritable() {
        return super.isWritable() && !(peer instanceof UnixDatagram target && target.peer != this && target.isFull());
    }

    @Override
    int connectionEvents() {
        return 0;
    }
}
