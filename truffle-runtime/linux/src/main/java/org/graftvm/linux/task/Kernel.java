package org.graftvm.linux.task;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.futex.FutexTable;
import org.graftvm.linux.ipc.Ipc;
import org.graftvm.linux.mm.SharedFiles;
import org.graftvm.linux.net.UnixSockets;
import org.graftvm.linux.syscall.Dispatcher;
import org.graftvm.linux.tty.Terminals;
import org.jspecify.annotations.Nullable;

/**
 * One running kernel: all its processes, and what they share. A polyglot Context has one; several live side by side. Its monitor
 * guards the tree of processes.
 */
public final class Kernel {
    /** The first process is not 1, since programs take that for init. */
    private static final int FIRST_PID = 1000;

    private final KernelConfig config;
    private final long bootNanos = System.nanoTime();
    private final AtomicInteger lastPid = new AtomicInteger(FIRST_PID - 1);
    private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();
    private final Map<Integer, Process> processes = new ConcurrentHashMap<>();
    private final Map<GuestAbi, Dispatcher> dispatchers = new ConcurrentHashMap<>();
    private final FutexTable futexes = new FutexTable();
    private final UnixSockets unixSockets = new UnixSockets();
    private final SharedFiles sharedFiles = new SharedFiles();
    private final Ipc ipc;
    private final Terminals terminals = new Terminals(this);

    /** The process group that the terminal's signals go to; 0 until one was set, which means all. */
    private volatile int foregroundGroup;

    public Kernel(KernelConfig config) {
        this.config = config;
        this.ipc = new Ipc(sharedFiles, config.memoryLimit());
    }

    public KernelConfig config() {
        return config;
    }

    public HostServices host() {
        return config.host();
    }

    public Tracer tracer() {
        return config.tracer();
    }

    public FutexTable futexes() {
        return futexes;
    }

    public Terminals terminals() {
        return terminals;
    }

    public UnixSockets unixSockets() {
        return unixSockets;
    }

    /** The files with shared mappings, the same for all processes. */
    SharedFiles sharedFiles() {
        return sharedFiles;
    }

    /** System V shared memory, semaphores and message queues. */
    public Ipc ipc() {
        return ipc;
    }

    public List<GuestPlatform> platforms() {
        return config.platforms();
    }

    /** {@link System#nanoTime} when the kernel began: what CLOCK_BOOTTIME counts from. */
    public long bootNanos() {
        return bootNanos;
    }

    public Dispatcher dispatcher(GuestAbi abi) {
        return dispatchers.computeIfAbsent(abi, each -> new Dispatcher(each, config.syscalls()));
    }

    /** Tells the user, in one line, of something that the kernel lacks. */
    public void log(String line) {
        config.log().accept(line);
    }

    /** The process group in the foreground of the terminal, or 0 where none was set: tcgetpgrp(3). */
    public int foregroundGroup() {
        return foregroundGroup;
    }

    /** tcsetpgrp(3). */
    public void setForegroundGroup(int group) {
        foregroundGroup = group;
    }

    /** The processes that a signal from the terminal is for. */
    public List<Process> foreground() {
        int group = foregroundGroup;
        return processes.values().stream()
                .filter(process -> group == 0 || process.processGroup() == group)
                .toList();
    }

    int newPid() {
        return lastPid.incrementAndGet();
    }

    void add(Process process) {
        processes.put(process.pid(), process);
    }

    void remove(Process process) {
        processes.remove(process.pid());
    }

    void add(Task task) {
        tasks.put(task.tid(), task);
    }

    void remove(Task task) {
        tasks.remove(task.tid(), task);
    }

    /** A process is over. */
    synchronized void announceEnd() {
        notifyAll();
    }

    /** Blocks a host thread until {@code first} and all processes that descend from it are over. */
    public synchronized void awaitEnd(Process first) throws InterruptedException {
        while (processes.values().stream().anyMatch(process -> process.first() == first && !process.isOver())) {
            wait();
        }
    }

    public @Nullable Task task(int tid) {
        return tasks.get(tid);
    }

    public @Nullable Process process(int pid) {
        return processes.get(pid);
    }

    public Collection<Task> tasks() {
        return tasks.values();
    }

    public Collection<Process> processes() {
        return processes.values();
    }
}
