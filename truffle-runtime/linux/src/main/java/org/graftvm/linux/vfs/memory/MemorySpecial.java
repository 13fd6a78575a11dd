package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.graftvm.linux.vfs.ipc.Pipe;
import org.graftvm.linux.vfs.ipc.PipeDescription;

/** A FIFO, the name of a socket, or a device node made by mknod(2), behind which there is no driver. */
final class MemorySpecial extends VirtualInode {
    private final long device;
    private final Pipe pipe = new Pipe();

    MemorySpecial(MemoryFileSystem fileSystem, int mode, long device, Credentials owner) {
        super(fileSystem, mode, owner);
        this.device = device;
    }

    @Override
    protected long device() {
        return device;
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        int mask = (OpenFlags.canRead(flags) ? FileMode.MAY_READ : 0)
                | (OpenFlags.canWrite(flags) ? FileMode.MAY_WRITE : 0);
        requireAccess(credentials, mask);
        if (type() == FileMode.FIFO) {
            return PipeDescription.open(pipe, where, flags);
        }
        throw new LinuxException(Errno.ENXIO);
    }
}
