package org.graftvm.linux.net;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;

/** A Unix socket of type SOCK_SEQPACKET: messages over a connection. */
final class UnixSequence extends UnixConnection {
    UnixSequence(UnixSockets sockets, int flags) {
        super(sockets, flags);
    }

    @Override
    UnixConnection another(int flags) {
        return new UnixSequence(sockets, flags);
    }

    @Override
    public int type() {
        return Sockets.SOCK_SEQPACKET;
    }

    @Override
    public long send(SocketUser user, OutgoingMessage message, int flags) {
        UnixMessages.requireSendable(this, message, flags);
        synchronized (sockets) {
            receiver();
        }
        UnixPacket packet = packet(user, message, message.data().toBytes());
        deliverWhenRoom(user, sendWait(flags), packet, message.rights());
        return packet.data.length;
    }

    @Override
    public ReceivedMessage receive(Waiter waiter, Buffers target, int flags, int controlSpace) {
        synchronized (sockets) {
            if (peer == null) {
                throw new LinuxException(Errno.ENOTCONN);
            }
        }
        return UnixMessages.receive(this, waiter, target, flags);
    }
}
