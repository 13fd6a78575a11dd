package org.graftvm.linux.ipc;

/**
 * struct sembuf.
 *
 * @param index of the semaphore in its set
 * @param change of its value; 0 waits until it is zero
 * @param flags IPC_NOWAIT and SEM_UNDO
 */
public record SemaphoreOperation(int index, int change, int flags) {
    boolean waits() {
        return (flags & Semaphores.IPC_NOWAIT) == 0;
    }

    boolean isUndone() {
        return (flags & Semaphores.SEM_UNDO) != 0;
    }
}
