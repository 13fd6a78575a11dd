package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;

/** A file opened with O_PATH: a place in the tree, good for *at calls and stat, not for I/O. */
public final class PathDescription extends FileDescription {
    public PathDescription(Location opened, int flags) {
        super(opened, flags);
    }

    @Override
    public FileStatus status() {
        return inode().status();
    }

    @Override
    public void setMode(int permissions, Credentials credentials) {
        throw new LinuxException(Errno.EBADF);
    }
}
