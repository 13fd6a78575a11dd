package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;

/** An open {@link MemoryFile}. */
public final class MemoryFileDescription extends FileDescription {
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int ZERO_RANGE = 0x10;

    private final MemoryFile file;
    private long position;

    public MemoryFileDescription(Location opened, MemoryFile file, int flags) {
        super(opened, flags);
        this.file = file;
        file.addUser();
        file.tell(NotifyEvents.OPEN);
    }

    /** Seals of a memfd, 1 (no more seals) for other files. */
    public int seals() {
        return file.seals();
    }

    /**
     * Adds seals.
     *
     * @throws LinuxException EPERM where the file is sealed against that
     */
    public void addSeals(int seals) {
        file.addSeals(seals);
    }

    @Override
    protected void release() {
        file.tell(OpenFlags.canWrite(flags()) ? NotifyEvents.CLOSE_WRITE : NotifyEvents.CLOSE_NOWRITE);
        file.removeUser();
    }

    @Override
    public FileStatus status() {
        return file.status();
    }

    @Override
    public String describe() {
        return super.describe() + (file.links() == 0 ? " (deleted)" : "");
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public synchronized long read(Waiter waiter, Buffers target) {
        long read = read(target, position);
        position += read;
        return read;
    }

    @Override
    public synchronized long write(Waiter waiter, Buffers source) {
        long written = write(source, position);
        position = (flags() & OpenFlags.APPEND) != 0 ? file.size() : position + written;
        return written;
    }

    @Override
    public long readAt(Waiter waiter, Buffers target, long offset) {
        return read(target, offset);
    }

    private long read(Buffers target, long offset) {
        long read = file.read(target, offset);
        if (read > 0) {
            file.tell(NotifyEvents.ACCESS);
        }
        return read;
    }

    @Override
    public long writeAt(Waiter waiter, Buffers source, long offset) {
        return write(source, offset); // Linux appends even then: pwrite(2), "BUGS".
    }

    private long write(Buffers source, long offset) {
        boolean append = (flags() & OpenFlags.APPEND) != 0;
        long written = append ? file.append(source) : file.write(source, offset);
        if (written > 0) {
            file.tell(NotifyEvents.MODIFY);
        }
        return written;
    }

    @Override
    public synchronized long seek(long offset, int whence) {
        long size = file.size();
        long to = switch (whence) {
            case 0 -> offset;
            case 1 -> position + offset;
            case 2 -> size + offset;
            case 3, 4 -> {
                long found = offset < 0 || offset >= size ? -1 : file.find(offset, whence == 3);
                if (found < 0) {
                    throw new LinuxException(Errno.ENXIO);
                }
                yield found;
            }
            default -> throw new LinuxException(Errno.EINVAL);
        };
        if (to < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        position = to;
        return to;
    }

    @Override
    public void truncate(long size) {
        file.truncate(size, Credentials.ROOT);
    }

    @Override
    public void allocate(int mode, long offset, long length) {
        switch (mode) {
            case 0, KEEP_SIZE -> file.allocate(offset, length, mode == 0);
            case PUNCH_HOLE | KEEP_SIZE, ZERO_RANGE | KEEP_SIZE -> {
                file.punch(offset, length);
                file.touch();
            }
            default -> throw new LinuxException(Errno.EOPNOTSUPP);
        }
        file.tell(NotifyEvents.MODIFY);
    }

    @Override
    public void sync(boolean dataOnly) {
        // Memory is as stable as it gets.
    }
}
