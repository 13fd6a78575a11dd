package org.graftvm.linux.vfs.proc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.graftvm.linux.vfs.Timestamp;
import org.jspecify.annotations.Nullable;

/** The file behind a descriptor, as a walk through /proc/self/fd finds it. */
final class DescriptorInode extends Inode {
    private final FdTable files;
    private final int fd;
    private final int type;

    DescriptorInode(FdTable files, int fd, FileDescription file) {
        this.files = files;
        this.fd = fd;
        this.type = file.status().mode() & org.graftvm.linux.abi.FileMode.TYPE_MASK;
    }

    /** The open file; ENOENT if the descriptor was closed since. */
    private FileDescription use() {
        try {
            return files.use(fd);
        } catch (LinuxException e) {
            throw new LinuxException(Errno.ENOENT);
        }
    }

    @Override
    public FileStatus status() {
        try (FileDescription file = use()) {
            return file.status();
        }
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        try (FileDescription file = use()) {
            return file.reopen(flags, credentials);
        }
    }

    @Override
    public void setMode(int permissions, Credentials credentials) {
        try (FileDescription file = use()) {
            file.setMode(permissions, credentials);
        }
    }

    @Override
    public void setOwner(int uid, int gid, Credentials credentials) {
        try (FileDescription file = use()) {
            file.setOwner(uid, gid, credentials);
        }
    }

    @Override
    public void setTimes(@Nullable Timestamp accessed, @Nullable Timestamp modified, Credentials credentials) {
        try (FileDescription file = use()) {
            file.setTimes(accessed, modified, credentials);
        }
    }

    @Override
    public void truncate(long size, Credentials credentials) {
        try (FileDescription file = reopened(credentials)) {
            file.truncate(size);
        }
    }

    private FileDescription reopened(Credentials credentials) {
        try (FileDescription file = use()) {
            return file.reopen(OpenFlags.WRITE_ONLY, credentials);
        }
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        try (FileDescription file = use()) {
            return file.fileSystemStatus();
        }
    }
}
