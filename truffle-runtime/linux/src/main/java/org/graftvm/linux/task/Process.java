package org.graftvm.linux.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.loader.ProgramImage;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.signal.SignalActions;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.time.ClockTimer;
import org.jspecify.annotations.Nullable;

/** A process: a thread group with one address space. Its {@link Task}s are its threads, its {@link Children} other processes. */
public final class Process {
    private final Kernel kernel;
    private final int pid;
    /** The process that the user started, of which this descends. */
    private final Process first;

    private volatile @Nullable Process parent;
    private final Children children;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private final ProcessSignals signals;
    private final ResourceLimits limits;
    private final ClockTimer realTimer;
    private final ClockTimer virtualTimer;
    private final ClockTimer profilingTimer;
    private final PosixTimers posixTimers;
    private final WaitQueue ends = new WaitQueue();
    private final WaitQueue changes = new WaitQueue();
    private final long startNanos = System.nanoTime();
    private volatile long endedTasksCpuNanos;
    private volatile ProgramImage image;
    private volatile Identity identity;
    private volatile boolean stopped;
    /** The last signal that stopped it, and how many have. */
    private volatile int stopSignal;

    private volatile int stops;
    private volatile boolean dumpable = true;
    /** The task whose id is the process's, gone or not. */
    private volatile @Nullable Task leader;
    /** The task that made this process. */
    private final @Nullable Task creator = Task.current();

    private volatile @Nullable ExitStatus exitStatus;
    private volatile boolean over;
    private volatile boolean reported;
    /** Signal to the parent at the end; 0 for none. */
    private volatile int exitSignal;
    /** What the parent has not waited for yet; guarded by the kernel. */
    private @Nullable ChildReport report;
    /** Whether a parent waits until this has a memory of its own, or none any more: vfork(2). */
    private volatile boolean borrowsMemory;

    private volatile int processGroup;
    private volatile int session;

    Process(
            Kernel kernel,
            int pid,
            @Nullable Process parent,
            ProgramImage image,
            Identity identity,
            ResourceLimits limits,
            SignalActions actions) {
        this.kernel = kernel;
        this.pid = pid;
        this.parent = parent;
        this.first = parent == null ? this : parent.first;
        this.image = image;
        this.identity = identity;
        this.limits = limits;
        this.signals = new ProcessSignals(this, actions);
        this.realTimer = timer(System::nanoTime, false, Signals.SIGALRM);
        this.virtualTimer = timer(this::cpuNanos, true, Signals.SIGVTALRM);
        this.profilingTimer = timer(this::cpuNanos, true, Signals.SIGPROF);
        this.posixTimers = new PosixTimers(this);
        this.children = new Children(this);
        this.processGroup = parent == null ? pid : parent.processGroup;
        this.session = parent == null ? pid : parent.session;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** Thread group id: what getpid returns. */
    public int pid() {
        return pid;
    }

    /** What getppid returns; 1 where the parent has ended, and for the first process, whose parent is outside. */
    public int parentPid() {
        Process current = parent;
        return current == null ? 1 : current.pid;
    }

    Process first() {
        return first;
    }

    @Nullable
    Process parent() {
        return parent;
    }

    void setParent(@Nullable Process parent) {
        this.parent = parent;
    }

    public Children children() {
        return children;
    }

    int exitSignal() {
        return exitSignal;
    }

    void setExitSignal(int signal) {
        exitSignal = signal;
    }

    @Nullable
    ChildReport report() {
        return report;
    }

    void setReport(@Nullable ChildReport report) {
        this.report = report;
    }

    public int processGroup() {
        return processGroup;
    }

    public void setProcessGroup(int group) {
        processGroup = group;
    }

    public int session() {
        return session;
    }

    /** Whether this is of the session that the first process began, whose terminal is the host's. */
    public boolean isOfFirstSession() {
        return session == first.session;
    }

    /**
     * Whether nobody in the session watches the process group, so that a terminal may not stop it: an orphaned process group
     * of POSIX. The first session's is watched from outside.
     */
    boolean isGroupOrphaned() {
        return !isOfFirstSession()
                && kernel.processes().stream()
                        .noneMatch(other -> other.processGroup == processGroup && other.isWatched());
    }

    private boolean isWatched() {
        Process watcher = parent;
        return watcher != null && watcher.session == session && watcher.processGroup != processGroup;
    }

    public void setSession(int session) {
        this.session = session;
    }

    /** Tasks that have not ended, the leader first while it lives. */
    public List<Task> tasks() {
        return tasks;
    }

    /** The program that runs, as execve loaded it. */
    public ProgramImage image() {
        return image;
    }

    void setImage(ProgramImage image) {
        this.image = image;
    }

    public AddressSpace addressSpace() {
        return image.space();
    }

    public ProcessSignals signals() {
        return signals;
    }

    public ResourceLimits limits() {
        return limits;
    }

    /** A timer of setitimer(2), which goes on by itself. */
    private ClockTimer timer(LongSupplier clock, boolean isCpuClock, int signal) {
        ClockTimer[] made = new ClockTimer[1];
        made[0] = new ClockTimer(clock, isCpuClock, () -> {
            made[0].take();
            signals.send(SignalInfo.kernel(signal));
        });
        return made[0];
    }

    /** ITIMER_REAL of setitimer(2). */
    public ClockTimer realTimer() {
        return realTimer;
    }

    /** ITIMER_VIRTUAL of setitimer(2). */
    public ClockTimer virtualTimer() {
        return virtualTimer;
    }

    /** ITIMER_PROF of setitimer(2). */
    public ClockTimer profilingTimer() {
        return profilingTimer;
    }

    public PosixTimers posixTimers() {
        return posixTimers;
    }

    /** The process is at its end. */
    void stopTimers() {
        realTimer.stop();
        virtualTimer.stop();
        profilingTimer.stop();
        posixTimers.deleteAll();
    }

    /** Whether it is over, and its parent can learn so. */
    boolean isReported() {
        return reported;
    }

    /** Wakes whoever waits for the end. */
    WaitQueue ends() {
        return ends;
    }

    public Identity identity() {
        return identity;
    }

    public void setIdentity(Identity identity) {
        this.identity = identity;
    }

    /** {@link System#nanoTime} when it began. */
    public long startNanos() {
        return startNanos;
    }

    /** CPU time of all its tasks so far, those that have ended included. */
    public long cpuNanos() {
        long sum = endedTasksCpuNanos;
        for (Task task : tasks) {
            sum += task.cpuNanos();
        }
        return sum;
    }

    // ---- tracing ----

    /** The task whose id is the process's; it may have ended. */
    @Nullable
    Task leader() {
        return leader;
    }

    /** Another task takes the place, and the id, of the first, which has ended; its tracer hears no more of it. */
    void setLeader(Task survivor) {
        synchronized (kernel) {
            Task old = leader;
            leader = survivor;
            Tracee tracee = old == null || old == survivor ? null : old.tracee();
            if (tracee != null) {
                tracee.release(0);
            }
        }
    }

    /** The task of its parent that a child which wants to be traced is traced by: who made it, or any other. */
    @Nullable
    Task creator(Process parent) {
        Task made = creator;
        if (made != null && parent.tasks.contains(made)) {
            return made;
        }
        for (Task task : parent.tasks) {
            return task;
        }
        return null;
    }

    /** PR_GET_DUMPABLE: whether other processes of its user may look into it. */
    public boolean isDumpable() {
        return dumpable;
    }

    public void setDumpable(boolean dumpable) {
        this.dumpable = dumpable;
    }

    /** The signal that stopped the process last. */
    int stopSignal() {
        return stopSignal;
    }

    /** How many signals have stopped it so far. */
    int stops() {
        return stops;
    }

    /** How a task of the process has ended. */
    ExitStatus status(Task task) {
        ExitStatus status = exitStatus;
        return status == null ? new ExitStatus.Exited(task.exitCode()) : status;
    }

    // ---- life and death ----

    /** Adds a task; fails if the process is ending. */
    synchronized boolean add(Task task) {
        if (exitStatus != null) {
            return false;
        }
        tasks.add(task);
        if (task.tid() == pid) {
            leader = task;
        }
        kernel.add(task);
        return true;
    }

    /** A task has left its loop; true for the last one, which clears up and then calls {@link #finish}. */
    synchronized boolean remove(Task task) {
        endedTasksCpuNanos += task.cpuNanos();
        tasks.remove(task);
        kernel.remove(task);
        changes.wakeAll();
        if (!tasks.isEmpty()) {
            return false;
        }
        if (exitStatus == null) {
            exitStatus = new ExitStatus.Exited(task.exitCode());
        }
        return true;
    }

    /** Nothing of the process is left but its status, which its parent learns. */
    void finish() {
        over = true;
        children.orphan();
        synchronized (kernel) {
            Task first = leader;
            Tracee tracee = first == null ? null : first.tracee();
            if (tracee == null) {
                reportEnd();
            } else if (tracee.tracer.process() == parent) {
                tracee.release(0);
                reportEnd();
            } else {
                tracee.ended(ChildReport.ended(this, status()));
            }
        }
        kernel.announceEnd();
    }

    /** The parent learns that the process is over; behind a tracer, if there is one. The kernel's lock is held. */
    void reportEnd() {
        Process waiting = parent;
        if (waiting == null) {
            kernel.remove(this);
        } else {
            waiting.children.ended(this, ChildReport.ended(this, status()));
        }
        reported = true;
        ends.wakeAll();
    }

    /** Runs in the parent's memory until {@link #returnMemory}. */
    void borrowMemory() {
        borrowsMemory = true;
    }

    /** The parent's memory is the parent's alone again, who may go on. */
    void returnMemory() {
        if (borrowsMemory) {
            borrowsMemory = false;
            changes.wakeAll();
        }
    }

    /** Holds the parent until the memory is its own again. Only its own end comes first: no other signal does. */
    void awaitMemory(Task task) {
        hold(task, () -> borrowsMemory && !task.isAboutToEnd());
    }

    /** Ends all tasks: exit_group(2), or death by a signal. The first reason counts. */
    public synchronized void exit(ExitStatus status) {
        if (exitStatus == null) {
            exitStatus = status;
            for (Task task : tasks) {
                task.end();
            }
        }
    }

    /** Ends all tasks but one, and waits until they are gone: execve(2). */
    void endOthers(Task survivor) {
        for (Task task : tasks) {
            if (task != survivor) {
                task.end();
            }
        }
        hold(survivor, () -> tasks.size() > 1); // No signal may interrupt this: the others are gone for good.
    }

    public boolean isExiting() {
        return exitStatus != null;
    }

    /** Whether no task runs any more. */
    public boolean isOver() {
        return over;
    }

    /** How the process ended; only once it {@link #isOver}. */
    public ExitStatus status() {
        ExitStatus status = exitStatus;
        if (status == null) {
            throw new IllegalStateException("process " + pid + " has not ended");
        }
        return status;
    }

    // ---- stop and continue ----

    public boolean isStopped() {
        return stopped;
    }

    /** Whether every process of the group that lives is stopped. */
    private boolean isGroupStopped() {
        return stopped
                && kernel.processes().stream()
                        .allMatch(other -> other.processGroup != processGroup || other.stopped || other.over);
    }

    void stop(int signal) {
        stopSignal = signal;
        stops++;
        stopped = true;
        for (Task task : tasks) {
            task.interrupt();
        }
        Process informed = parent;
        if (informed != null) {
            if (!TraceControl.isParentTracer(this, informed)) {
                informed.children.changed(this, ChildReport.of(this, SignalCodes.CLD_STOPPED, signal));
            }
        } else {
            kernel.log("process %d stopped by signal %d".formatted(pid, signal));
        }
        if (first.isGroupStopped()) {
            kernel.host().stopped();
        }
    }

    /** Ends a stop. @return whether there was one */
    boolean resume() {
        if (!stopped) {
            return false;
        }
        stopped = false;
        changes.wakeAll();
        return true;
    }

    void announceContinued() {
        synchronized (kernel) {
            for (Task task : tasks) {
                Tracee tracee = task.tracee();
                if (tracee != null && tracee.seized) {
                    tracee.wantTrap();
                }
            }
        }
        Process informed = parent;
        if (informed != null) {
            informed.children.changed(this, ChildReport.of(this, SignalCodes.CLD_CONTINUED, Signals.SIGCONT));
        }
    }

    /** Holds a task of a stopped process until SIGCONT, its end, or a tracer. */
    void awaitResume(Task task) {
        if (stopped) {
            hold(task, () -> stopped && !task.isAboutToEnd() && task.tracee() == null);
        }
    }

    /** Blocks a task, the caller, while a condition holds that {@link #changes} tells of, whatever signals come. */
    private void hold(Task task, BooleanSupplier condition) {
        changes.add(task);
        try {
            while (condition.getAsBoolean()) {
                kernel.host().park(this, Long.MAX_VALUE);
            }
        } finally {
            changes.remove(task);
        }
    }
}
