package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.memory.MemoryDirectory;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.jspecify.annotations.Nullable;

/** Where a mount goes: its path free of links, above which every directory can be walked through. */
final class MountPoint {
    private MountPoint() {}

    /**
     * The path at which a walk along {@code path} looks for a mount. Directories that do not exist above it are made, in
     * memory: the host's files stay as they are. In directories of memory the point itself is made as well, so that it is listed.
     *
     * @param directory whether a directory will be mounted
     * @throws LinuxException ENOTDIR if something on the way is no directory
     */
    static String of(MountNamespace mounts, Credentials owner, String path, boolean directory) {
        FsContext context = FsContext.create(mounts, owner);
        try {
            String above = "/";
            String[] names = path.substring(1).split("/");
            for (int i = 0; i < names.length; i++) {
                boolean last = i == names.length - 1;
                String next = above.equals("/") ? "/" + names[i] : above + "/" + names[i];
                Location found = find(context, next);
                if (found == null) {
                    found = make(context, above, next, directory || !last, last);
                }
                if (found != null && !last && !found.inode().isDirectory()) {
                    throw new LinuxException(Errno.ENOTDIR);
                }
                above = found == null ? next : found.path();
            }
            return above;
        } finally {
            context.close();
        }
    }

    private static @Nullable Location make(
            FsContext context, String above, String path, boolean directory, boolean last) {
        Location parent = find(context, above);
        if (parent == null || !(parent.inode() instanceof MemoryDirectory)) {
            if (last) {
                return null;
            }
            Mount made = MemoryFileSystem.temporary(0755, context.credentials()).mount("tmpfs", path);
            context.mounts().add(made);
            return made.location();
        }
        if (directory) {
            PathOperations.makeDirectory(context, context.root(), path, 0755);
        } else {
            PathOperations.makeNode(context, context.root(), path, FileMode.REGULAR | 0644, 0);
        }
        return find(context, path);
    }

    /** What is at a path so far, links followed; null if nothing is. */
    static @Nullable Inode find(MountNamespace mounts, Credentials owner, String path) {
        FsContext context = FsContext.create(mounts, owner);
        try {
            Location found = find(context, path);
            return found == null ? null : found.inode();
        } finally {
            context.close();
        }
    }

    private static @Nullable Location find(FsContext context, String path) {
        try {
            return PathOperations.find(context, context.root(), path, true);
        } catch (LinuxException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }
}
