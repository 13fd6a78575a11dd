package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.host.LibcNative.Function;

/** An open directory of the host. */
final class HostDirectory extends HostFile {
    private final HostFileSystem fileSystem;

    HostDirectory(int fd, Location opened, int flags, HostFileSystem fileSystem) {
        super(fd, FileMode.DIRECTORY, opened, flags, fileSystem);
        this.fileSystem = fileSystem;
    }

    /** Where the directory is now, wherever it has been moved. */
    @Override
    public Location location() {
        Location opened = super.location();
        String path = fileSystem.pathOf(fd());
        if (path == null) {
            throw new LinuxException(Errno.ENOENT);
        }
        Inode inode = opened.inode();
        return inode instanceof HostInode known && known.path().equals(path)
                ? opened
                : new Location(opened.mount(), fileSystem.inode(path), guestPath(opened, path));
    }

    /** The kernel's own entries: linux_dirent64 is the same on all ISAs. */
    @Override
    public long readDirectory(MemorySegment target) {
        return call(Function.GETDENTS64, fd(), target.address(), target.byteSize());
    }
}
