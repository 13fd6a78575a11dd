package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.linux.vfs.notify.NotifyFile;
import org.graftvm.linux.vfs.notify.Watchers;
import org.jspecify.annotations.Nullable;

/** An inode whose attributes are kept in memory. */
public abstract class VirtualInode extends Inode {
    private final MemoryFileSystem fileSystem;
    private final long ino;
    private int mode;
    private int uid;
    private int gid;
    private int links = 1;
    private Timestamp accessed;
    private Timestamp modified;
    private Timestamp changed;
    private final Timestamp created;
    /** Where it is; the last place of those that a file with several names has. Null for what has no name, and the root. */
    private volatile @Nullable Place place;

    private volatile @Nullable Watchers watchers;

    /** A name in a directory. */
    record Place(MemoryDirectory directory, String name) {}

    /** @param mode type and permissions */
    protected VirtualInode(MemoryFileSystem fileSystem, int mode, Credentials owner) {
        this.fileSystem = fileSystem;
        this.ino = fileSystem.nextIno();
        this.mode = mode;
        this.uid = owner.uid();
        this.gid = owner.gid();
        this.created = Timestamp.now();
        this.accessed = created;
        this.modified = created;
        this.changed = created;
    }

    public final MemoryFileSystem fileSystem() {
        return fileSystem;
    }

    public final long ino() {
        return ino;
    }

    /** Bytes, as stat shows them. */
    protected long size() {
        return 0;
    }

    /** Units of 512 bytes in use. */
    protected long blocks() {
        return 0;
    }

    /** Number of the device that this file stands for. */
    protected long device() {
        return 0;
    }

    @Override
    public FileStatus status() {
        long size = size();
        long blocks = blocks();
        synchronized (this) {
            return new FileStatus(
                    fileSystem.device(),
                    ino,
                    mode,
                    links,
                    uid,
                    gid,
                    device(),
                    size,
                    4096,
                    blocks,
                    accessed,
                    modified,
                    changed,
                    created);
        }
    }

    @Override
    public final synchronized int type() {
        return mode & FileMode.TYPE_MASK;
    }

    final synchronized int links() {
        return links;
    }

    /** Counts names; the last one gone and nobody using it, the file is gone. */
    final synchronized void addLinks(int count) {
        links += count;
        changed = Timestamp.now();
    }

    /** Notes a change of content. */
    public final synchronized void touch() {
        modified = Timestamp.now();
        changed = modified;
    }

    /** Notes a read. Like the mount option relatime, only where it tells something new. */
    public final synchronized void touchAccessed() {
        if (accessed.seconds() <= modified.seconds()) {
            accessed = Timestamp.now();
        }
    }

    // Owners are checked before the lock is taken: status() of a directory takes the tree's lock, which comes first.

    @Override
    public void setMode(int permissions, Credentials credentials) {
        credentials.requireOwner(status());
        synchronized (this) {
            mode = mode & FileMode.TYPE_MASK | permissions & FileMode.PERMISSIONS;
            changed = Timestamp.now();
        }
        tell(NotifyEvents.ATTRIB);
    }

    @Override
    public synchronized void setOwner(int newUid, int newGid, Credentials credentials) {
        boolean keepsUser = newUid == -1 || newUid == uid;
        boolean allowedGroup = newGid == -1 || newGid == gid || credentials.inGroup(newGid);
        if (!credentials.isRoot() && !(credentials.uid() == uid && keepsUser && allowedGroup)) {
            throw new LinuxException(Errno.EPERM);
        }
        uid = newUid == -1 ? uid : newUid;
        gid = newGid == -1 ? gid : newGid;
        if (FileMode.isRegular(mode) && (mode & 0111) != 0) {
            mode &= ~(FileMode.SET_UID | FileMode.SET_GID); // chown(2): executables lose them.
        }
        changed = Timestamp.now();
        tell(NotifyEvents.ATTRIB);
    }

    @Override
    public void setTimes(@Nullable Timestamp newAccessed, @Nullable Timestamp newModified, Credentials credentials) {
        credentials.requireOwner(status());
        synchronized (this) {
            accessed = newAccessed == null ? accessed : newAccessed;
            modified = newModified == null ? modified : newModified;
            changed = Timestamp.now();
        }
        // One time alone counts as what would have changed it.
        tell(
                newModified == null
                        ? NotifyEvents.ACCESS
                        : newAccessed == null ? NotifyEvents.MODIFY : NotifyEvents.ATTRIB);
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return fileSystem.status();
    }

    // ---- who watches: inotify(7); the tree's lock may be held ----

    final @Nullable Place place() {
        return place;
    }

    final void setPlace(MemoryDirectory directory, String name) {
        place = new Place(directory, name);
    }

    private synchronized Watchers watchers() {
        Watchers known = watchers;
        if (known == null) {
            known = new Watchers();
            watchers = known;
        }
        return known;
    }

    @Override
    public final int watch(NotifyFile queue, int mask) {
        return queue.watch(watchers(), mask);
    }

    @Override
    public final void tell(int event) {
        Place where = place;
        boolean isWatched = watchers != null || where != null && ((VirtualInode) where.directory()).watchers != null;
        if (isWatched) {
            int full = event | (type() == FileMode.DIRECTORY ? NotifyEvents.IS_DIRECTORY : 0);
            tellSelf(full);
            if (where != null) {
                where.directory().tellOf(where.name(), full, 0);
            }
        }
    }

    /** Tells who watches this file, but not who watches its directory. */
    final void tellSelf(int event) {
        Watchers known = watchers;
        if (known != null) {
            known.tell(event, "", 0);
        }
    }

    /** Tells who watches this directory of a name in it. */
    final void tellOf(String name, int event, int cookie) {
        Watchers known = watchers;
        if (known != null) {
            known.tell(event, name, cookie);
        }
    }

    /** Neither a name is left nor a user: there is nothing to watch any more. */
    final void end() {
        Watchers known = watchers;
        if (known != null) {
            known.end();
        }
    }
}
