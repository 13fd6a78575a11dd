package org.graftvm.linux.task;

import static org.graftvm.linux.abi.CloneFlags.CLONE_CHILD_CLEARTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_CHILD_SETTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_FILES;
import static org.graftvm.linux.abi.CloneFlags.CLONE_FS;
import static org.graftvm.linux.abi.CloneFlags.CLONE_PARENT;
import static org.graftvm.linux.abi.CloneFlags.CLONE_PARENT_SETTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_PIDFD;
import static org.graftvm.linux.abi.CloneFlags.CLONE_SETTLS;
import static org.graftvm.linux.abi.CloneFlags.CLONE_SIGHAND;
import static org.graftvm.linux.abi.CloneFlags.CLONE_THREAD;
import static org.graftvm.linux.abi.CloneFlags.CLONE_UNTRACED;
import static org.graftvm.linux.abi.CloneFlags.CLONE_VFORK;
import static org.graftvm.linux.abi.CloneFlags.CLONE_VM;
import static org.graftvm.linux.abi.CloneFlags.NAMESPACES;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;

/**
 * A request for a new task, as clone(2), clone3(2), fork(2) and vfork(2) make it.
 *
 * @param flags CLONE_*, without the exit signal
 * @param exitSignal what a new process sends to its parent at its end, or 0
 * @param stack stack pointer of the child, or 0 to keep the caller's
 * @param parentTid address that gets the child's id in the caller's memory
 * @param childTid address of the child's id for CLONE_CHILD_SETTID and CLONE_CHILD_CLEARTID
 * @param tls thread pointer for CLONE_SETTLS
 * @param pidfd address of a descriptor for CLONE_PIDFD
 */
public record Clone(long flags, int exitSignal, long stack, long parentTid, long childTid, long tls, long pidfd) {
    /** fork(2). */
    public static final Clone FORK = new Clone(0, Signals.SIGCHLD, 0, 0, 0, 0, 0);

    /** vfork(2). */
    public static final Clone VFORK = new Clone(CLONE_VM | CLONE_VFORK, Signals.SIGCHLD, 0, 0, 0, 0, 0);

    /** Starts the new task and returns its id. */
    public int execute(Task parent) {
        if (has(CLONE_THREAD) && !has(CLONE_SIGHAND)
                || has(CLONE_SIGHAND) && !has(CLONE_VM)
                || !has(CLONE_THREAD) && exitSignal != 0 && !Signals.isValid(exitSignal)
                || has(CLONE_PIDFD) && has(CLONE_THREAD)) {
            throw new LinuxException(Errno.EINVAL);
        }
        if ((flags & NAMESPACES) != 0) {
            throw new LinuxException(Errno.EPERM);
        }
        return has(CLONE_THREAD) ? startThread(parent) : startProcess(parent);
    }

    private int startThread(Task parent) {
        Process process = parent.process();
        Task child = newTask(parent, process, parent.kernel().newPid());
        start(parent, child, "guest thread " + child.tid());
        announce(parent, event(), child.tid());
        return child.tid();
    }

    private int startProcess(Task parent) {
        Kernel kernel = parent.kernel();
        Process from = parent.process();
        int pid = kernel.newPid();
        AddressSpace old = from.addressSpace();
        AddressSpace space = has(CLONE_VM)
                ? old.share()
                : old.fork(parent.platform().memories().reserve(old.memory().size()));
        Process process = new Process(
                kernel,
                pid,
                has(CLONE_PARENT) ? from.parent() : from,
                from.image().in(space),
                from.identity(),
                from.limits().copy(),
                from.signals().copyActions());
        process.setExitSignal(exitSignal);
        Task child = newTask(parent, process, pid);
        if (!has(CLONE_VM) || has(CLONE_VFORK)) {
            child.signals().setAlternateStack(parent.signals().alternateStack());
        }
        if (has(CLONE_VFORK)) {
            process.borrowMemory();
        }
        Process informed = process.parent();
        if (informed != null) {
            informed.children().add(process);
        }
        kernel.add(process);
        try {
            start(parent, child, "guest process " + pid);
        } catch (LinuxException | GuestFault e) {
            kernel.remove(process);
            if (informed != null) {
                informed.children().remove(process);
            }
            space.close();
            throw e;
        }
        announce(parent, event(), pid);
        if (has(CLONE_VFORK)) {
            process.awaitMemory(parent);
            announce(parent, Ptrace.EVENT_VFORK_DONE, pid);
        }
        return pid;
    }

    /** What a tracer is told. */
    private int event() {
        if (has(CLONE_VFORK)) {
            return Ptrace.EVENT_VFORK;
        }
        return has(CLONE_THREAD) || exitSignal != Signals.SIGCHLD ? Ptrace.EVENT_CLONE : Ptrace.EVENT_FORK;
    }

    private void announce(Task parent, int event, int child) {
        Tracee tracee = parent.tracee();
        if (tracee != null && (event == Ptrace.EVENT_VFORK_DONE || !has(CLONE_UNTRACED))) {
            tracee.event(event, child);
        }
    }

    private Task newTask(Task parent, Process process, int tid) {
        Task child = new Task(
                process,
                tid,
                parent.name(),
                parent.platform(),
                has(CLONE_FILES) ? parent.files() : parent.files().copy(),
                has(CLONE_FS) ? parent.fs() : parent.fs().copy());
        Cpu cpu = parent.abi().copy(parent.cpu(), child);
        cpu.memory = process.addressSpace().memory();
        child.setCpu(cpu);
        parent.abi().setSyscallResult(cpu, 0);
        if (stack != 0) {
            parent.abi().setStackPointer(cpu, stack);
        }
        if (has(CLONE_SETTLS)) {
            parent.abi().setThreadPointer(cpu, tls);
        }
        child.setNice(parent.nice());
        child.setPersonality(parent.personality());
        child.signals().setBlocked(parent.signals().blocked());
        if (has(CLONE_CHILD_CLEARTID)) {
            child.setClearChildTid(childTid);
        }
        return child;
    }

    /** Linux does not mind if there is no place for an id. */
    private static void store(Task task, long address, int tid) {
        try {
            task.memory().writeInt(address, tid);
        } catch (GuestFault e) {
            // As in Linux: the task begins all the same.
        }
    }

    /** Lets a task begin on a thread of its own; EAGAIN, and nothing left of it, where there can be none. */
    private void start(Task parent, Task child, String threadName) {
        boolean started = false;
        int opened = -1;
        try {
            Thread thread = child.kernel().host().newThread(child, threadName);
            if (child.process().add(child)) {
                TraceControl.inherit(parent, child, event(), flags);
                if (has(CLONE_PIDFD)) {
                    opened = parent.files().add(new ProcessFile(child.process(), 0), true);
                    parent.memory().writeInt(pidfd, opened);
                }
                // Only now: glibc takes an id for a sign of life.
                if (has(CLONE_PARENT_SETTID)) {
                    store(parent, parentTid, child.tid());
                }
                if (has(CLONE_CHILD_SETTID)) {
                    store(child, childTid, child.tid());
                }
                thread.start();
                started = true;
            }
        } catch (OutOfMemoryError e) {
            // The host has no more threads.
        } finally {
            if (!started) {
                if (opened >= 0) {
                    parent.files().remove(opened).close();
                }
                synchronized (child.kernel()) {
                    Tracee tracee = child.tracee();
                    if (tracee != null) {
                        tracee.release(0);
                    }
                    child.process().remove(child);
                    TaskEnd.closeFiles(child);
                }
            }
        }
        if (!started) {
            throw new LinuxException(Errno.EAGAIN);
        }
    }

    private boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
