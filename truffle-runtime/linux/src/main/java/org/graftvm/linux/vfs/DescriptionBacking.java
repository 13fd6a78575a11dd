package org.graftvm.linux.vfs;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;

/** An open file as memory mappings and the program loader see it. Regular files never block. */
final class DescriptionBacking implements FileBacking {
    private static final Waiter NOBODY = new Waiter() {
        @Override
        public boolean park(Deadline deadline) {
            throw new LinuxException(Errno.EIO);
        }

        @Override
        public void wake() {}
    };

    private final FileDescription file;
    private final FileStatus status;

    DescriptionBacking(FileDescription file, FileStatus status) {
        this.file = file;
        this.status = status;
    }

    @Override
    public String path() {
        return file.describe();
    }

    @Override
    public long device() {
        return status.dev();
    }

    @Override
    public long inode() {
        return status.ino();
    }

    @Override
    public boolean writable() {
        return OpenFlags.canWrite(file.flags());
    }

    @Override
    public long read(long offset, MemorySegment target) {
        long done = 0;
        while (done < target.byteSize()) {
            long read = file.readAt(NOBODY, Buffers.of(target.asSlice(done)), offset + done);
            if (read == 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    @Override
    public void write(long offset, MemorySegment source) {
        long done = 0;
        while (done < source.byteSize()) {
            done += file.writeAt(NOBODY, Buffers.of(source.asSlice(done)), offset + done);
        }
    }

    @Override
    public long size() {
        return file.status().size();
    }

    @Override
    public void retain() {
        file.retain();
    }

    @Override
    public void release() {
        file.close();
    }
}
