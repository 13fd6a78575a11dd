package org.graftvm.linux.vfs;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.NotifyEvents;
import org.jspecify.annotations.Nullable;

/** An open directory that lists what its supplier gave when the reading began; a seek to 0 asks anew. */
public final class DirectoryDescription extends FileDescription {
    private final Supplier<List<DirectoryEntry>> supplier;
    private @Nullable List<DirectoryEntry> entries;
    private int position;

    /** @param supplier all entries, {@code .} and {@code ..} included */
    public DirectoryDescription(Location opened, int flags, Supplier<List<DirectoryEntry>> supplier) {
        super(opened, flags);
        this.supplier = supplier;
        opened.inode().tell(NotifyEvents.OPEN);
    }

    @Override
    protected void release() {
        inode().tell(NotifyEvents.CLOSE_NOWRITE);
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
    public long read(org.graftvm.linux.task.Waiter waiter, Buffers target) {
        throw new LinuxException(Errno.EISDIR);
    }

    @Override
    public void sync(boolean dataOnly) {
        // Nothing is ever delayed.
    }

    @Override
    public long readDirectory(MemorySegment target) {
        long length = copyEntries(target);
        inode().tell(NotifyEvents.ACCESS);
        return length;
    }

    private synchronized long copyEntries(MemorySegment target) {
        List<DirectoryEntry> all = entries;
        if (all == null) {
            all = supplier.get();
            entries = all;
        }
        long written = 0;
        while (position < all.size()) {
            DirectoryEntry entry = all.get(position);
            if (written + entry.size() > target.byteSize()) {
                if (written == 0) {
                    throw new LinuxException(Errno.EINVAL);
                }
                break;
            }
            position++;
            entry.write(target, written, position);
            written += entry.size();
        }
        return written;
    }

    @Override
    public synchronized long seek(long offset, int whence) {
        long to = switch (whence) {
            case 0 -> offset;
            case 1 -> position + offset;
            default -> throw new LinuxException(Errno.EINVAL);
        };
        if (to < 0 || to > Integer.MAX_VALUE) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (to == 0) {
            entries = null;
        }
        position = (int) to;
        return to;
    }
}
