package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;

/** A symbolic link in memory. */
public final class MemorySymlink extends VirtualInode {
    private final String target;

    public MemorySymlink(MemoryFileSystem fileSystem, String target, Credentials owner) {
        super(fileSystem, FileMode.SYMLINK | 0777, owner);
        this.target = target;
    }

    @Override
    public String readLink() {
        return target;
    }

    @Override
    protected long size() {
        return target.length();
    }

    @Override
    public void setMode(int permissions, Credentials credentials) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) == 0) {
            throw new LinuxException(Errno.ELOOP);
        }
        return new PathDescription(where, flags);
    }
}
