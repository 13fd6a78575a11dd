package org.graftvm.linux.net;

import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** A Unix socket of type SOCK_STREAM: bytes without borders, but where open files or another sender come along. */
final class UnixStream extends UnixConnection {
    /** Bytes of a long write that go into the queue at once. */
    private static final int PIECE = 1 << 15;

    UnixStream(UnixSockets sockets, int flags) {
        super(sockets, flags);
    }

    @Override
    UnixConnection another(int flags) {
        return new UnixStream(sockets, flags);
    }

    @Override
    public int type() {
        return Sockets.SOCK_STREAM;
    }

    // ---- sending ----

    @Override
    public long send(SocketUser user, OutgoingMessage message, int flags) {
        if ((flags & Sockets.MSG_OOB) != 0) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        synchronized (sockets) {
            if (message.address() != null) {
                throw new LinuxException(peer != null ? Errno.EISCONN : Errno.EOPNOTSUPP);
            }
            receiver();
        }
        SocketWait wait = sendWait(flags);
        Buffers source = message.data();
        long sent = 0;
        try {
            while (sent < source.size()) {
                byte[] data = source.slice(sent, Math.min(PIECE, source.size() - sent))
                        .toBytes();
                List<FileDescription> rights = sent == 0 ? message.rights() : List.of();
                deliverWhenRoom(user, wait, packet(user, message, data), rights);
                sent += data.length;
            }
        } catch (LinuxException e) {
            if (sent == 0) {
                throw e;
            }
        }
        return sent;
    }

    // ---- receiving ----

    @Override
    public ReceivedMessage receive(Waiter waiter, Buffers target, int flags, int controlSpace) {
        if ((flags & Sockets.MSG_OOB) != 0) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        Reception reception = new Reception(target, flags);
        try {
            boolean unused = receiveWait(flags).until(waiter, this, PollEvents.IN, Errno.EAGAIN, () -> {
                synchronized (sockets) {
                    return reception.goOn() ? true : null;
                }
            });
        } catch (LinuxException e) {
            if (reception.done == 0) {
                throw e;
            }
        }
        return ReceivedMessage.of(reception.done, 0, null, reception.rights, reception.credential);
    }

    /** One call's receiving, in several attempts with MSG_WAITALL. */
    private final class Reception {
        private final Buffers target;
        private final boolean peeks;
        private final long wanted;
        long done;
        List<FileDescription> rights = List.of();

        @Nullable
        Credential credential;

        Reception(Buffers target, int flags) {
            this.target = target;
            this.peeks = (flags & Sockets.MSG_PEEK) != 0;
            this.wanted = (flags & Sockets.MSG_WAITALL) != 0 && !peeks ? Math.max(1, target.size()) : 1;
        }

        /** Takes what is there. @return whether the call is over */
        boolean goOn() {
            if (peer == null) {
                throw new LinuxException(Errno.EINVAL);
            }
            boolean ended = take();
            if (ended || done >= wanted) {
                return true;
            }
            if (received.isEmpty()) {
                if (done == 0) {
                    throwError();
                }
                if (done == 0 && isShut(RECEIVES_NO_MORE)) {
                    credential = options.isSet(Sockets.SO_PASSCRED) ? Credential.ZERO : null;
                }
                return isShut(RECEIVES_NO_MORE);
            }
            return target.size() == 0;
        }

        /** @return whether a border was met behind which nothing may be taken */
        private boolean take() {
            for (UnixPacket packet : List.copyOf(received)) {
                Credential sender = shown(packet);
                if (done > 0 && sender != null && !sender.equals(credential)) {
                    return true;
                }
                credential = sender;
                int length = packet.copyTo(target, done);
                done += length;
                boolean brings = !packet.rights.isEmpty();
                if (brings) {
                    rights = peeks ? packet.copyRights() : packet.takeRights();
                }
                if (!peeks) {
                    packet.taken += length;
                    if (packet.left() == 0) {
                        remove(packet);
                    }
                }
                if (brings || done == target.size()) {
                    return true;
                }
            }
            return false;
        }
    }
}
