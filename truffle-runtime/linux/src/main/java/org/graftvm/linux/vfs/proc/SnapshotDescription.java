package org.graftvm.linux.vfs.proc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;

/** An open file with the content that it had when it was opened. */
final class SnapshotDescription extends FileDescription {
    private final byte[] content;
    private long position;

    SnapshotDescription(Location where, int flags, byte[] content) {
        super(where, flags);
        this.content = content;
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
    public long readAt(Waiter waiter, Buffers target, long offset) {
        int length = (int) Math.clamp(content.length - offset, 0, target.size());
        if (length > 0) {
            target.put(0, content, (int) offset, length);
        }
        return length;
    }

    @Override
    public synchronized long seek(long offset, int whence) {
        long to = switch (whence) {
            case 0 -> offset;
            case 1 -> position + offset;
            default -> throw new LinuxException(Errno.EINVAL);
        };
        if (to < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        position = to;
        return to;
    }
}
