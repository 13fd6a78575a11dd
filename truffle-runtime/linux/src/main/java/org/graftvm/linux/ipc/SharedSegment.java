package org.graftvm.linux.ipc;

import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.mm.SharedFiles;
import org.graftvm.linux.mm.SharedMemory;
import org.graftvm.linux.task.Identity;

/** Shared memory of shmget(2). It is gone when it is marked so and nobody has it attached. */
public final class SharedSegment extends IpcObject {
    private static final int SHM_DEST = 01000;
    private static final int SHM_LOCKED = 02000;

    private final SharedSegments owner;
    private final SharedMemory memory;
    private final int creatorPid;
    private boolean marked;
    private boolean locked;
    private long attached;
    private int lastPid;
    private long attachTime;
    private long detachTime;

    SharedSegment(
            SharedSegments owner, SharedFiles files, int id, int key, long size, int mode, Identity who, int pid) {
        super(id, key, mode, who);
        this.owner = owner;
        this.creatorPid = pid;
        this.memory = new SharedMemory(files, new SegmentView(this, size, true), size);
    }

    SharedMemory memory() {
        return memory;
    }

    /** What a mapping sees as its file. */
    FileBacking view(boolean writable) {
        return new SegmentView(this, memory.length(), writable);
    }

    /** Bytes, as shmget asked for them. */
    public long size() {
        return memory.length();
    }

    @Override
    public synchronized int mode() {
        return super.mode() | (marked ? SHM_DEST : 0) | (locked ? SHM_LOCKED : 0);
    }

    public int creatorPid() {
        return creatorPid;
    }

    /** Who called shmat(2) or shmdt(2) last; 0 for nobody. */
    public synchronized int lastPid() {
        return lastPid;
    }

    public synchronized long attachTime() {
        return attachTime;
    }

    public synchronized long detachTime() {
        return detachTime;
    }

    public synchronized long attached() {
        return attached;
    }

    /** SHM_LOCK and SHM_UNLOCK: shown, and nothing else, as guest memory is not locked on the host. */
    public synchronized void setLocked(boolean locked) {
        this.locked = locked;
    }

    synchronized void usedBy(int pid) {
        lastPid = pid;
    }

    /** One more mapping, or someone who is about to make one. */
    synchronized void hold() {
        attached++;
        attachTime = now();
    }

    /** One mapping less. */
    void drop() {
        boolean last;
        synchronized (this) {
            attached--;
            detachTime = now();
            last = marked && attached == 0;
        }
        if (last) {
            owner.destroy(this);
        }
    }

    /** IPC_RMID: the segment is gone with the last mapping. */
    void mark() {
        boolean unused;
        synchronized (this) {
            marked = true;
            unused = attached == 0;
            forgetKey();
        }
        if (unused) {
            owner.destroy(this);
        }
    }
}
