package org.graftvm.linux.vfs;

/**
 * A file as a walk found it.
 *
 * @param mount on which mount
 * @param inode the file
 * @param path absolute guest path by which it was found, free of links, {@code .} and {@code ..}; a later rename does not
 *     change it
 */
public record Location(Mount mount, Inode inode, String path) {
    /** The path of a child of this directory. */
    public String childPath(String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    /** The path of the directory above; that of the root is itself. */
    String parentPath() {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last component of the path; empty for the root. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isMountRoot() {
        return path.equals(mount.point());
    }
}
