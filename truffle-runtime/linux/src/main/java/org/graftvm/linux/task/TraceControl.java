package org.graftvm.linux.task;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.CloneFlags;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/** What a tracer does to the tasks that it traces: ptrace(2) but for what registers and memory are. Called on the tracer's thread. */
public final class TraceControl {
    private final Tracee tracee;

    private TraceControl(Tracee tracee) {
        this.tracee = tracee;
    }

    // ---- beginning ----

    /** PTRACE_TRACEME: the parent traces the caller from now on. */
    public static void traceMe(Task task) {
        synchronized (task.kernel()) {
            Process process = task.process();
            Process parent = process.parent();
            Task tracer = parent == null || parent.tasks().isEmpty() ? null : process.creator(parent);
            if (task.tracee() != null || tracer == null) {
                throw new LinuxException(Errno.EPERM);
            }
            link(new Tracee(task, tracer, false, 0));
        }
    }

    /** PTRACE_ATTACH: traces a task, which is told to stop. */
    public static void attach(Task tracer, int tid) {
        Tracee tracee = begin(tracer, tid, false, 0);
        tracee.task.send(SignalInfo.kernel(Signals.SIGSTOP));
    }

    /** PTRACE_SEIZE: traces a task, which goes on. */
    public static void seize(Task tracer, int tid, int options) {
        begin(tracer, tid, true, options);
    }

    private static Tracee begin(Task tracer, int tid, boolean seized, int options) {
        synchronized (tracer.kernel()) {
            Task task = tracer.kernel().task(tid);
            if (task == null) {
                throw new LinuxException(Errno.ESRCH);
            }
            if (task.process() == tracer.process() || task.tracee() != null) {
                throw new LinuxException(Errno.EPERM);
            }
            requireAccess(tracer, task.process());
            Tracee tracee = new Tracee(task, tracer, seized, options);
            link(tracee);
            task.interrupt(); // One that is held by a stop of its process stops for its tracer instead.
            return tracee;
        }
    }

    private static void link(Tracee tracee) {
        tracee.task.setTracee(tracee);
        tracee.tracer.process().children().add(tracee);
    }

    /** Whether a task may look into a process, and change it: ptrace(2), "Ptrace access mode checking"; EPERM if not. */
    public static void requireAccess(Task task, Process target) {
        Identity own = task.process().identity();
        Identity other = target.identity();
        boolean alike = own.uid() == other.uid()
                && own.uid() == other.effectiveUid()
                && own.uid() == other.savedUid()
                && own.gid() == other.gid()
                && own.gid() == other.effectiveGid()
                && own.gid() == other.savedGid();
        if (target != task.process() && !own.isRoot() && !(alike && target.isDumpable())) {
            throw new LinuxException(Errno.EPERM);
        }
    }

    /**
     * A new task is traced as its parent is, if the parent's tracer asks for it: PTRACE_O_TRACEFORK and its kin. To be called
     * before the child runs.
     *
     * @param event of the parent
     */
    static void inherit(Task parent, Task child, int event, long flags) {
        synchronized (parent.kernel()) {
            Tracee traced = parent.tracee();
            if (traced == null
                    || (flags & CloneFlags.CLONE_UNTRACED) != 0
                    || !traced.wants(event) && (flags & CloneFlags.CLONE_PTRACE) == 0) {
                return;
            }
            Tracee tracee = new Tracee(child, traced.tracer, traced.seized, traced.options);
            link(tracee);
            if (traced.seized) {
                tracee.wantTrap();
            } else {
                child.send(SignalInfo.sent(Signals.SIGSTOP, SignalCodes.SI_USER, 0, 0));
            }
        }
    }

    // ---- requests ----

    /**
     * A task that the caller traces.
     *
     * @throws LinuxException ESRCH where it does not trace it, or needs it to be stopped and it is not
     */
    public static TraceControl of(Task tracer, int tid, boolean stopped) {
        synchronized (tracer.kernel()) {
            Task task = tracer.kernel().task(tid);
            Tracee tracee = task == null ? null : task.tracee();
            if (tracee == null || tracee.tracer != tracer || stopped && (tracee.stop() == null || tracee.listening)) {
                throw new LinuxException(Errno.ESRCH);
            }
            return new TraceControl(tracee);
        }
    }

    public Task task() {
        return tracee.task;
    }

    /** PTRACE_CONT, and its kin, which stop the task again soon. @param signal to pass on, or 0 */
    public void resume(int request, int signal) {
        if (signal != 0 && !Signals.isValid(signal)) {
            throw new LinuxException(Errno.EIO);
        }
        Tracee.Mode mode = switch (request) {
            case Ptrace.SYSCALL -> Tracee.Mode.CALLS;
            case Ptrace.SYSEMU -> Tracee.Mode.EMULATE;
            case Ptrace.SINGLESTEP -> Tracee.Mode.STEP;
            case Ptrace.SYSEMU_SINGLESTEP -> Tracee.Mode.EMULATE_STEP;
            default -> Tracee.Mode.CONTINUE;
        };
        if (mode.steps() && !task().abi().registerSets().canStep()) {
            throw new LinuxException(Errno.EIO);
        }
        synchronized (task().kernel()) {
            tracee.resume(mode, signal);
        }
    }

    /** PTRACE_DETACH. @param signal to pass on, or 0 */
    public void detach(int signal) {
        if (signal != 0 && !Signals.isValid(signal)) {
            throw new LinuxException(Errno.EIO);
        }
        synchronized (task().kernel()) {
            tracee.release(signal);
        }
    }

    /** PTRACE_KILL. */
    public void kill() {
        task().send(SignalInfo.kernel(Signals.SIGKILL));
    }

    /** PTRACE_INTERRUPT. */
    public void interrupt() {
        requireSeized();
        synchronized (task().kernel()) {
            tracee.wantTrap();
        }
    }

    /** PTRACE_LISTEN: the task stays stopped, and tells when SIGCONT comes. */
    public void listen() {
        requireSeized();
        synchronized (task().kernel()) {
            TraceStop stop = tracee.stop();
            if (stop == null || stop.status() >>> 8 != Ptrace.EVENT_STOP) {
                throw new LinuxException(Errno.EIO);
            }
            tracee.listen();
        }
    }

    private void requireSeized() {
        if (!tracee.seized) {
            throw new LinuxException(Errno.EIO);
        }
    }

    /** PTRACE_SETOPTIONS. */
    public void setOptions(long options) {
        tracee.options = checkedOptions(options);
    }

    /** PTRACE_O_* if all are known, else EINVAL. */
    public static int checkedOptions(long options) {
        if ((options & ~Ptrace.OPTIONS) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return (int) options;
    }

    /** PTRACE_GETEVENTMSG. */
    public long message() {
        return tracee.message;
    }

    /** PTRACE_GETSIGINFO; EINVAL in a stop without one. */
    public SignalInfo info() {
        TraceStop stop = tracee.stop();
        if (stop == null || stop.info() == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return stop.info();
    }

    /** PTRACE_SETSIGINFO; EINVAL in a stop without one. */
    public void setInfo(SignalInfo info) {
        synchronized (task().kernel()) {
            info();
            tracee.setInfo(info);
        }
    }

    /** At which side of a system call the task has stopped, if PTRACE_O_TRACESYSGOOD lets a tracer know: MESSAGE_*, or 0. */
    public int callSide() {
        TraceStop stop = tracee.stop();
        boolean known = stop != null && stop.status() == (Signals.SIGTRAP | Ptrace.SYSCALL_GOOD);
        return known ? (int) tracee.message : 0;
    }

    // ---- the end of the tracer ----

    /** The tracer ends: nobody is traced by it any more. */
    static void releaseAll(Task tracer) {
        synchronized (tracer.kernel()) {
            for (Tracee tracee : tracer.process().children().tracees(tracer)) {
                if ((tracee.options & Ptrace.O_EXITKILL) != 0 && tracee.end == null) {
                    tracee.task.send(SignalInfo.kernel(Signals.SIGKILL));
                }
                tracee.release(0);
            }
        }
    }

    /** Whether the parent of a process traces it, and so hears of its stops task by task. */
    static boolean isParentTracer(Process process, @Nullable Process parent) {
        return parent != null
                && process.tasks().stream()
                        .map(Task::tracee)
                        .anyMatch(tracee -> tracee != null && tracee.tracer.process() == parent);
    }
}
