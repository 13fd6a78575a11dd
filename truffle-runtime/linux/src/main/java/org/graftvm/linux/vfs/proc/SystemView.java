package org.graftvm.linux.vfs.proc;

import org.jspecify.annotations.Nullable;

/** What /proc shows of a kernel. Called by any thread. */
public interface SystemView {
    /** Process id of the calling task. */
    int currentProcess();

    /** Thread id of the calling task. */
    int currentThread();

    /** Ids of all processes. */
    int[] processes();

    /** A process, or null if there is none with this id. */
    @Nullable
    ProcessView process(int pid);

    /** Whether guests may use, and so look at, the host's network. */
    boolean allowsSockets();

    /** Nanoseconds of CPU time that all guests together have used, those that are over included. */
    long cpuNanos();

    String cpuinfo();

    int cpus();

    /** Bytes of memory that programs can have. */
    long memoryTotal();

    /** Bytes of memory that are left. */
    long memoryFree();

    /** As uname(2): {@code 6.1.0}. */
    String release();

    /** As uname(2): {@code #1 SMP}. */
    String version();

    String hostname();

    /** Nanoseconds since the kernel began. */
    long uptimeNanos();

    /** When the kernel began, in seconds since 1970. */
    long bootTime();
}
