package org.graftvm.linux.task;

import static org.graftvm.linux.abi.CloneFlags.CLONE_CHILD_CLEARTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_CHILD_SETTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_FILES;
import static org.graftvm.linux.abi.CloneFlags.CLONE_FS;
import static org.graftvm.linux.abi.CloneFlags.CLONE_PARENT_SETTID;
import static org.graftvm.linux.abi.CloneFlags.CLONE_SETTLS;
import static org.graftvm.linux.abi.CloneFlags.CLONE_SIGHAND;
import static org.graftvm.linux.abi.CloneFlags.CLONE_THREAD;
import static org.graftvm.linux.abi.CloneFlags.CLONE_VM;
import static org.graftvm.linux.abi.CloneFlags.NAMESPACES;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.Cpu;

/**
 * A request for a new task, as clone(2) and clone3(2) make it.
 *
 * @param flags CLONE_*, without the exit signal
 * @param stack stack pointer of the child, or 0 to keep the caller's
 * @param parentTid address that gets the child's id in the caller's memory
 * @param childTid address of the child's id for CLONE_CHILD_SETTID and CLONE_CHILD_CLEARTID
 * @param tls thread pointer for CLONE_SETTLS
 */
public record Clone(long flags, long stack, long parentTid, long childTid, long tls) {

    /** Starts the new task and returns its id. */
    public int execute(Task parent) {
        if (has(CLONE_THREAD) && !has(CLONE_SIGHAND) || has(CLONE_SIGHAND) && !has(CLONE_VM)) {
            throw new LinuxException(Errno.EINVAL);
        }
        if ((flags & NAMESPACES) != 0) {
            throw new LinuxException(Errno.EPERM);
        }
        if (!has(CLONE_THREAD)) {
            // A new process: needs a copy of the address space, and parents that wait.
            parent.kernel().log("fork is not implemented: a program that starts other programs fails");
            throw new LinuxException(Errno.ENOSYS);
        }
        return startThread(parent);
    }

    private int startThread(Task parent) {
        Process process = parent.process();
        Task child = new Task(
                process,
                parent.kernel().newPid(),
                parent.name(),
                parent.platform(),
                has(CLONE_FILES) ? parent.files() : parent.files().copy(),
                has(CLONE_FS) ? parent.fs() : parent.fs().copy());
        Cpu cpu = parent.abi().copy(parent.cpu(), child);
        child.setCpu(cpu);
        parent.abi().setSyscallResult(cpu, 0);
        if (stack != 0) {
            parent.abi().setStackPointer(cpu, stack);
        }
        if (has(CLONE_SETTLS)) {
            parent.abi().setThreadPointer(cpu, tls);
        }
        child.signals().setBlocked(parent.signals().blocked());
        if (has(CLONE_PARENT_SETTID)) {
            parent.memory().writeInt(parentTid, child.tid());
        }
        if (has(CLONE_CHILD_SETTID)) {
            parent.memory().writeInt(childTid, child.tid());
        }
        if (has(CLONE_CHILD_CLEARTID)) {
            child.setClearChildTid(childTid);
        }
        Thread thread = parent.kernel().host().newThread(child, "guest thread " + child.tid());
        if (!process.add(child)) {
            throw new LinuxException(Errno.EAGAIN);
        }
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            process.remove(child);
            throw new LinuxException(Errno.EAGAIN);
        }
        return child.tid();
    }

    private boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
