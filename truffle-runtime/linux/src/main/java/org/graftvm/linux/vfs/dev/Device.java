package org.graftvm.linux.vfs.dev;

import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.graftvm.linux.vfs.memory.VirtualInode;

/** A character device with a driver. */
final class Device extends VirtualInode {
    /** What is behind a device. */
    interface Driver {
        FileDescription open(Location where, int flags);
    }

    private final long number;
    private final Driver driver;

    Device(MemoryFileSystem fileSystem, int major, int minor, Driver driver) {
        super(fileSystem, FileMode.CHARACTER | 0666, Credentials.ROOT);
        this.number = FileStatus.device(major, minor);
        this.driver = driver;
    }

    @Override
    protected long device() {
        return number;
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        int mask = (OpenFlags.canRead(flags) ? FileMode.MAY_READ : 0)
                | (OpenFlags.canWrite(flags) ? FileMode.MAY_WRITE : 0);
        requireAccess(credentials, mask);
        return driver.open(where, flags);
    }
}
