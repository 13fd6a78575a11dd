package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.ChildReport;
import org.graftvm.linux.task.ChildWait;
import org.graftvm.linux.task.ChildWait.Target;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Waiting for children: wait4(2), waitid(2). */
final class SysWait {
    private static final int P_ALL = 0;
    private static final int P_PID = 1;
    private static final int P_PGID = 2;
    private static final int P_PIDFD = 3;

    private static final int WAIT4_OPTIONS = ChildWait.WNOHANG
            | ChildWait.WUNTRACED
            | ChildWait.WCONTINUED
            | ChildWait.WNOTHREAD
            | ChildWait.WCLONE
            | ChildWait.WALL;
    private static final int WAITID_OPTIONS = WAIT4_OPTIONS | ChildWait.WEXITED | ChildWait.WNOWAIT;
    private static final int WAITID_KINDS = ChildWait.WEXITED | ChildWait.WUNTRACED | ChildWait.WCONTINUED;

    private SysWait() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("wait4(pid, address, hex, address) = pid", SysWait::wait4);
        table.row("waitid(number, pid, address, hex, address)", SysWait::waitid);
        // spotless:on
    }

    private static long wait4(Task task, Arguments arguments) {
        int options = arguments.integer(2);
        if ((options & ~WAIT4_OPTIONS) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        int pid = arguments.integer(0);
        if (pid == Integer.MIN_VALUE) {
            throw new LinuxException(Errno.ESRCH);
        }
        ChildReport report = wait(task, pid, options | ChildWait.WEXITED).await(task);
        if (report == null) {
            return 0;
        }
        if (arguments.word(1) != 0) {
            task.memory().writeInt(arguments.word(1), report.waitStatus());
        }
        writeUsage(task.memory(), arguments.word(3), report);
        return report.pid();
    }

    private static ChildWait wait(Task task, int pid, int options) {
        if (pid == -1) {
            return new ChildWait(Target.ANY, 0, options);
        }
        if (pid > 0) {
            return new ChildWait(Target.PROCESS, pid, options);
        }
        return new ChildWait(Target.GROUP, pid == 0 ? task.process().processGroup() : -pid, options);
    }

    private static long waitid(Task task, Arguments arguments) {
        int id = arguments.integer(1);
        int options = arguments.integer(3);
        if ((options & ~WAITID_OPTIONS) != 0 || (options & WAITID_KINDS) == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        ChildWait wait = switch (arguments.integer(0)) {
            case P_ALL -> new ChildWait(Target.ANY, 0, options);
            case P_PID -> new ChildWait(Target.PROCESS, positive(id), options);
            case P_PGID -> new ChildWait(Target.GROUP, id == 0 ? task.process().processGroup() : positive(id), options);
            case P_PIDFD ->
                new ChildWait(Target.PROCESS, SysPidfd.process(task, id).pid(), options);
            default -> throw new LinuxException(Errno.EINVAL);
        };
        ChildReport report = wait.await(task);
        if (arguments.word(2) != 0) {
            writeInfo(task.memory(), arguments.word(2), report);
        }
        if (report != null) {
            writeUsage(task.memory(), arguments.word(4), report);
        }
        return 0;
    }

    private static int positive(int id) {
        if (id <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return id;
    }

    /** siginfo_t; without a report only si_signo and si_pid count, which are 0 then. */
    private static void writeInfo(GuestMemory memory, long target, @Nullable ChildReport report) {
        if (report == null) {
            memory.clear(target, SignalInfo.SIZE);
        } else {
            report.signal(Signals.SIGCHLD).write(memory, target);
        }
    }

    private static void writeUsage(GuestMemory memory, long target, ChildReport report) {
        if (target != 0) {
            SysSystem.writeUsage(memory, target, report.cpuNanos());
        }
    }
}
