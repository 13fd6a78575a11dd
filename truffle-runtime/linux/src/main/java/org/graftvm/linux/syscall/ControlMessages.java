package org.graftvm.linux.syscall;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.net.Credential;
import org.graftvm.linux.net.ReceivedMessage;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Control messages of sendmsg(2) and recvmsg(2), see cmsg(3): open files, credentials, and those of other protocols. */
final class ControlMessages implements AutoCloseable {
    /** Bytes of struct cmsghdr: length, level, type. */
    private static final int HEADER = 16;

    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int MOST_RIGHTS = 253;
    private static final int LONGEST = 1 << 16;

    private final List<FileDescription> rights = new ArrayList<>();
    private @Nullable Credential credential;
    private final ByteArrayOutputStream others = new ByteArrayOutputStream();

    private ControlMessages() {}

    List<FileDescription> rights() {
        return List.copyOf(rights);
    }

    /** What the sender says it is; null where it does not. */
    @Nullable
    Credential credential() {
        return credential;
    }

    /** Messages that are for other protocols, as they stood in memory. */
    byte[] others() {
        return others.toByteArray();
    }

    @Override
    public void close() {
        rights.forEach(FileDescription::close);
    }

    // ---- to be sent ----

    /** @throws LinuxException EINVAL, EBADF, EPERM, ENOBUFS */
    static ControlMessages read(Task task, long address, long length) {
        ControlMessages messages = new ControlMessages();
        if (address == 0 || length == 0) {
            return messages;
        }
        if (length < 0 || length > LONGEST) {
            throw new LinuxException(Errno.ENOBUFS);
        }
        try {
            GuestMemory memory = task.memory();
            for (long at = 0; length - at >= HEADER; ) {
                long size = memory.readLong(address + at);
                if (size < HEADER || size > length - at) {
                    throw new LinuxException(Errno.EINVAL);
                }
                messages.add(task, address + at, (int) size);
                at += aligned(size);
            }
            return messages;
        } catch (RuntimeException e) {
            messages.close();
            throw e;
        }
    }

    private static long aligned(long size) {
        return size + 7 & -8;
    }

    private void add(Task task, long message, int size) {
        GuestMemory memory = task.memory();
        int type = memory.readInt(message + TYPE);
        if (memory.readInt(message + LEVEL) == Sockets.SOL_SOCKET && type == Sockets.SCM_RIGHTS) {
            int count = (size - HEADER) / Integer.BYTES;
            if (rights.size() + count > MOST_RIGHTS) {
                throw new LinuxException(Errno.EINVAL);
            }
            for (int i = 0; i < count; i++) {
                rights.add(task.files().use(memory.readInt(message + HEADER + 4L * i)));
            }
        } else if (memory.readInt(message + LEVEL) == Sockets.SOL_SOCKET && type == Sockets.SCM_CREDENTIALS) {
            if (size != HEADER + Credential.SIZE) {
                throw new LinuxException(Errno.EINVAL);
            }
            long at = message + HEADER;
            credential =
                    checked(task, new Credential(memory.readInt(at), memory.readInt(at + 4), memory.readInt(at + 8)));
        } else {
            byte[] bytes = new byte[(int) aligned(size)];
            memory.read(message, bytes, 0, size);
            others.writeBytes(bytes);
        }
    }

    /** Only root may say that it is somebody else. */
    private static Credential checked(Task task, Credential named) {
        Identity own = task.process().identity();
        boolean isTrue = named.pid() == task.process().pid()
                && (named.uid() == own.uid() || named.uid() == own.effectiveUid() || named.uid() == own.savedUid())
                && (named.gid() == own.gid() || named.gid() == own.effectiveGid() || named.gid() == own.savedGid());
        if (!isTrue && !own.isRoot()) {
            throw new LinuxException(Errno.EPERM);
        }
        return named;
    }

    // ---- received ----

    /**
     * What was written of control messages.
     *
     * @param length bytes that they take
     * @param flags MSG_CTRUNC if there was no room for all, else 0
     */
    record Written(long length, int flags) {}

    /** Writes what came along, and gives the caller descriptors for the open files. */
    static Written write(Task task, long address, long room, ReceivedMessage message, boolean closesOnExec) {
        Writer writer = new Writer(task.memory(), address, address == 0 ? 0 : room);
        List<FileDescription> left = new ArrayList<>(message.rights());
        try {
            Credential credential = message.credential();
            if (credential != null) {
                writer.add(Sockets.SCM_CREDENTIALS, new int[] {credential.pid(), credential.uid(), credential.gid()});
            }
            if (!left.isEmpty()) {
                int fit = (int) Math.clamp((writer.left() - HEADER) / Integer.BYTES, 0, left.size());
                int[] made = new int[fit];
                int count = 0;
                while (count < fit) {
                    FileDescription file = left.getFirst();
                    file.retain();
                    try {
                        made[count] = task.files().add(file, closesOnExec);
                    } catch (LinuxException e) {
                        break; // EMFILE: the rest is lost.
                    }
                    left.removeFirst().close();
                    count++;
                }
                if (count > 0) {
                    writer.add(Sockets.SCM_RIGHTS, java.util.Arrays.copyOf(made, count));
                }
            }
            writer.addOthers(message.control());
            return new Written(writer.used(), writer.cut || !left.isEmpty() ? Sockets.MSG_CTRUNC : 0);
        } finally {
            left.forEach(FileDescription::close);
        }
    }

    /** Puts messages one behind the other; one that does not fit is cut. */
    private static final class Writer {
        private final GuestMemory memory;
        private final long address;
        private final long room;
        private long at;
        boolean cut;

        Writer(GuestMemory memory, long address, long room) {
            this.memory = memory;
            this.address = address;
            this.room = room;
        }

        long left() {
            return room - at;
        }

        long used() {
            return at;
        }

        void add(int type, int[] numbers) {
            if (left() < HEADER) {
                cut = true;
                return;
            }
            long size = Math.min(HEADER + 4L * numbers.length, left());
            cut |= size < HEADER + 4L * numbers.length;
            memory.writeLong(address + at, size);
            memory.writeInt(address + at + LEVEL, Sockets.SOL_SOCKET);
            memory.writeInt(address + at + TYPE, type);
            for (int i = 0; HEADER + 4L * (i + 1) <= size; i++) {
                memory.writeInt(address + at + HEADER + 4L * i, numbers[i]);
            }
            at = Math.min(at + aligned(size), room);
        }

        void addOthers(byte[] messages) {
            int length = (int) Math.min(messages.length, Math.max(0, left()));
            memory.write(address + at, messages, 0, length);
            cut |= length < messages.length;
            at += length;
        }
    }
}
