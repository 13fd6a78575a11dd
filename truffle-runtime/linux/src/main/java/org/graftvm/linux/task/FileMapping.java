package org.graftvm.linux.task;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.MemoryFlags;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.loader.ProgramFiles;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;

/** An open file as memory mappings and the loader see it. */
public final class FileMapping implements FileBacking {
    /** Mappings are of files that never block. */
    private static final Waiter NEVER_WAITS = new Waiter() {
        @Override
        public boolean park(Deadline deadline) {
            throw new LinuxException(Errno.EIO);
        }

        @Override
        public void wake() {}
    };

    private final FileDescription description;
    private final FileStatus status;

    private FileMapping(FileDescription description) {
        this.description = description;
        this.status = description.status();
    }

    /**
     * A file for mmap(2).
     *
     * @throws LinuxException ENODEV or EACCES where it cannot be mapped so
     */
    public static FileMapping forMap(FileDescription description, int protection, int flags) {
        int open = description.flags();
        boolean shared = (flags & MemoryFlags.MAP_TYPE) != MemoryFlags.MAP_PRIVATE;
        if (!OpenFlags.canRead(open)
                || shared && (protection & MemoryFlags.PROT_WRITE) != 0 && !OpenFlags.canWrite(open)) {
            throw new LinuxException(Errno.EACCES);
        }
        FileMapping mapping = new FileMapping(description);
        if (!mapping.status.isRegular()) {
            throw new LinuxException(Errno.ENODEV);
        }
        return mapping;
    }

    /** How tasks with a certain root and working directory open programs. */
    public static ProgramFiles programs(FsContext context) {
        return path -> {
            FileDescription description = PathOperations.open(
                    NEVER_WAITS,
                    context,
                    context.workingDirectory(),
                    path,
                    OpenFlags.READ_ONLY | OpenFlags.NON_BLOCK,
                    0);
            try {
                FileMapping program = new FileMapping(description);
                if (!program.status.isRegular()) {
                    throw new LinuxException(Errno.EACCES);
                }
                context.credentials().require(FileMode.MAY_EXECUTE, program.status);
                return program;
            } catch (LinuxException e) {
                description.close();
                throw e;
            }
        };
    }

    /** Where the file was opened. */
    Location location() {
        return description.location();
    }

    @Override
    public String path() {
        return description.describe();
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
        return OpenFlags.canRead(description.flags()) && OpenFlags.canWrite(description.flags());
    }

    @Override
    public long read(long offset, MemorySegment target) {
        long done = 0;
        while (done < target.byteSize()) {
            long count = description.readAt(NEVER_WAITS, Buffers.of(target.asSlice(done)), offset + done);
            if (count == 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    @Override
    public void write(long offset, MemorySegment source) {
        long done = 0;
        while (done < source.byteSize()) {
            done += description.writeAt(NEVER_WAITS, Buffers.of(source.asSlice(done)), offset + done);
        }
    }

    @Override
    public long size() {
        return description.status().size();
    }

    @Override
    public void retain() {
        description.retain();
    }

    @Override
    public void release() {
        description.close();
    }
}
