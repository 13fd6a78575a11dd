package org.graftvm.linux.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A process: a thread group with one address space. Its {@link Task}s are its threads. */
public final class Process {
    private final Kernel kernel;
    private final int pid;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    Process(Kernel kernel, int pid) {
        this.kernel = kernel;
        this.pid = pid;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** Thread group id: what getpid returns. */
    public int pid() {
        return pid;
    }

    /** Tasks that have not ended, the leader first while it lives. */
    public List<Task> tasks() {
        return List.copyOf(tasks);
    }
}
