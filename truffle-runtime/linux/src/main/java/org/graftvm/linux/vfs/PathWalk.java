package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.ResolveFlags;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a path names. See path_resolution(7). Nothing outside the context's root can be reached: {@code ..}
 * stops there, and links are resolved here and never by the host.
 */
public final class PathWalk {
    private static final int MAX_PATH = 4096;
    private static final int MAX_NAME = 255;
    private static final int MAX_LINKS = 40;

    private final FsContext context;
    private final Location root;
    private final boolean followLast;
    /** {@link ResolveFlags} of openat2(2). */
    private final int limits;

    private Location current;
    private String rest;
    private int position;
    private int links;

    private PathWalk(FsContext context, Location root, Location start, String path, boolean followLast, int limits) {
        this.context = context;
        this.limits = limits;
        this.root = root;
        this.rest = path;
        this.followLast = followLast;
        this.current = path.startsWith("/") ? root : start;
    }

    /**
     * What a walk found.
     *
     * @param parent directory of the last component
     * @param name last component; {@code .}, {@code ..} or empty (the root) where the path ends so
     * @param target the file, or null if only the parent exists
     * @param trailingSlash whether the path asks for a directory
     */
    public record Result(
            Location parent, String name, @Nullable Location target, boolean trailingSlash) {
        /** The file, or ENOENT. */
        public Location existing() {
            if (target == null) {
                throw new LinuxException(Errno.ENOENT);
            }
            return target;
        }

        boolean isSpecial() {
            return name.isEmpty() || name.equals(".") || name.equals("..");
        }
    }

    /**
     * Walks {@code path}.
     *
     * @param start where a relative path begins
     * @param followLast whether a link as the last component is followed; one with a slash behind it always is
     * @throws LinuxException ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG
     */
    public static Result resolve(FsContext context, Location start, String path, boolean followLast) {
        return resolve(context, start, path, followLast, 0);
    }

    /**
     * As {@link #resolve(FsContext, Location, String, boolean)}.
     *
     * @param limits {@link ResolveFlags}
     * @throws LinuxException EXDEV or ELOOP as well, where the limits forbid a step
     */
    public static Result resolve(FsContext context, Location start, String path, boolean followLast, int limits) {
        if (path.isEmpty()) {
            throw new LinuxException(Errno.ENOENT);
        }
        if (path.length() >= MAX_PATH) {
            throw new LinuxException(Errno.ENAMETOOLONG);
        }
        Location root = context.root();
        Location second = context.mounts().secondRoot();
        if (second == null || root.mount() != context.mounts().root().mount() || !root.isMountRoot()) {
            return walk(context, root, start, path, followLast, limits);
        }
        if (!path.startsWith("/") && start.mount() == second.mount()) {
            return walk(context, second, start, path, followLast, limits);
        }
        return resolveInBoth(context, root, second, start, path, followLast, limits);
    }

    private static Result walk(
            FsContext context, Location root, Location start, String path, boolean followLast, int limits) {
        if ((limits & ResolveFlags.BENEATH) != 0 && path.startsWith("/")) {
            throw new LinuxException(Errno.EXDEV);
        }
        Location ownRoot = (limits & (ResolveFlags.BENEATH | ResolveFlags.IN_ROOT)) != 0 ? start : root;
        return new PathWalk(context, ownRoot, start, path, followLast, limits).walk();
    }

    private static Result resolveInBoth(
            FsContext context,
            Location root,
            Location second,
            Location start,
            String path,
            boolean followLast,
            int limits) {
        Result first = null;
        try {
            first = walk(context, root, start, path, followLast, limits);
            if (first.target != null) {
                return first;
            }
        } catch (LinuxException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        boolean scoped = (limits & (ResolveFlags.BENEATH | ResolveFlags.IN_ROOT)) != 0;
        try {
            if (scoped || limits != 0 && !path.startsWith("/")) {
                Location there =
                        walk(context, second, second, start.path(), true, 0).existing();
                return walk(context, second, there, path, followLast, limits);
            }
            String absolute = path.startsWith("/") ? path : start.childPath(path);
            return walk(context, second, second, absolute, followLast, limits);
        } catch (LinuxException e) {
            if (first != null) {
                return first;
            }
            throw e.errno() == Errno.ENOENT ? e : new LinuxException(Errno.ENOENT);
        }
    }

    private Result walk() {
        Location parent = current;
        String name = "";
        while (true) {
            while (position < rest.length() && rest.charAt(position) == '/') {
                position++;
            }
            if (position == rest.length()) {
                return new Result(parent, name, current, rest.endsWith("/"));
            }
            Location whole = wholeRest();
            if (whole != null) {
                return new Result(parentOf(whole), whole.name(), whole, rest.endsWith("/"));
            }
            int end = rest.indexOf('/', position);
            name = rest.substring(position, end < 0 ? rest.length() : end);
            position += name.length();
            if (!current.inode().isDirectory()) {
                throw new LinuxException(Errno.ENOTDIR);
            }
            current.inode().requireSearch(context.credentials());
            parent = current;
            if (name.equals("..")) {
                current = above(current);
            } else if (!name.equals(".")) {
                Result result = step(name);
                if (result != null) {
                    return result;
                }
            }
        }
    }

    /** Moves to the child, or through the link, of this name; a result if the walk ends here. */
    private @Nullable Result step(String name) {
        if (name.length() > MAX_NAME) {
            throw new LinuxException(Errno.ENAMETOOLONG);
        }
        int restEnd = position;
        while (restEnd < rest.length() && rest.charAt(restEnd) == '/') {
            restEnd++;
        }
        boolean last = restEnd == rest.length();
        boolean slash = restEnd > position;
        Location child = child(current, name);
        if (child == null) {
            if (last) {
                return new Result(current, name, null, slash);
            }
            throw new LinuxException(Errno.ENOENT);
        }
        int type = child.inode().type();
        if (type == FileMode.SYMLINK && (!last || followLast || slash)) {
            follow(child.inode());
            return null;
        }
        if (slash && type != FileMode.DIRECTORY) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        if (last) {
            return new Result(current, name, child, slash);
        }
        current = child;
        return null;
    }

    private @Nullable Location child(Location directory, String name) {
        String path = directory.childPath(name);
        Mount mount = context.mounts().at(path);
        if (mount != null) {
            forbid(ResolveFlags.NO_XDEV, Errno.EXDEV);
            return mount.location();
        }
        Inode inode = directory.inode().lookup(name);
        return inode == null ? null : new Location(directory.mount(), inode, path);
    }

    private void follow(Inode link) {
        if (++links > MAX_LINKS) {
            throw new LinuxException(Errno.ELOOP);
        }
        forbid(ResolveFlags.NO_SYMLINKS, Errno.ELOOP);
        Location magic = link.followMagic();
        if (magic != null) {
            forbid(ResolveFlags.NO_MAGICLINKS, Errno.ELOOP);
            forbid(ResolveFlags.BENEATH | ResolveFlags.IN_ROOT, Errno.EXDEV);
            if (magic.mount() != current.mount()) {
                forbid(ResolveFlags.NO_XDEV, Errno.EXDEV);
            }
            current = magic;
            rest = rest.substring(position);
            position = 0;
            return;
        }
        String target = link.readLink();
        if (target.isEmpty()) {
            throw new LinuxException(Errno.ENOENT);
        }
        if (target.startsWith("/")) {
            forbid(ResolveFlags.BENEATH, Errno.EXDEV);
            if (current.mount() != root.mount()) {
                forbid(ResolveFlags.NO_XDEV, Errno.EXDEV);
            }
            current = root;
        }
        rest = target + rest.substring(position);
        position = 0;
        if (rest.length() >= 2 * MAX_PATH) {
            throw new LinuxException(Errno.ENAMETOOLONG);
        }
    }

    private void forbid(int limit, Errno errno) {
        if ((limits & limit) != 0) {
            throw new LinuxException(errno);
        }
    }

    /** The directory that {@code ..} leads to. */
    private Location above(Location directory) {
        if (isRoot(directory)) {
            forbid(ResolveFlags.BENEATH, Errno.EXDEV);
        } else if (directory.isMountRoot()) {
            forbid(ResolveFlags.NO_XDEV, Errno.EXDEV);
        }
        return parentOf(directory);
    }

    private Location parentOf(Location directory) {
        if (isRoot(directory)) {
            return directory;
        }
        if (!directory.isMountRoot()) {
            return new Location(directory.mount(), directory.inode().parent(), directory.parentPath());
        }
        // The mount point's parent is on another mount, whose path is free of links.
        Location above = root;
        for (String name : directory.parentPath().split("/")) {
            Location next = name.isEmpty() ? above : child(above, name);
            if (next == null) {
                // Gone, or only in the other root.
                throw new LinuxException(Errno.ENOENT);
            }
            above = next;
        }
        return above;
    }

    private boolean isRoot(Location directory) {
        return directory.mount() == root.mount() && directory.path().equals(root.path())
                || directory.path().equals("/");
    }

    /**
     * What the file system finds at the whole rest of the path at once, if it can and it is no link. Where only the last
     * component is missing or a link, moves to its directory.
     */
    private @Nullable Location wholeRest() {
        String path = rest.substring(position, rest.endsWith("/") ? rest.length() - 1 : rest.length());
        int lastSlash = path.lastIndexOf('/');
        if (lastSlash < 0 || path.contains("//") || hasDots(path) || path.length() >= MAX_PATH) {
            return null;
        }
        if (!context.mounts().isClear(current.childPath(path))) {
            return null;
        }
        Inode inode = current.inode().lookupPath(path);
        if (inode == null || inode.type() == FileMode.SYMLINK) {
            Inode directory = current.inode().lookupPath(path.substring(0, lastSlash));
            if (directory != null && directory.type() == FileMode.DIRECTORY) {
                current = new Location(current.mount(), directory, current.childPath(path.substring(0, lastSlash)));
                position += lastSlash + 1;
            }
            return null;
        }
        if (rest.endsWith("/") && inode.type() != FileMode.DIRECTORY) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        return new Location(current.mount(), inode, current.childPath(path));
    }

    private static boolean hasDots(String path) {
        return path.startsWith("./")
                || path.startsWith("../")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }
}
