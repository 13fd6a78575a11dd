package org.graftvm.linux.syscall;

import java.util.Collection;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;

/** How nice tasks are: getpriority(2), setpriority(2). The number is kept and inherited; the host shares out its time alike. */
final class SysPriority {
    private static final int PRIO_PROCESS = 0;
    private static final int PRIO_PGRP = 1;
    private static final int PRIO_USER = 2;
    private static final int LEAST_NICE = -20;
    private static final int MOST_NICE = 19;

    private SysPriority() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("getpriority(number, number)", SysPriority::get);
        table.row("setpriority(number, number, number)", SysPriority::set, Support.PARTIAL, "kept, but the host shares out its time alike");
        // spotless:on
    }

    /** The highest priority of all that are meant, as 20 - nice, so that it is never negative. */
    private static long get(Task task, Arguments a) {
        int nicest = MOST_NICE;
        for (Task each : selected(task, a.integer(0), a.integer(1))) {
            nicest = Math.min(nicest, each.nice());
        }
        return MOST_NICE + 1 - nicest;
    }

    private static long set(Task task, Arguments a) {
        int nice = Math.clamp(a.integer(2), LEAST_NICE, MOST_NICE);
        Identity caller = task.process().identity();
        for (Task each : selected(task, a.integer(0), a.integer(1))) {
            Identity owner = each.process().identity();
            if (!caller.isRoot()) {
                if (caller.effectiveUid() != owner.uid() && caller.effectiveUid() != owner.effectiveUid()) {
                    throw new LinuxException(Errno.EPERM);
                }
                if (nice < each.nice()) {
                    throw new LinuxException(Errno.EACCES);
                }
            }
            each.setNice(nice);
        }
        return 0;
    }

    /** The tasks of an id, 0 being the caller's own; ESRCH where there are none. */
    private static Collection<Task> selected(Task task, int which, int who) {
        Collection<Task> all = task.kernel().tasks();
        List<Task> found = switch (which) {
            case PRIO_PROCESS -> {
                int tid = who == 0 ? task.tid() : who;
                yield all.stream().filter(each -> each.tid() == tid).toList();
            }
            case PRIO_PGRP -> {
                int group = who == 0 ? task.process().processGroup() : who;
                yield all.stream()
                        .filter(each -> each.process().processGroup() == group)
                        .toList();
            }
            case PRIO_USER -> {
                int uid = who == 0 ? task.process().identity().uid() : who;
                yield all.stream()
                        .filter(each -> each.process().identity().uid() == uid)
                        .toList();
            }
            default -> throw new LinuxException(Errno.EINVAL);
        };
        if (found.isEmpty()) {
            throw new LinuxException(Errno.ESRCH);
        }
        return found;
    }
}
