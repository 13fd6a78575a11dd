package org.graftvm.linux.task;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A request to wait for children, as wait4(2) and waitid(2) make it.
 *
 * @param target which children
 * @param id process or process group, for the targets that have one
 * @param options W* of wait(2)
 */
public record ChildWait(Target target, int id, int options) {
    public static final int WNOHANG = 1;
    public static final int WUNTRACED = 2;
    public static final int WEXITED = 4;
    public static final int WCONTINUED = 8;
    public static final int WNOWAIT = 0x0100_0000;
    public static final int WNOTHREAD = 0x2000_0000;
    public static final int WALL = 0x4000_0000;
    public static final int WCLONE = 0x8000_0000;

    /** Which children are meant. */
    public enum Target {
        ANY,
        PROCESS,
        GROUP
    }

    /**
     * Waits until a child has something to report; it is gone then if that was its end, unless WNOWAIT is set.
     *
     * @return null where none has and WNOHANG is set
     * @throws LinuxException ECHILD where no such child exists, ERESTARTSYS if a signal interrupts
     */
    public @Nullable ChildReport await(Task task) {
        Children children = task.process().children();
        if ((options & WNOHANG) != 0) {
            return children.take(this);
        }
        ChildReport[] report = new ChildReport[1];
        children.changes().await(task, () -> (report[0] = children.take(this)) != null, Deadline.NEVER);
        return report[0];
    }

    /** Whether a task that the waiting process traces is among those that are meant; WALL and WCLONE do not count. */
    boolean covers(Tracee tracee) {
        return means(tracee.task.tid(), tracee.task.process());
    }

    private boolean means(int tid, Process process) {
        return switch (target) {
            case ANY -> true;
            case PROCESS -> tid == id;
            case GROUP -> process.processGroup() == id;
        };
    }

    /** Whether a child is among those that are meant. */
    boolean covers(Process child) {
        boolean meant = means(child.pid(), child);
        boolean cloned = child.exitSignal() != Signals.SIGCHLD;
        return meant && ((options & WALL) != 0 || cloned == ((options & WCLONE) != 0));
    }

    /** Whether a report is of a kind that is asked for. */
    boolean wants(ChildReport report) {
        int needed = switch (report.code()) {
            case SignalCodes.CLD_TRAPPED -> -1;
            case SignalCodes.CLD_STOPPED -> WUNTRACED;
            case SignalCodes.CLD_CONTINUED -> WCONTINUED;
            default -> WEXITED;
        };
        return (options & needed) != 0;
    }

    boolean leavesReport() {
        return (options & WNOWAIT) != 0;
    }

    static LinuxException noChild() {
        return new LinuxException(Errno.ECHILD);
    }
}
