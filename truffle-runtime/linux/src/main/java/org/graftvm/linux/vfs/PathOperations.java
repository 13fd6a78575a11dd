package org.graftvm.linux.vfs;

import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;

/**
 * What system calls do with paths: a walk, the checks that are the same for all file systems, then the operation of the
 * {@link Inode}. {@code start} is always where a relative path begins; all methods fail with {@link LinuxException}.
 */
public final class PathOperations {
    /** Rename flag: fail if the new name exists. */
    public static final int RENAME_NOREPLACE = 1;
    /** Rename flag: swap the two. */
    public static final int RENAME_EXCHANGE = 2;

    /** How often a walk is tried again when a name changes between the walk and the operation. */
    private static final int RACES = 8;

    private static final Supplier<Deadline> FIFO_RETRY = () -> Deadline.after(5_000_000);

    private PathOperations() {}

    /** The file at {@code path}. */
    public static Location find(FsContext context, Location start, String path, boolean followLast) {
        return PathWalk.resolve(context, start, path, followLast).existing();
    }

    /**
     * openat(2). The caller owns the result.
     *
     * @param waiter who blocks until a FIFO has a reader and a writer
     */
    public static FileDescription open(
            Waiter waiter, FsContext context, Location start, String path, int flags, int mode) {
        return open(waiter, context, start, path, flags, mode, 0);
    }

    /** openat2(2). @param limits {@link org.graftvm.linux.abi.ResolveFlags} */
    public static FileDescription open(
            Waiter waiter, FsContext context, Location start, String path, int flags, int mode, int limits) {
        for (int attempt = 1; ; attempt++) {
            try {
                FileDescription file = tryOpen(context, start, path, flags, mode, limits);
                try {
                    file.awaitOpened(waiter);
                    return file;
                } catch (LinuxException e) {
                    file.close();
                    throw e;
                }
            } catch (LinuxException e) {
                if (e.errno() == Errno.ENXIO && waitsForReader(context, start, path, flags)) {
                    waiter.park(FIFO_RETRY.get());
                    attempt = 1;
                } else if (attempt == RACES || !isRace(e.errno(), flags)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the file may have appeared, vanished or become a link since the walk saw it. */
    private static boolean isRace(Errno errno, int flags) {
        return (flags & (OpenFlags.EXCLUSIVE | OpenFlags.CREATE)) == OpenFlags.CREATE
                && (errno == Errno.ENOENT || errno == Errno.EEXIST || errno == Errno.ELOOP);
    }

    /** The host cannot tell when a FIFO gets a reader without blocking the thread for good. */
    private static boolean waitsForReader(FsContext context, Location start, String path, int flags) {
        return (flags & (OpenFlags.NON_BLOCK | OpenFlags.ACCESS_MASK)) == OpenFlags.WRITE_ONLY
                && find(context, start, path, true).inode().type() == FileMode.FIFO;
    }

    private static FileDescription tryOpen(
            FsContext context, Location start, String path, int flags, int mode, int limits) {
        boolean create = (flags & OpenFlags.CREATE) != 0;
        boolean exclusive = create && (flags & OpenFlags.EXCLUSIVE) != 0;
        boolean follow = (flags & OpenFlags.NO_FOLLOW) == 0 && !exclusive;
        PathWalk.Result found = PathWalk.resolve(context, start, path, follow, limits);
        Credentials credentials = context.credentials();
        if ((flags & OpenFlags.TEMPORARY) == OpenFlags.TEMPORARY) {
            Location directory = found.existing();
            directory.mount().requireWritable();
            if (!OpenFlags.canWrite(flags)) {
                throw new LinuxException(Errno.EINVAL);
            }
            return directory.inode().createTemporary(directory, flags, mode & ~context.umask(), credentials);
        }
        Location target = found.target();
        if (target == null) {
            if (!create) {
                throw new LinuxException(Errno.ENOENT);
            }
            if (found.trailingSlash()) {
                throw new LinuxException(Errno.EISDIR);
            }
            found.parent().mount().requireWritable();
            int permissions = mode & ~context.umask() & FileMode.PERMISSIONS;
            return found.parent().inode().create(found.parent(), found.name(), flags, permissions, credentials);
        }
        if (exclusive) {
            throw new LinuxException(Errno.EEXIST);
        }
        checkOpen(target, flags, create);
        int kept = flags & ~(OpenFlags.CREATE | OpenFlags.EXCLUSIVE);
        return target.inode().open(target, kept, credentials);
    }

    private static void checkOpen(Location target, int flags, boolean create) {
        boolean path = (flags & OpenFlags.PATH) != 0;
        int type = target.inode().type();
        if (type == FileMode.SYMLINK && !path) {
            throw new LinuxException(Errno.ELOOP);
        }
        if ((flags & OpenFlags.DIRECTORY) != 0 && type != FileMode.DIRECTORY) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        boolean changes = OpenFlags.canWrite(flags) || (flags & OpenFlags.TRUNCATE) != 0 && !path;
        if (type == FileMode.DIRECTORY && (changes || create) && !path) {
            throw new LinuxException(Errno.EISDIR);
        }
        if (changes && (type == FileMode.REGULAR || type == FileMode.DIRECTORY)) {
            target.mount().requireWritable();
        }
    }

    /** The parent of a name that is to be made; EEXIST if it is there. */
    private static PathWalk.Result absent(FsContext context, Location start, String path, boolean directory) {
        PathWalk.Result found = PathWalk.resolve(context, start, path, false);
        if (found.target() != null) {
            throw new LinuxException(Errno.EEXIST);
        }
        if (found.trailingSlash() && !directory) {
            throw new LinuxException(Errno.ENOENT);
        }
        found.parent().mount().requireWritable();
        return found;
    }

    public static void makeDirectory(FsContext context, Location start, String path, int mode) {
        PathWalk.Result found = absent(context, start, path, true);
        int permissions = mode & ~context.umask() & (0777 | FileMode.STICKY);
        found.parent().inode().makeDirectory(found.name(), permissions, context.credentials());
    }

    /** mknodat(2); a mode without a type means a regular file. */
    public static void makeNode(FsContext context, Location start, String path, int mode, long device) {
        int type = (mode & FileMode.TYPE_MASK) == 0 ? FileMode.REGULAR : mode & FileMode.TYPE_MASK;
        switch (type) {
            case FileMode.REGULAR, FileMode.FIFO, FileMode.SOCKET -> {}
            case FileMode.CHARACTER, FileMode.BLOCK -> {
                if (!context.credentials().isRoot()) {
                    throw new LinuxException(Errno.EPERM);
                }
            }
            case FileMode.DIRECTORY -> throw new LinuxException(Errno.EPERM);
            default -> throw new LinuxException(Errno.EINVAL);
        }
        PathWalk.Result found = absent(context, start, path, false);
        int permissions = mode & FileMode.PERMISSIONS & ~context.umask();
        found.parent().inode().makeNode(found.name(), type | permissions, device, context.credentials());
    }

    public static void makeSymlink(FsContext context, Location start, String path, String target) {
        if (target.isEmpty()) {
            throw new LinuxException(Errno.ENOENT);
        }
        PathWalk.Result found = absent(context, start, path, false);
        found.parent().inode().makeSymlink(found.name(), target, context.credentials());
    }

    /** linkat(2) once the existing file is found. */
    public static void makeLink(FsContext context, Location existing, Location start, String path) {
        PathWalk.Result found = absent(context, start, path, false);
        if (existing.inode().isDirectory()) {
            throw new LinuxException(Errno.EPERM);
        }
        if (existing.mount() != found.parent().mount()) {
            throw new LinuxException(Errno.EXDEV);
        }
        found.parent().inode().makeLink(found.name(), existing.inode(), context.credentials());
    }

    public static void unlink(FsContext context, Location start, String path) {
        PathWalk.Result found = PathWalk.resolve(context, start, path, false);
        if (found.isSpecial()) {
            throw new LinuxException(Errno.EISDIR);
        }
        found.parent().mount().requireWritable();
        Location target = found.existing();
        if (target.inode().isDirectory()) {
            throw new LinuxException(Errno.EISDIR);
        }
        requireNoMountPoint(found.parent(), target);
        found.parent().inode().unlink(found.name(), context.credentials());
    }

    public static void removeDirectory(FsContext context, Location start, String path) {
        PathWalk.Result found = PathWalk.resolve(context, start, path, false);
        switch (found.name()) {
            case "" -> throw new LinuxException(Errno.EBUSY);
            case "." -> throw new LinuxException(Errno.EINVAL);
            case ".." -> throw new LinuxException(Errno.ENOTEMPTY);
            default -> {
                found.parent().mount().requireWritable();
                Location target = found.existing();
                if (!target.inode().isDirectory()) {
                    throw new LinuxException(Errno.ENOTDIR);
                }
                requireNoMountPoint(found.parent(), target);
                found.parent().inode().removeDirectory(found.name(), context.credentials());
            }
        }
    }

    /** renameat2(2). */
    public static void rename(
            FsContext context, Location start, String path, Location newStart, String newPath, int flags) {
        if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0 || flags == (RENAME_NOREPLACE | RENAME_EXCHANGE)) {
            throw new LinuxException(Errno.EINVAL);
        }
        PathWalk.Result from = PathWalk.resolve(context, start, path, false);
        PathWalk.Result to = PathWalk.resolve(context, newStart, newPath, false);
        if (from.isSpecial() || to.isSpecial()) {
            throw new LinuxException(Errno.EBUSY);
        }
        if (from.parent().mount() != to.parent().mount()) {
            throw new LinuxException(Errno.EXDEV);
        }
        from.parent().mount().requireWritable();
        Location source = from.existing();
        requireNoMountPoint(from.parent(), source);
        Location target = to.target();
        if (target != null) {
            requireNoMountPoint(to.parent(), target);
            if ((flags & RENAME_NOREPLACE) != 0) {
                throw new LinuxException(Errno.EEXIST);
            }
        } else if ((flags & RENAME_EXCHANGE) != 0) {
            throw new LinuxException(Errno.ENOENT);
        }
        if ((from.trailingSlash() || to.trailingSlash()) && !source.inode().isDirectory()) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        from.parent().inode().rename(from.name(), to.parent().inode(), to.name(), flags, context.credentials());
    }

    /** Fails if the file is where another mount begins. */
    private static void requireNoMountPoint(Location parent, Location child) {
        if (child.mount() != parent.mount()) {
            throw new LinuxException(Errno.EBUSY);
        }
    }

    /** Where a symbolic link points. */
    public static String readLink(Location link) {
        if (link.inode().type() != FileMode.SYMLINK) {
            throw new LinuxException(Errno.EINVAL);
        }
        return link.inode().readLink();
    }

    public static void truncate(FsContext context, Location file, long size) {
        switch (file.inode().type()) {
            case FileMode.DIRECTORY -> throw new LinuxException(Errno.EISDIR);
            case FileMode.REGULAR -> {
                file.mount().requireWritable();
                file.inode().requireAccess(context.credentials(), FileMode.MAY_WRITE);
                file.inode().truncate(size, context.credentials());
            }
            default -> throw new LinuxException(Errno.EINVAL);
        }
    }

    /** access(2): {@code mask} of MAY_READ and so on, 0 for mere existence. */
    public static void access(Location file, int mask, Credentials credentials) {
        int type = file.inode().type();
        if ((mask & FileMode.MAY_WRITE) != 0
                && (type == FileMode.REGULAR || type == FileMode.DIRECTORY || type == FileMode.SYMLINK)) {
            file.mount().requireWritable();
        }
        if (mask != 0) {
            file.inode().requireAccess(credentials, mask);
        }
    }
}
