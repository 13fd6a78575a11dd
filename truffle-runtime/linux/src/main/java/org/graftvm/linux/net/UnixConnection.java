package org.graftvm.linux.net;

import java.util.ArrayDeque;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** A Unix socket that is connected before it is used: streams and sequences of packets. */
abstract class UnixConnection extends UnixSocket {
    /** Connections that nobody has accepted; null unless the socket listens. */
    private @Nullable ArrayDeque<UnixConnection> arrived;

    private int backlog;

    UnixConnection(UnixSockets sockets, int flags) {
        super(sockets, flags);
    }

    /** A socket of the same type. */
    abstract UnixConnection another(int flags);

    @Override
    final boolean isListening() {
        return arrived != null;
    }

    @Override
    public final void listen(SocketUser user, int length) {
        synchronized (sockets) {
            if (address.isNone() || peer != null) {
                throw new LinuxException(Errno.EINVAL);
            }
            backlog = Math.max(0, length);
            peerCredential = user.effectiveCredential();
            if (arrived == null) {
                arrived = new ArrayDeque<>();
            }
            changed.wakeAll();
        }
    }

    @Override
    public final void connect(SocketUser user, byte[] bytes) {
        UnixAddress wanted = UnixAddress.of(bytes);
        if (options.isSet(Sockets.SO_PASSCRED)) {
            bindAutomatically();
        }
        UnixConnection listener = (UnixConnection) sockets.find(user.fs(), wanted, type());
        boolean unused = sendWait(0).until(user, listener, PollEvents.IN, Errno.EAGAIN, () -> {
            synchronized (sockets) {
                return tryConnect(user, listener) ? true : null;
            }
        });
    }

    private boolean tryConnect(SocketUser user, UnixConnection listener) {
        ArrayDeque<UnixConnection> queue = listener.arrived;
        if (queue == null || listener.isShut(RECEIVES_NO_MORE)) {
            throw new LinuxException(Errno.ECONNREFUSED);
        }
        if (peer != null) {
            throw new LinuxException(Errno.EISCONN);
        }
        if (arrived != null) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (queue.size() > listener.backlog) {
            return false;
        }
        UnixConnection other = another(0);
        other.address = listener.address;
        other.joinTo(this, user.effectiveCredential());
        joinTo(other, listener.peerCredential);
        queue.add(other);
        listener.changed.wakeAll();
        changed.wakeAll();
        return true;
    }

    @Override
    public final Accepted accept(Waiter waiter, int flags) {
        UnixConnection made = receiveWait(0).until(waiter, this, PollEvents.IN, Errno.EAGAIN, () -> {
            synchronized (sockets) {
                ArrayDeque<UnixConnection> queue = arrived;
                if (queue == null || isShut(RECEIVES_NO_MORE)) {
                    throw new LinuxException(Errno.EINVAL);
                }
                UnixConnection first = queue.poll();
                if (first != null) {
                    changed.wakeAll(); // Who waits to connect.
                }
                return first;
            }
        });
        made.setFlags(flags);
        synchronized (sockets) {
            UnixSocket client = made.peer;
            return new Accepted(made, (client == null ? UnixAddress.NONE : client.address).toBytes());
        }
    }

    @Override
    public final void shutdown(int how) {
        int bits = how + 1;
        synchronized (sockets) {
            shut(bits);
            if (peer != null) {
                peer.shut(((bits & RECEIVES_NO_MORE) != 0 ? SENDS_NO_MORE : 0)
                        | ((bits & SENDS_NO_MORE) != 0 ? RECEIVES_NO_MORE : 0));
            }
        }
    }

    @Override
    final void leave(List<FileDescription> left) {
        if (peer != null) {
            peer.shut(RECEIVES_NO_MORE | SENDS_NO_MORE);
            if (!received.isEmpty()) {
                peer.fail(Errno.ECONNRESET);
            }
        }
        ArrayDeque<UnixConnection> queue = arrived;
        if (queue != null) {
            for (UnixConnection never : queue) {
                if (never.peer != null) {
                    never.peer.fail(Errno.ECONNRESET);
                }
            }
            left.addAll(queue);
        }
    }

    @Override
    final boolean hasInput() {
        return isListening() ? arrived != null && !arrived.isEmpty() : super.hasInput();
    }

    @Override
    final boolean isWritable() {
        return !isListening() && super.isWritable();
    }

    @Override
    final int connectionEvents() {
        return peer == null && !isListening() ? PollEvents.HANG_UP : 0;
    }

    @Override
    final int available() {
        synchronized (sockets) {
            if (isListening()) {
                throw new LinuxException(Errno.EINVAL);
            }
            return received.stream().mapToInt(UnixPacket::left).sum();
        }
    }

    /** The other side of a connection; ENOTCONN or EPIPE where nothing can be sent. */
    final UnixSocket receiver() {
        UnixSocket target = peer;
        if (target == null) {
            throw new LinuxException(Errno.ENOTCONN);
        }
        if (isShut(SENDS_NO_MORE) || target.dead || target.isShut(RECEIVES_NO_MORE)) {
            throw new LinuxException(Errno.EPIPE);
        }
        return target;
    }

    /** Hands a message to the other side as soon as its sender's buffer has room. */
    final void deliverWhenRoom(SocketUser user, SocketWait wait, UnixPacket packet, List<FileDescription> rights) {
        boolean unused = wait.until(user, this, PollEvents.OUT, Errno.EAGAIN, () -> {
            synchronized (sockets) {
                UnixSocket target = receiver();
                if (!hasRoomToSend()) {
                    return null;
                }
                deliver(target, packet, rights);
                return true;
            }
        });
    }
}
