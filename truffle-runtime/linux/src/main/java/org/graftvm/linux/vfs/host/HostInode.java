package org.graftvm.linux.vfs.host;

import java.util.function.IntFunction;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.ExtendedAttributes;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.linux.vfs.notify.NotifyFile;
import org.jspecify.annotations.Nullable;

/** A file of the host, known by its path: it holds nothing open. The host decides who may do what. */
final class HostInode extends Inode {
    private final HostFileSystem fileSystem;
    /** Relative to the file system's root, which is the empty path. */
    private final String path;

    private final int type;
    /** The status that the lookup brought along, good for the first question only. */
    private @Nullable FileStatus fresh;

    HostInode(HostFileSystem fileSystem, String path, int type, @Nullable FileStatus fresh) {
        this.fileSystem = fileSystem;
        this.path = path;
        this.type = type;
        this.fresh = fresh;
    }

    String path() {
        return path;
    }

    private String childPath(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    <T> T withFile(IntFunction<T> use) {
        return with(path, OpenFlags.PATH | OpenFlags.NO_FOLLOW, use);
    }

    private <T> T withDirectory(IntFunction<T> use) {
        return with(path, OpenFlags.PATH | OpenFlags.DIRECTORY, use);
    }

    private <T> T with(String which, int flags, IntFunction<T> use) {
        int fd = fileSystem.open(which, flags, 0);
        try {
            return use.apply(fd);
        } finally {
            HostCalls.close(fd);
        }
    }

    @Override
    public FileStatus status() {
        FileStatus status = fresh;
        fresh = null;
        return status != null ? status : withFile(HostCalls::status);
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public void requireAccess(Credentials credentials, int mask) {
        withFile(fd -> {
            HostCalls.access(fd, mask);
            return null;
        });
    }

    @Override
    public void requireSearch(Credentials credentials) {
        // The host refuses the lookup itself.
    }

    @Override
    public @Nullable Inode lookup(String name) {
        return fileSystem.find(childPath(name));
    }

    @Override
    public @Nullable Inode lookupPath(String relative) {
        try {
            return fileSystem.find(childPath(relative));
        } catch (LinuxException e) {
            return null; // A link, or an error that the walk finds again in its place.
        }
    }

    @Override
    public Inode parent() {
        int slash = path.lastIndexOf('/');
        return new HostInode(fileSystem, slash < 0 ? "" : path.substring(0, slash), FileMode.DIRECTORY, null);
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if (type == FileMode.SOCKET && (flags & OpenFlags.PATH) == 0) {
            throw new LinuxException(Errno.ENXIO);
        }
        if (type == FileMode.FIFO && (flags & OpenFlags.PATH) == 0) {
            // Never blocks in the host: who opens waits for the other side, and can be interrupted.
            int fifo = fileSystem.open(path, flags | OpenFlags.NO_FOLLOW | OpenFlags.NON_BLOCK, 0);
            return new HostFile(fifo, type, where, flags, fileSystem);
        }
        int fd = fileSystem.open(path, flags | OpenFlags.NO_FOLLOW, 0);
        return HostFile.of(fd, type, where, flags, fileSystem);
    }

    @Override
    public FileDescription create(Location directory, String name, int flags, int mode, Credentials credentials) {
        String child = childPath(name);
        int fd = create(child, flags | OpenFlags.NO_FOLLOW, mode);
        try {
            FileStatus status = HostCalls.status(fd);
            int kind = status.mode() & FileMode.TYPE_MASK;
            HostInode inode = new HostInode(fileSystem, child, kind, null);
            Location where = new Location(directory.mount(), inode, directory.childPath(name));
            return HostFile.of(fd, kind, where, flags, fileSystem);
        } catch (LinuxException e) {
            HostCalls.close(fd);
            throw e;
        }
    }

    private int create(String child, int flags, int mode) {
        if ((mode & HostFileSystem.umask()) == 0) {
            return fileSystem.open(child, flags, mode);
        }
        // The host's umask would take more away than the guest's has: the mode is set afterwards, on a new file only.
        try {
            int fd = fileSystem.open(child, flags | OpenFlags.EXCLUSIVE, mode);
            HostCalls.setMode(fd, mode);
            return fd;
        } catch (LinuxException e) {
            if (e.errno() != Errno.EEXIST || (flags & OpenFlags.EXCLUSIVE) != 0) {
                throw e;
            }
            return fileSystem.open(child, flags & ~OpenFlags.CREATE, 0);
        }
    }

    @Override
    public FileDescription createTemporary(Location directory, int flags, int mode, Credentials credentials) {
        int fd = fileSystem.open(path, flags, mode);
        return HostFile.of(fd, FileMode.REGULAR, directory, flags, fileSystem);
    }

    @Override
    public void makeDirectory(String name, int mode, Credentials credentials) {
        change(fd -> HostCalls.makeDirectory(fd, name, mode));
        applyMode(name, mode);
    }

    @Override
    public void makeNode(String name, int mode, long device, Credentials credentials) {
        change(fd -> HostCalls.makeNode(fd, name, mode, device));
        applyMode(name, mode);
    }

    @Override
    public void makeSymlink(String name, String target, Credentials credentials) {
        change(fd -> HostCalls.makeSymlink(fd, name, target));
    }

    @Override
    public void makeLink(String name, Inode existing, Credentials credentials) {
        HostInode file = (HostInode) existing;
        file.withFile(fd -> {
            change(directory -> HostCalls.link(fd, directory, name));
            return null;
        });
    }

    @Override
    public void unlink(String name, Credentials credentials) {
        change(fd -> HostCalls.unlink(fd, name, false));
    }

    @Override
    public void removeDirectory(String name, Credentials credentials) {
        change(fd -> HostCalls.unlink(fd, name, true));
    }

    @Override
    public void rename(String name, Inode newDirectory, String newName, int flags, Credentials credentials) {
        HostInode to = (HostInode) newDirectory;
        change(from -> to.change(target -> HostCalls.rename(from, name, target, newName, flags)));
    }

    /** A change of this directory, done through its descriptor. */
    private interface Change {
        void apply(int fd);
    }

    private void change(Change change) {
        withDirectory(fd -> {
            change.apply(fd);
            return null;
        });
    }

    /** Gives a new file the bits that the host's umask took away but the guest's did not. */
    private void applyMode(String name, int mode) {
        if ((mode & HostFileSystem.umask()) != 0) {
            with(childPath(name), OpenFlags.PATH | OpenFlags.NO_FOLLOW, fd -> {
                HostCalls.setMode(fd, mode & FileMode.PERMISSIONS);
                return null;
            });
        }
    }

    @Override
    public String readLink() {
        return withFile(fd -> HostCalls.readLinkAt(fd, ""));
    }

    @Override
    public void setMode(int permissions, Credentials credentials) {
        changeFile(fd -> HostCalls.setMode(fd, permissions));
    }

    @Override
    public void setOwner(int uid, int gid, Credentials credentials) {
        changeFile(fd -> HostCalls.setOwner(fd, uid, gid));
    }

    @Override
    public void setTimes(@Nullable Timestamp accessed, @Nullable Timestamp modified, Credentials credentials) {
        changeFile(fd -> HostCalls.setTimes(fd, accessed, modified));
    }

    @Override
    public void truncate(long size, Credentials credentials) {
        changeFile(fd -> HostCalls.truncate(fd, size));
    }

    private void changeFile(Change change) {
        withFile(fd -> {
            change.apply(fd);
            return null;
        });
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return withFile(HostCalls::fileSystemStatus);
    }

    @Override
    public int watch(NotifyFile queue, int mask) {
        HostNotifications host = (HostNotifications) queue.host(HostNotifications::open);
        return queue.numberOf(withFile(fd -> host.add(fd, mask)));
    }

    @Override
    public ExtendedAttributes extendedAttributes() {
        return new HostAttributes(this);
    }
}
