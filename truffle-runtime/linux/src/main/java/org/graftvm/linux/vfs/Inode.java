package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.notify.NotifyFile;
import org.graftvm.linux.vfs.notify.Watchers;
import org.jspecify.annotations.Nullable;

/**
 * A file of some file system: regular, directory, symbolic link or special. What a kind of file cannot do fails here with
 * the errno that Linux gives for it; file systems override the rest.
 *
 * <p>Names are single path components, neither empty nor {@code .} or {@code ..}. Any thread may call any method.
 */
public abstract class Inode {
    /** What stat(2) tells. */
    public abstract FileStatus status();

    /** The type bits of the mode; they never change. */
    public int type() {
        return status().mode() & FileMode.TYPE_MASK;
    }

    public final boolean isDirectory() {
        return type() == FileMode.DIRECTORY;
    }

    /** Fails with EACCES unless {@code credentials} allow all bits of {@code mask} (MAY_READ and so on). */
    public void requireAccess(Credentials credentials, int mask) {
        credentials.require(mask, status());
    }

    /** Fails with EACCES unless names may be looked up in this directory. */
    public void requireSearch(Credentials credentials) {
        credentials.require(FileMode.MAY_EXECUTE, status());
    }

    // ---- directories ----

    /** The file of this name, or null if there is none. */
    public @Nullable Inode lookup(String name) {
        throw new LinuxException(Errno.ENOTDIR);
    }

    /**
     * The file at a relative path of several components, if the file system can find it at once and no symbolic link is
     * on the way; null if the walk must go step by step.
     */
    public @Nullable Inode lookupPath(String path) {
        return null;
    }

    /** The directory that holds this one; the root of a file system holds itself. */
    public Inode parent() {
        throw new LinuxException(Errno.ENOTDIR);
    }

    /**
     * Path of this directory from the root of its file system, as it is now after renames, without a slash at either end;
     * null where the file system does not know.
     *
     * @throws LinuxException ENOENT if the directory was removed
     */
    public @Nullable String currentPath() {
        return null;
    }

    /**
     * Opens the file {@code name} of this directory and creates it first if it does not exist.
     *
     * @param directory where this directory was found
     * @param mode permissions of a new file, the umask taken off
     */
    public FileDescription create(Location directory, String name, int flags, int mode, Credentials credentials) {
        throw readOnly();
    }

    /** Opens a new file without a name in this directory (O_TMPFILE). */
    public FileDescription createTemporary(Location directory, int flags, int mode, Credentials credentials) {
        throw new LinuxException(Errno.EOPNOTSUPP);
    }

    public void makeDirectory(String name, int mode, Credentials credentials) {
        throw readOnly();
    }

    /** @param mode type and permissions, @param device for device files, else 0 */
    public void makeNode(String name, int mode, long device, Credentials credentials) {
        throw readOnly();
    }

    public void makeSymlink(String name, String target, Credentials credentials) {
        throw readOnly();
    }

    /** Gives {@code existing}, an inode of the same mount, another name. */
    public void makeLink(String name, Inode existing, Credentials credentials) {
        throw readOnly();
    }

    /** Removes a name that is not a directory. */
    public void unlink(String name, Credentials credentials) {
        throw readOnly();
    }

    public void removeDirectory(String name, Credentials credentials) {
        throw readOnly();
    }

    /** Moves {@code name} to {@code newName} in {@code newDirectory} of the same mount; flags are RENAME_*. */
    public void rename(String name, Inode newDirectory, String newName, int flags, Credentials credentials) {
        throw readOnly();
    }

    // ---- links ----

    /** Where a symbolic link points. */
    public String readLink() {
        throw new LinuxException(Errno.EINVAL);
    }

    /** Where a link leads that is no path but a thing, as those of /proc/self/fd; null for ordinary links. */
    public @Nullable Location followMagic() {
        return null;
    }

    // ---- any file ----

    /**
     * Opens the file.
     *
     * @param where where it was found
     * @param flags {@link org.graftvm.linux.abi.OpenFlags} without those that only the walk needs
     */
    public FileDescription open(Location where, int flags, Credentials credentials) {
        throw new LinuxException(Errno.ENXIO);
    }

    /** @param permissions the new permission bits */
    public void setMode(int permissions, Credentials credentials) {
        throw notPermitted();
    }

    /** @param uid new owner or -1, @param gid new group or -1 */
    public void setOwner(int uid, int gid, Credentials credentials) {
        throw notPermitted();
    }

    /** @param accessed new time or null to leave it, @param modified likewise */
    public void setTimes(@Nullable Timestamp accessed, @Nullable Timestamp modified, Credentials credentials) {
        throw notPermitted();
    }

    public void truncate(long size, Credentials credentials) {
        throw new LinuxException(isDirectory() ? Errno.EISDIR : Errno.EINVAL);
    }

    public abstract FileSystemStatus fileSystemStatus();

    /**
     * Adds the file to what a queue watches: inotify_add_watch(2). One that tells nothing, as those that the kernel makes up, is
     * watched in vain, as on Linux.
     *
     * @param mask {@link org.graftvm.linux.abi.NotifyEvents}
     * @return the number of the watch
     */
    public int watch(NotifyFile queue, int mask) {
        return queue.watch(new Watchers(), mask);
    }

    /** Tells whoever watches this file, or the directory that it is in, of something that was done with it. */
    public void tell(int event) {}

    /** Extended attributes, or a refusal where the file system has none. */
    public ExtendedAttributes extendedAttributes() {
        return ExtendedAttributes.NONE;
    }

    private static LinuxException readOnly() {
        return new LinuxException(Errno.EPERM);
    }

    private static LinuxException notPermitted() {
        return new LinuxException(Errno.EPERM);
    }
}
