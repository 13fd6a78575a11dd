package org.graftvm.linux.net;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;

/** What sockets have in common whose messages keep their borders. */
final class UnixMessages {
    /** What Linux needs of the buffer beside a message. */
    private static final int RESERVED = 32;

    private UnixMessages() {}

    static void requireSendable(UnixSocket socket, OutgoingMessage message, int flags) {
        if ((flags & Sockets.MSG_OOB) != 0) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        synchronized (socket.sockets) {
            if (message.data().size() > socket.options.sendBuffer() - RESERVED) {
                throw new LinuxException(Errno.EMSGSIZE);
            }
        }
    }

    /** Receives one message; what does not fit is lost. */
    static ReceivedMessage receive(UnixSocket socket, Waiter waiter, Buffers target, int flags) {
        if ((flags & Sockets.MSG_OOB) != 0) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        SocketWait wait = socket.receiveWait(flags);
        boolean ends = socket instanceof UnixSequence || wait.waits();
        return wait.until(waiter, socket, PollEvents.IN, Errno.EAGAIN, () -> {
            synchronized (socket.sockets) {
                socket.throwError();
                UnixPacket packet = socket.received.peek();
                if (packet != null) {
                    return take(socket, packet, target, flags);
                }
                return ends && socket.isShut(UnixSocket.RECEIVES_NO_MORE)
                        ? ReceivedMessage.of(0, 0, null, java.util.List.of(), null)
                        : null;
            }
        });
    }

    private static ReceivedMessage take(UnixSocket socket, UnixPacket packet, Buffers target, int flags) {
        boolean peeks = (flags & Sockets.MSG_PEEK) != 0;
        int copied = packet.copyTo(target, 0);
        boolean cut = copied < packet.data.length;
        if (!peeks) {
            socket.remove(packet);
        }
        return ReceivedMessage.of(
                (flags & Sockets.MSG_TRUNC) != 0 ? packet.data.length : copied,
                cut ? Sockets.MSG_TRUNC : 0,
                packet.senderAddress.isNone() ? null : packet.senderAddress.toBytes(),
                peeks ? packet.copyRights() : packet.takeRights(),
                socket.shown(packet));
    }
}
