package org.graftvm.linux.task;

import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;

/**
 * What a parent learns of a child, by a signal or by waiting.
 *
 * @param pid of the child
 * @param uid of the child
 * @param code CLD_*
 * @param status exit code, or the signal that ended, stopped or continued it, with an event of ptrace(2) above it
 * @param cpuNanos CPU time of the child and of its own children, nanoseconds
 */
public record ChildReport(int pid, int uid, int code, int status, long cpuNanos) {
    private static final int CORE_DUMPED = 0x80;
    private static final int STOPPED = 0x7f;
    private static final int CONTINUED = 0xffff;

    static ChildReport of(Process child, int code, int status) {
        return new ChildReport(
                child.pid(),
                child.identity().uid(),
                code,
                status,
                child.cpuNanos() + child.children().reapedCpuNanos());
    }

    static ChildReport ended(Process child, ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited exited -> of(child, SignalCodes.CLD_EXITED, exited.code());
            case ExitStatus.Killed killed ->
                of(child, killed.core() ? SignalCodes.CLD_DUMPED : SignalCodes.CLD_KILLED, killed.signal());
        };
    }

    /** A task that was traced has ended. */
    static ChildReport ended(Task task, ExitStatus status) {
        ChildReport report = ended(task.process(), status);
        return new ChildReport(task.tid(), report.uid, report.code, report.status, report.cpuNanos);
    }

    /** Whether the child is over, so that nothing will follow. */
    boolean isEnd() {
        return switch (code) {
            case SignalCodes.CLD_TRAPPED, SignalCodes.CLD_STOPPED, SignalCodes.CLD_CONTINUED -> false;
            default -> true;
        };
    }

    /** The status that wait4(2) stores. */
    public int waitStatus() {
        return switch (code) {
            case SignalCodes.CLD_EXITED -> status << 8;
            case SignalCodes.CLD_KILLED -> status;
            case SignalCodes.CLD_DUMPED -> status | CORE_DUMPED;
            case SignalCodes.CLD_CONTINUED -> CONTINUED;
            default -> status << 8 | STOPPED;
        };
    }

    /** As a signal to the parent, and as what waitid(2) stores with {@link Signals#SIGCHLD}. */
    public SignalInfo signal(int signal) {
        return new SignalInfo(signal, code, pid, uid, status, 0);
    }
}
