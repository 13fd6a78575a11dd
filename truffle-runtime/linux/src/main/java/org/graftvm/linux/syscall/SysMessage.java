package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.net.OutgoingMessage;
import org.graftvm.linux.net.ReceivedMessage;
import org.graftvm.linux.net.Socket;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Timespec;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.jspecify.annotations.Nullable;

/** Data through sockets: send(2), recv(2) and their forms with addresses and control messages. */
final class SysMessage {
    /** Fields of struct msghdr. */
    private static final int NAME_LENGTH = 8;

    private static final int VECTOR = 16;
    private static final int VECTOR_LENGTH = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    /** Of struct mmsghdr: a msghdr, then how many bytes. */
    private static final int MULTIPLE_LENGTH = 56;

    private static final int MULTIPLE_SIZE = 64;
    private static final int MOST_MESSAGES = 1024;
    private static final int MOST_SEGMENTS = 1024;

    private SysMessage() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("sendto(fd, buffer, size, msg_flags, address, size)", SysMessage::sendto);
        table.row("recvfrom(fd, buffer_out, size, msg_flags, address, address)", SysMessage::recvfrom);
        table.row("sendmsg(fd, address, msg_flags)", (task, a) -> sendmsg(task, a.integer(0), a.word(1), a.integer(2)));
        table.row("recvmsg(fd, address, msg_flags)", (task, a) -> recvmsg(task, a.integer(0), a.word(1), a.integer(2)));
        table.row("sendmmsg(fd, address, number, msg_flags)", SysMessage::sendmmsg);
        table.row("recvmmsg(fd, address, number, msg_flags, timespec)", SysMessage::recvmmsg);
        // spotless:on
    }

    // ---- sending ----

    private static long sendto(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        return SysSocket.use(task, a.integer(0), (file, socket) -> {
            byte[] address = a.word(4) == 0 ? null : SocketAddresses.read(memory, a.word(4), a.integer(5));
            Buffers data = UserMemory.source(memory, a.word(1), a.word(2));
            return send(task, socket, OutgoingMessage.of(data, address), a.integer(3));
        });
    }

    private static long send(Task task, Socket socket, OutgoingMessage message, int flags) {
        try {
            return socket.send(task, message, flags | Sockets.MSG_NOSIGNAL);
        } catch (LinuxException e) {
            boolean raises = socket instanceof FileDescription file && file.raisesBrokenPipe();
            if (e.errno() == Errno.EPIPE && raises && (flags & Sockets.MSG_NOSIGNAL) == 0) {
                task.send(SignalInfo.kernel(Signals.SIGPIPE));
            }
            throw e;
        }
    }

    private static long sendmsg(Task task, int fd, long header, int flags) {
        return SysSocket.use(task, fd, (file, socket) -> send(task, socket, header, flags));
    }

    private static long send(Task task, Socket socket, long header, int flags) {
        GuestMemory memory = task.memory();
        byte[] address = address(memory, header);
        Buffers data = segments(memory, header, Access.READ);
        long length = memory.readLong(header + CONTROL_LENGTH);
        try (ControlMessages control = ControlMessages.read(task, memory.readLong(header + CONTROL), length)) {
            OutgoingMessage message =
                    new OutgoingMessage(data, address, control.rights(), control.credential(), control.others());
            return send(task, socket, message, flags);
        }
    }

    private static byte @Nullable [] address(GuestMemory memory, long header) {
        long address = memory.readLong(header);
        int length = memory.readInt(header + NAME_LENGTH);
        if (length < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return address == 0 || length == 0
                ? null
                : SocketAddresses.read(memory, address, Math.min(length, SocketAddresses.LONGEST));
    }

    private static Buffers segments(GuestMemory memory, long header, Access access) {
        long count = memory.readLong(header + VECTOR_LENGTH);
        if (count < 0 || count > MOST_SEGMENTS) {
            throw new LinuxException(Errno.EMSGSIZE);
        }
        return UserMemory.vector(memory, memory.readLong(header + VECTOR), (int) count, access);
    }

    private static long sendmmsg(Task task, Arguments a) {
        int count = Math.clamp(a.word(2) & 0xffffffffL, 0, MOST_MESSAGES);
        return SysSocket.use(task, a.integer(0), (file, socket) -> {
            long done = 0;
            try {
                for (; done < count; done++) {
                    long header = a.word(1) + done * MULTIPLE_SIZE;
                    long sent = send(task, socket, header, a.integer(3));
                    task.memory().writeInt(header + MULTIPLE_LENGTH, (int) sent);
                }
            } catch (LinuxException e) {
                if (done == 0) {
                    throw e;
                }
            }
            return done;
        });
    }

    // ---- receiving ----

    private static long recvfrom(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        return SysSocket.use(task, a.integer(0), (file, socket) -> {
            Buffers target = UserMemory.target(memory, a.word(1), a.word(2));
            ReceivedMessage message = receive(task, socket, target, a.integer(3), 0);
            message.rights().forEach(FileDescription::close);
            byte[] address = message.address();
            SocketAddresses.write(memory, a.word(4), a.word(5), address == null ? new byte[0] : address);
            return message.length();
        });
    }

    private static ReceivedMessage receive(Task task, Socket socket, Buffers target, int flags, int controlSpace) {
        try {
            return socket.receive(task, target, flags & ~Sockets.MSG_CMSG_CLOEXEC, controlSpace);
        } finally {
            target.segments().forEach(task.memory()::written);
        }
    }

    private static long recvmsg(Task task, int fd, long header, int flags) {
        return SysSocket.use(task, fd, (file, socket) -> receive(task, socket, header, flags));
    }

    private static long receive(Task task, Socket socket, long header, int flags) {
        GuestMemory memory = task.memory();
        Buffers target = segments(memory, header, Access.WRITE);
        long room = memory.readLong(header + CONTROL_LENGTH);
        int controlSpace = memory.readLong(header + CONTROL) == 0 ? 0 : (int) Math.clamp(room, 0, 1 << 16);
        ReceivedMessage message = receive(task, socket, target, flags, controlSpace);
        boolean closesOnExec = (flags & Sockets.MSG_CMSG_CLOEXEC) != 0;
        ControlMessages.Written control =
                ControlMessages.write(task, memory.readLong(header + CONTROL), room, message, closesOnExec);
        long name = memory.readLong(header);
        byte[] address = message.address();
        if (name != 0) {
            byte[] bytes = address == null ? new byte[0] : address;
            memory.write(name, bytes, 0, Math.clamp(memory.readInt(header + NAME_LENGTH), 0, bytes.length));
            memory.writeInt(header + NAME_LENGTH, bytes.length);
        }
        memory.writeLong(header + CONTROL_LENGTH, control.length());
        memory.writeInt(header + FLAGS, message.flags() | control.flags() | flags & Sockets.MSG_CMSG_CLOEXEC);
        return message.length();
    }

    private static long recvmmsg(Task task, Arguments a) {
        int count = Math.clamp(a.word(2) & 0xffffffffL, 0, MOST_MESSAGES);
        Deadline deadline = a.word(4) == 0 ? Deadline.NEVER : Deadline.after(Timespec.read(task.memory(), a.word(4)));
        return SysSocket.use(task, a.integer(0), (file, socket) -> {
            int flags = a.integer(3) & ~Sockets.MSG_WAITFORONE;
            long done = 0;
            try {
                while (done < count) {
                    long header = a.word(1) + done * MULTIPLE_SIZE;
                    long length = receive(task, socket, header, flags);
                    task.memory().writeInt(header + MULTIPLE_LENGTH, (int) length);
                    done++;
                    if ((a.integer(3) & Sockets.MSG_WAITFORONE) != 0) {
                        flags |= Sockets.MSG_DONTWAIT;
                    }
                    if (deadline.passed()) {
                        break; // Looked at behind each message only, as Linux does.
                    }
                }
            } catch (LinuxException e) {
                if (done == 0) {
                    throw e;
                }
            }
            return done;
        });
    }
}
