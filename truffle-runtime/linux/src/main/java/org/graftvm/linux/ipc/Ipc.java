package org.graftvm.linux.ipc;

import org.graftvm.linux.mm.SharedFiles;

/** The System V objects of one kernel. Bounded, since they outlive the processes that made them. */
public final class Ipc {
    private final SharedSegments segments;
    private final Semaphores semaphores = new Semaphores();
    private final MessageQueues messages = new MessageQueues();

    /** @param memoryLimit most bytes of all segments together */
    public Ipc(SharedFiles files, long memoryLimit) {
        this.segments = new SharedSegments(files, memoryLimit);
    }

    public SharedSegments segments() {
        return segments;
    }

    public Semaphores semaphores() {
        return semaphores;
    }

    public MessageQueues messages() {
        return messages;
    }
}
