package org.graftvm.linux.syscall;

import static org.graftvm.linux.abi.SignalCodes.SA_RESTORER;
import static org.graftvm.linux.abi.SignalCodes.SIG_BLOCK;
import static org.graftvm.linux.abi.SignalCodes.SIG_SETMASK;
import static org.graftvm.linux.abi.SignalCodes.SIG_UNBLOCK;
import static org.graftvm.linux.abi.SignalCodes.SI_TKILL;
import static org.graftvm.linux.abi.SignalCodes.SI_USER;
import static org.graftvm.linux.abi.SignalCodes.SS_AUTODISARM;
import static org.graftvm.linux.abi.SignalCodes.SS_DISABLE;
import static org.graftvm.linux.abi.SignalCodes.SS_ONSTACK;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalAction;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Timespec;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Signals. */
final class SysSignal {
    private static final int SIGSET_SIZE = 8;

    private SysSignal() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("rt_sigaction(signal, sigaction, sigaction_out, size)", SysSignal::sigaction);
        table.row("rt_sigprocmask(sigmask_how, sigset, sigset_out, size)", SysSignal::sigprocmask);
        table.row("rt_sigreturn()", SysSignal::sigreturn);
        table.row("rt_sigpending(sigset_out, size)", SysSignal::sigpending);
        table.row("rt_sigsuspend(sigset, size)", SysSignal::sigsuspend);
        table.row("rt_sigtimedwait(sigset, address, timespec, size) = signal", SysSignal::sigtimedwait);
        table.row("rt_sigqueueinfo(pid, signal, address)", SysSignal::sigqueueinfo);
        table.row("rt_tgsigqueueinfo(pid, pid, signal, address)", SysSignal::tgsigqueueinfo);
        table.row("sigaltstack(address, address)", SysSignal::sigaltstack);
        table.row("kill(pid, signal)", SysSignal::kill);
        table.row("tkill(pid, signal)", SysSignal::tkill);
        table.row("tgkill(pid, pid, signal)", SysSignal::tgkill);
        table.row("pause()", SysSignal::pause);
        table.row("restart_syscall()", SysSignal::restartSyscall);
        // spotless:on
    }

    private static void requireSetSize(long size) {
        if (size != SIGSET_SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    private static void requireSignal(int signal) {
        if (signal < 0 || signal > Signals.SIGRTMAX) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    private static long sigaction(Task task, Arguments arguments) {
        int signal = arguments.integer(0);
        long newAction = arguments.word(1);
        long oldAction = arguments.word(2);
        requireSetSize(arguments.word(3));
        if (!Signals.isValid(signal) || newAction != 0 && (Signals.mask(signal) & Signals.UNBLOCKABLE) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        boolean restorer = task.abi().sigactionHasRestorer();
        GuestMemory memory = task.memory();
        SignalAction old;
        if (newAction != 0) {
            int flags = (int) memory.readLong(newAction + 8);
            SignalAction action = new SignalAction(
                    memory.readLong(newAction),
                    restorer ? flags : flags & ~SA_RESTORER,
                    memory.readLong(newAction + (restorer ? 24 : 16)) & ~Signals.UNBLOCKABLE,
                    restorer ? memory.readLong(newAction + 16) : 0);
            old = task.process().signals().setAction(signal, action);
        } else {
            old = task.process().signals().action(signal);
        }
        if (oldAction != 0) {
            memory.writeLong(oldAction, old.handler());
            memory.writeLong(oldAction + 8, old.flags() & 0xffffffffL);
            if (restorer) {
                memory.writeLong(oldAction + 16, old.restorer());
            }
            memory.writeLong(oldAction + (restorer ? 24 : 16), old.mask());
        }
        return 0;
    }

    private static long sigprocmask(Task task, Arguments arguments) {
        requireSetSize(arguments.word(3));
        long old = task.signals().blocked();
        if (arguments.word(1) != 0) {
            long set = task.memory().readLong(arguments.word(1));
            task.signals()
                    .setBlocked(
                            switch (arguments.integer(0)) {
                                case SIG_BLOCK -> old | set;
                                case SIG_UNBLOCK -> old & ~set;
                                case SIG_SETMASK -> set;
                                default -> throw new LinuxException(Errno.EINVAL);
                            });
        }
        if (arguments.word(2) != 0) {
            task.memory().writeLong(arguments.word(2), old);
        }
        return 0;
    }

    private static long sigreturn(Task task, Arguments arguments) {
        task.replaceRegisters();
        task.signals().returnFromHandler();
        return 0;
    }

    private static long sigpending(Task task, Arguments arguments) {
        if (arguments.word(1) > SIGSET_SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.memory()
                .writeLong(
                        arguments.word(0),
                        task.signals().pending() & task.signals().blocked());
        return 0;
    }

    private static long sigsuspend(Task task, Arguments arguments) {
        requireSetSize(arguments.word(1));
        task.signals().setTemporarily(task.memory().readLong(arguments.word(0)));
        return pause(task, arguments);
    }

    private static long pause(Task task, Arguments arguments) {
        try {
            while (true) {
                task.park(Deadline.NEVER);
            }
        } catch (LinuxException e) {
            throw new LinuxException(Errno.ERESTARTNOHAND);
        }
    }

    private static long sigtimedwait(Task task, Arguments arguments) {
        requireSetSize(arguments.word(3));
        long set = task.memory().readLong(arguments.word(0)) & ~Signals.UNBLOCKABLE;
        Deadline deadline = arguments.word(2) == 0
                ? Deadline.NEVER
                : Deadline.after(Timespec.read(task.memory(), arguments.word(2)));
        SignalInfo info = task.signals().take(set);
        if (info == null) {
            info = awaitSignal(task, set, deadline);
        }
        if (arguments.word(1) != 0) {
            info.write(task.memory(), arguments.word(1));
        }
        return info.signal();
    }

    private static SignalInfo awaitSignal(Task task, long set, Deadline deadline) {
        long blocked = task.signals().blocked();
        // Unblocked for the wait, the signals end it; nobody but this task takes them off again.
        task.signals().setBlocked(blocked & ~set);
        boolean inTime = true;
        boolean interrupted = false;
        try {
            while (inTime) {
                inTime = task.park(deadline);
            }
        } catch (LinuxException e) {
            interrupted = true;
        }
        SignalInfo info = task.signals().take(set);
        task.signals().setBlocked(blocked);
        if (info == null) {
            throw new LinuxException(interrupted ? Errno.EINTR : Errno.EAGAIN);
        }
        return info;
    }

    // ---- sending ----

    /** A signal that the caller sends, as kill(2) does. */
    static SignalInfo fromUser(Task task, int signal) {
        return sentBy(task, signal, SI_USER);
    }

    private static SignalInfo sentBy(Task task, int signal, int code) {
        return SignalInfo.sent(
                signal, code, task.process().pid(), task.process().identity().uid());
    }

    private static long kill(Task task, Arguments arguments) {
        int pid = arguments.integer(0);
        int signal = arguments.integer(1);
        requireSignal(signal);
        int found = 0;
        for (Process process : task.kernel().processes()) {
            if (isMeant(task, process, pid)) {
                found++;
                if (signal != 0) {
                    process.signals().send(sentBy(task, signal, SI_USER));
                }
            }
        }
        if (found == 0) {
            throw new LinuxException(Errno.ESRCH);
        }
        return 0;
    }

    private static boolean isMeant(Task task, Process process, int pid) {
        return switch (pid) {
            case -1 -> process != task.process();
            case 0 -> process.processGroup() == task.process().processGroup();
            default -> pid > 0 ? process.pid() == pid : process.processGroup() == -pid;
        };
    }

    private static long tkill(Task task, Arguments arguments) {
        return sendTo(task, -1, arguments.integer(0), arguments.integer(1), null);
    }

    private static long tgkill(Task task, Arguments arguments) {
        if (arguments.integer(0) <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return sendTo(task, arguments.integer(0), arguments.integer(1), arguments.integer(2), null);
    }

    private static long sendTo(Task task, int pid, int tid, int signal, @Nullable SignalInfo queued) {
        requireSignal(signal);
        if (tid <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        Task target = task.kernel().task(tid);
        if (target == null || pid > 0 && target.process().pid() != pid) {
            throw new LinuxException(Errno.ESRCH);
        }
        if (signal != 0) {
            target.send(queued != null ? queued : sentBy(task, signal, SI_TKILL));
        }
        return 0;
    }

    private static long sigqueueinfo(Task task, Arguments arguments) {
        int signal = arguments.integer(1);
        requireSignal(signal);
        SignalInfo info = queuedInfo(task, arguments.integer(0), signal, arguments.word(2));
        Process target = task.kernel().process(arguments.integer(0));
        if (target == null) {
            throw new LinuxException(Errno.ESRCH);
        }
        if (signal != 0) {
            target.signals().send(info);
        }
        return 0;
    }

    private static long tgsigqueueinfo(Task task, Arguments arguments) {
        int signal = arguments.integer(2);
        SignalInfo info = queuedInfo(task, arguments.integer(0), signal, arguments.word(3));
        return sendTo(task, arguments.integer(0), arguments.integer(1), signal, info);
    }

    /** What the caller passes; only to itself may it pretend that the kernel sent it. */
    private static SignalInfo queuedInfo(Task task, int pid, int signal, long address) {
        SignalInfo info = SignalInfo.read(task.memory(), address);
        if ((info.code() >= 0 || info.code() == SI_TKILL)
                && pid != task.process().pid()) {
            throw new LinuxException(Errno.EPERM);
        }
        return new SignalInfo(signal, info.code(), info.pid(), info.uid(), info.value(), 0);
    }

    // ---- the alternate stack ----

    private static long sigaltstack(Task task, Arguments arguments) {
        GuestMemory memory = task.memory();
        AlternateStack old = task.signals().alternateStack();
        boolean onStack = task.signals().isOnAlternateStack();
        long wanted = arguments.word(0);
        if (wanted != 0) {
            AlternateStack stack = AlternateStack.read(memory, wanted);
            if (onStack) {
                throw new LinuxException(Errno.EPERM);
            }
            int mode = stack.flags() & ~SS_AUTODISARM;
            if (mode != 0 && mode != SS_ONSTACK && mode != SS_DISABLE) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (mode == SS_DISABLE) {
                task.signals().setAlternateStack(AlternateStack.NONE);
            } else if (stack.size() < task.abi().minimumSignalStack()) {
                throw new LinuxException(Errno.ENOMEM);
            } else {
                task.signals()
                        .setAlternateStack(
                                new AlternateStack(stack.start(), stack.size(), stack.flags() & SS_AUTODISARM));
            }
        }
        if (arguments.word(1) != 0) {
            int flags = onStack ? old.flags() | SS_ONSTACK : old.flags();
            new AlternateStack(old.start(), old.size(), flags).write(memory, arguments.word(1));
        }
        return 0;
    }

    private static long restartSyscall(Task task, Arguments arguments) {
        SyscallHandler handler = task.takeRestart();
        if (handler == null) {
            throw new LinuxException(Errno.EINTR);
        }
        return handler.call(task, arguments);
    }
}
