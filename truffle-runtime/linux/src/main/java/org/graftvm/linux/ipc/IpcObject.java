package org.graftvm.linux.ipc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.time.Clocks;
import org.graftvm.linux.time.Timespec;

/** What segments, semaphore sets and queues have in common: struct ipc_perm. Guarded by the object. */
public abstract class IpcObject {
    private static final int PERMISSIONS = 0777;

    /** Value for {@link #requireAccess}: to look. */
    public static final int READ = 4;
    /** Value for {@link #requireAccess}: to change. */
    public static final int WRITE = 2;

    private final int id;
    private int key;
    private final int creatorUid;
    private final int creatorGid;
    private int uid;
    private int gid;
    private int mode;
    private long changeTime = now();
    private boolean removed;

    /** @param key IPC_PRIVATE or what ftok(3) gave @param mode permissions, in the low bits */
    protected IpcObject(int id, int key, int mode, Identity creator) {
        this.id = id;
        this.key = key;
        this.creatorUid = creator.effectiveUid();
        this.creatorGid = creator.effectiveGid();
        this.uid = creatorUid;
        this.gid = creatorGid;
        this.mode = mode & PERMISSIONS;
    }

    public final int id() {
        return id;
    }

    public final int key() {
        return key;
    }

    /** Nobody finds the object by its key any more. */
    final void forgetKey() {
        key = IpcTable.IPC_PRIVATE;
    }

    public final int creatorUid() {
        return creatorUid;
    }

    public final int creatorGid() {
        return creatorGid;
    }

    public final int uid() {
        return uid;
    }

    public final int gid() {
        return gid;
    }

    /** Permissions, and what the kind of object adds to them. */
    public int mode() {
        return mode;
    }

    /** Seconds since 1970 when the object was made or its permissions were set. */
    public final long changeTime() {
        return changeTime;
    }

    final boolean isRemoved() {
        return removed;
    }

    /** Seconds since 1970. */
    static long now() {
        return Clocks.realtime() / Timespec.NANOS_PER_SECOND;
    }

    final void changed() {
        changeTime = now();
    }

    /** The object is gone: whoever waits for it learns EIDRM. */
    synchronized void markRemoved() {
        removed = true;
    }

    /** Fails with EIDRM if the object is gone. */
    final void requirePresent() {
        if (removed) {
            throw new LinuxException(Errno.EIDRM);
        }
    }

    /** Fails with EACCES unless all bits of {@code wanted} ({@link #READ} and {@link #WRITE}) are allowed. */
    public final void requireAccess(Identity who, int wanted) {
        int euid = who.effectiveUid();
        int granted = mode;
        if (euid == uid || euid == creatorUid) {
            granted >>= 6;
        } else if (isInGroup(who, gid) || isInGroup(who, creatorGid)) {
            granted >>= 3;
        }
        if ((wanted & ~granted & 7) != 0 && !who.isRoot()) {
            throw new LinuxException(Errno.EACCES);
        }
    }

    private static boolean isInGroup(Identity who, int group) {
        boolean found = who.effectiveGid() == group;
        for (int one : who.groups()) {
            found |= one == group;
        }
        return found;
    }

    /** Fails with EPERM unless this is the object's owner, its creator or root. */
    public final void requireOwner(Identity who) {
        int euid = who.effectiveUid();
        if (euid != uid && euid != creatorUid && !who.isRoot()) {
            throw new LinuxException(Errno.EPERM);
        }
    }

    /** IPC_SET. */
    public final synchronized void setOwner(int newUid, int newGid, int newMode) {
        uid = newUid;
        gid = newGid;
        mode = newMode & PERMISSIONS;
        changed();
    }
}
