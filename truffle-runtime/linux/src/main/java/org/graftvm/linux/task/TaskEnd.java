package org.graftvm.linux.task;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.futex.FutexTable;
import org.graftvm.linux.futex.RobustList;
import org.graftvm.machine.GuestFault;

/** What happens when a task leaves: do_exit of Linux. */
final class TaskEnd {
    private TaskEnd() {}

    static void finish(Task task, long clearChildTid) {
        Process process = task.process();
        // Nobody could look at the memory of a process that ends as a whole.
        if (process.tasks().size() > 1) {
            try {
                RobustList.release(task);
                if (clearChildTid != 0) {
                    task.memory().writeInt(clearChildTid, 0);
                    FutexTable futexes = task.kernel().futexes();
                    futexes.wake(futexes.key(task, clearChildTid), 1, FutexTable.ANY);
                }
            } catch (GuestFault | LinuxException e) {
                // As in Linux: a bad address is the program's own affair.
            }
        }
        boolean last;
        synchronized (task.kernel()) {
            TraceControl.releaseAll(task);
            last = process.remove(task);
            closeFiles(task);
            Tracee tracee = task.tracee();
            if (tracee != null && task != process.leader()) {
                tracee.ended(ChildReport.ended(task, process.status(task)));
            }
        }
        if (last) {
            process.stopTimers();
            process.kernel().terminals().ended(process);
            process.kernel().ipc().semaphores().ended(process.pid());
            process.addressSpace().close();
            process.returnMemory();
            task.kernel().tracer().exit(process, process.status());
            process.finish();
        }
    }

    /** Closes what no other task shares. The task is not, or no longer, among the kernel's, whose lock makes one the last. */
    static void closeFiles(Task task) {
        boolean filesUsed = false;
        boolean fsUsed = false;
        for (Task other : task.kernel().tasks()) {
            filesUsed |= other != task && other.files() == task.files();
            fsUsed |= other != task && other.fs() == task.fs();
        }
        if (!filesUsed) {
            task.files().closeAll();
        }
        if (!fsUsed) {
            task.fs().close();
        }
    }
}
