package org.graftvm.linux.vfs.proc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;

/** The file mem: the memory of a process, by address. Who may trace the process may open it. */
final class ProcMemory extends ProcInode {
    /** Bytes that are copied at once. */
    private static final int PIECE = 1 << 16;

    private final ProcessView process;

    ProcMemory(String path, ProcessView process) {
        super(path, FileMode.REGULAR | 0600);
        this.process = process;
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        return new Opened(where, flags, process.memory());
    }

    /** The file, opened; it stays with the memory that the process had then. */
    private static final class Opened extends FileDescription {
        private final ForeignAccess memory;
        private long position;

        Opened(Location where, int flags, ForeignAccess memory) {
            super(where, flags);
            this.memory = memory;
        }

        @Override
        public FileStatus status() {
            return inode().status();
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public synchronized long read(Waiter waiter, Buffers target) {
            long read = readAt(waiter, target, position);
            position += read;
            return read;
        }

        @Override
        public synchronized long write(Waiter waiter, Buffers source) {
            long written = writeAt(waiter, source, position);
            position += written;
            return written;
        }

        @Override
        public long readAt(Waiter waiter, Buffers target, long offset) {
            return transfer(target, offset, false);
        }

        @Override
        public long writeAt(Waiter waiter, Buffers source, long offset) {
            return transfer(source, offset, true);
        }

        private long transfer(Buffers buffers, long offset, boolean write) {
            byte[] piece = new byte[(int) Math.min(PIECE, buffers.size())];
            long done = 0;
            int wanted;
            int copied;
            do {
                wanted = (int) Math.min(piece.length, buffers.size() - done);
                if (write) {
                    buffers.get(done, piece, 0, wanted);
                    copied = memory.write(offset + done, piece, 0, wanted);
                } else {
                    copied = memory.read(offset + done, piece, 0, wanted);
                    buffers.put(done, piece, 0, copied);
                }
                done += copied;
            } while (copied == wanted && done < buffers.size());
            if (done == 0 && wanted > 0) {
                throw new LinuxException(Errno.EIO);
            }
            return done;
        }

        /** {@inheritDoc} Addresses are offsets, those above the largest signed number too. */
        @Override
        public synchronized long seek(long offset, int whence) {
            position = switch (whence) {
                case 0 -> offset;
                case 1 -> position + offset;
                default -> throw new LinuxException(Errno.EINVAL);
            };
            return position;
        }
    }
}
