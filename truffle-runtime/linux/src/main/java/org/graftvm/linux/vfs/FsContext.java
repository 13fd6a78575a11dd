package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;

/** Root, working directory, umask and file-system ids of a task; shared by tasks made with CLONE_FS. */
public final class FsContext {
    private final MountNamespace mounts;
    private Location root;
    private FileDescription directory;
    private volatile int umask;
    private volatile Credentials credentials;

    private FsContext(
            MountNamespace mounts, Location root, FileDescription directory, int umask, Credentials credentials) {
        this.mounts = mounts;
        this.root = root;
        this.directory = directory;
        this.umask = umask;
        this.credentials = credentials;
    }

    /** The context of a first process, which begins in the root directory. */
    public static FsContext create(MountNamespace mounts, Credentials credentials) {
        Location root = mounts.root();
        return new FsContext(mounts, root, openDirectory(root, credentials), 022, credentials);
    }

    /** The context of a child made without CLONE_FS. */
    public synchronized FsContext copy() {
        directory.retain();
        return new FsContext(mounts, root, directory, umask, credentials);
    }

    /** Lets go of the working directory; the last task that used the context has ended. */
    public synchronized void close() {
        directory.close();
    }

    public MountNamespace mounts() {
        return mounts;
    }

    /** The directory that {@code /} means. */
    public synchronized Location root() {
        return root;
    }

    /** Where relative paths begin. Follows renames of the directory where its file system can. */
    public synchronized Location workingDirectory() {
        return directory.location();
    }

    /** The working directory's path as seen from the root, as getcwd(2) gives it. ENOENT if it was removed. */
    public synchronized String workingPath() {
        String path = directory.location().path();
        String base = root.path();
        if (base.equals("/") || path.equals(base)) {
            return base.equals("/") ? path : "/";
        }
        return path.startsWith(base + "/") ? path.substring(base.length()) : "(unreachable)" + path;
    }

    public void changeDirectory(Location where) {
        requireDirectory(where);
        FileDescription opened = openDirectory(where, credentials);
        FileDescription old;
        synchronized (this) {
            old = directory;
            directory = opened;
        }
        old.close();
    }

    public void changeRoot(Location where) {
        requireDirectory(where);
        synchronized (this) {
            root = where;
        }
    }

    private void requireDirectory(Location where) {
        if (!where.inode().isDirectory()) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        where.inode().requireAccess(credentials, org.graftvm.linux.abi.FileMode.MAY_EXECUTE);
    }

    private static FileDescription openDirectory(Location where, Credentials credentials) {
        return where.inode().open(where, OpenFlags.PATH | OpenFlags.DIRECTORY, credentials);
    }

    public int umask() {
        return umask;
    }

    /** Sets the umask and returns the former. */
    public synchronized int setUmask(int mask) {
        int old = umask;
        umask = mask & 0777;
        return old;
    }

    public Credentials credentials() {
        return credentials;
    }

    public void setCredentials(Credentials credentials) {
        this.credentials = credentials;
    }
}
