package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Timestamp;
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
    }

    @Override
    public void setTimes(@Nullable Timestamp newAccessed, @Nullable Timestamp newModified, Credentials credentials) {
        credentials.requireOwner(status());
        synchronized (this) {
            accessed = newAccessed == null ? accessed : newAccessed;
            modified = newModified == null ? modified : newModified;
            changed = Timestamp.now();
        }
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return fileSystem.status();
    }
}
