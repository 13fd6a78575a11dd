package org.graftvm.linux.task;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalAction;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * The children of a process. One that has ended stays, a zombie, until its parent waits for it; where the parent is gone or
 * does not care, it goes at once. The kernel's lock guards the whole tree of processes; it is taken before the lock of a process's
 * signals.
 */
public final class Children {
    private final Kernel kernel;
    private final Process process;
    private final List<Process> children = new ArrayList<>();
    /** Tasks that this process traces, and those whose end was not waited for. */
    private final List<Tracee> tracees = new ArrayList<>(0);

    private final WaitQueue changes = new WaitQueue();
    private long reapedCpuNanos;

    Children(Process process) {
        this.kernel = process.kernel();
        this.process = process;
    }

    /** Wakes whoever waits for a child. */
    WaitQueue changes() {
        return changes;
    }

    /** CPU time of the children that were waited for, and of theirs: RUSAGE_CHILDREN. */
    public long reapedCpuNanos() {
        synchronized (kernel) {
            return reapedCpuNanos;
        }
    }

    void add(Process child) {
        synchronized (kernel) {
            children.add(child);
        }
    }

    /** Takes back {@link #add} of a child that could not start. */
    void remove(Process child) {
        synchronized (kernel) {
            children.remove(child);
        }
    }

    /** What a wait finds now, or null. */
    @Nullable
    ChildReport take(ChildWait wait) {
        synchronized (kernel) {
            boolean any = false;
            for (Process child : children) {
                if (!wait.covers(child)) {
                    continue;
                }
                any = true;
                ChildReport report = child.report();
                if (report != null && wait.wants(report)) {
                    if (!wait.leavesReport()) {
                        child.setReport(null);
                        if (report.isEnd()) {
                            reap(child);
                        }
                    }
                    return report;
                }
            }
            for (Tracee tracee : tracees) {
                if (!wait.covers(tracee)) {
                    continue;
                }
                any = true;
                ChildReport report = tracee.report();
                if (report != null && wait.wants(report)) {
                    if (!wait.leavesReport()) {
                        tracee.taken();
                    }
                    return report;
                }
            }
            if (!any) {
                throw ChildWait.noChild();
            }
            return null;
        }
    }

    private void reap(Process child) {
        reapedCpuNanos += child.cpuNanos() + child.children().reapedCpuNanos();
        children.remove(child);
        kernel.remove(child);
    }

    /** A child has stopped or goes on. */
    void changed(Process child, ChildReport report) {
        synchronized (kernel) {
            if (child.parent() != process || child.isOver()) {
                return; // Orphaned meanwhile, or gone on to its end, of which there is another report.
            }
            child.setReport(report);
            // Before anybody can wait for it: who has waited finds the signal delivered or pending.
            if (!process.signals().action(Signals.SIGCHLD).has(SignalCodes.SA_NOCLDSTOP)) {
                process.signals().send(report.signal(Signals.SIGCHLD));
            }
        }
        changes.wakeAll();
    }

    /** A child has ended. */
    void ended(Process child, ChildReport report) {
        synchronized (kernel) {
            if (child.parent() != process) {
                return;
            }
            child.setReport(report);
            SignalAction action = process.signals().action(Signals.SIGCHLD);
            if (child.exitSignal() != 0) {
                process.signals().send(report.signal(child.exitSignal()));
            }
            if (child.exitSignal() == Signals.SIGCHLD && (action.isIgnored() || action.has(SignalCodes.SA_NOCLDWAIT))) {
                reap(child);
            }
        }
        changes.wakeAll();
    }

    // ---- tracees; the kernel's lock is held ----

    void add(Tracee tracee) {
        tracees.add(tracee);
    }

    void remove(Tracee tracee) {
        tracees.remove(tracee);
    }

    /** Those that a task of this process traces. */
    List<Tracee> tracees(Task tracer) {
        return tracees.stream().filter(tracee -> tracee.tracer == tracer).toList();
    }

    /** A tracee has stopped, or ended. */
    void trapped(ChildReport report) {
        if (!process.signals().action(Signals.SIGCHLD).has(SignalCodes.SA_NOCLDSTOP) || report.isEnd()) {
            SignalInfo info = report.signal(Signals.SIGCHLD);
            process.signals().send(report.isEnd() ? info : info.withValue(report.status() & 0x7f));
        }
        changes.wakeAll();
    }

    /** The process ends before its children: nobody will wait for them. */
    void orphan() {
        synchronized (kernel) {
            for (Process child : children) {
                child.setParent(null);
                if (child.isOver()) {
                    kernel.remove(child);
                }
            }
            children.clear();
        }
    }
}
