package org.graftvm.linux.task;

import static org.graftvm.linux.abi.SignalCodes.SA_NODEFER;
import static org.graftvm.linux.abi.SignalCodes.SA_ONSTACK;
import static org.graftvm.linux.abi.SignalCodes.SS_AUTODISARM;

import java.util.List;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.PendingSignals;
import org.graftvm.linux.signal.SignalAction;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.jspecify.annotations.Nullable;

/** The signals of one task: mask, alternate stack, what is pending for it alone, and delivery. */
public final class TaskSignals {
    private final Task task;

    /** Pending for this task alone; guarded by the process's signals, like {@link #blocked}. */
    final PendingSignals pending = new PendingSignals();

    volatile long blocked;

    /** Mask to return to once the call that changed it for its duration (sigsuspend, ppoll) is over. */
    private @Nullable Long savedMask;

    private AlternateStack alternateStack = AlternateStack.NONE;

    /** Whether a signal that is not blocked is pending; read without the lock. */
    private volatile boolean due;

    TaskSignals(Task task) {
        this.task = task;
    }

    private ProcessSignals process() {
        return task.process().signals();
    }

    public long blocked() {
        return blocked;
    }

    /** Changes the signal mask: sigprocmask(2). */
    public void setBlocked(long mask) {
        process().setBlocked(this, mask);
    }

    /** Sets a mask for the duration of one system call; delivery of signals ends it. */
    public void setTemporarily(long mask) {
        if (savedMask == null) {
            savedMask = blocked;
        }
        setBlocked(mask);
    }

    /** Signals that wait for delivery, blocked ones included: sigpending(2). */
    public long pending() {
        return process().pendingFor(this);
    }

    /** Signals pending for this task alone, the oldest first. */
    public List<SignalInfo> ownPending() {
        return process().pending(this);
    }

    public AlternateStack alternateStack() {
        return alternateStack;
    }

    public void setAlternateStack(AlternateStack stack) {
        this.alternateStack = stack;
    }

    /** Whether the task is on its alternate stack now, so that it may not be changed. */
    public boolean isOnAlternateStack() {
        return alternateStack.contains(task.abi().stackPointer(task.cpu()));
    }

    /** Whether a signal is to be delivered. */
    boolean isDue() {
        return due;
    }

    /** Recomputes {@link #isDue} and gets the task's attention; the caller holds the process's signals. */
    void update(long shared) {
        boolean now = ((pending.mask() | shared) & ~blocked) != 0;
        // SIGKILL ends stops that leave other signals waiting.
        if (now && (!due || ((pending.mask() | shared) & Signals.mask(Signals.SIGKILL)) != 0)) {
            due = true;
            task.interrupt();
        } else if (!now) {
            due = false;
        }
    }

    /** Takes a pending signal of a set without delivering it: sigtimedwait(2). */
    public @Nullable SignalInfo take(long set) {
        return process().take(this, set);
    }

    // ---- delivery ----

    /**
     * Delivers what is due, on the task's own thread between two instructions.
     *
     * @param interrupted the system call that a signal interrupted and that may be restarted, or null
     */
    void deliver(@Nullable InterruptedCall interrupted) {
        InterruptedCall call = interrupted;
        if (call != null) {
            call.beforeSignals(task);
        }
        boolean handled = false;
        while (!task.isEnding()) {
            holdStops();
            SignalInfo info = take();
            if (info == null) {
                break;
            }
            Tracee tracee = task.tracee();
            if (tracee != null && info.signal() != Signals.SIGKILL) {
                info = tracee.stopForSignal(info);
                if (info == null) {
                    continue;
                }
                if ((blocked & Signals.mask(info.signal())) != 0) {
                    process().send(info, task); // The tracer chose one that has to wait.
                    continue;
                }
            }
            SignalAction action = process().use(info.signal());
            task.kernel().tracer().signal(task, info);
            if (action.isIgnored()) {
                continue;
            }
            if (action.isDefault()) {
                actByDefault(info);
                continue;
            }
            call = asRegistersSay(call);
            if (call != null) {
                call.beforeHandler(task, action);
                task.callRegisters().number = -1;
                call = null;
            }
            if (pushFrame(info, action) && task.tracee() instanceof Tracee stepped) {
                stepped.steppedIntoHandler();
            }
            handled = true;
        }
        call = asRegistersSay(call);
        if (call != null) {
            call.afterSignals(task);
        }
        if (!handled) {
            endTemporaryMask();
        }
    }

    private @Nullable SignalInfo take() {
        return process().take(this, ~blocked);
    }

    /** Stops as long as a signal has stopped the process, and as the tracer wants. */
    private void holdStops() {
        while (!task.isAboutToEnd()) {
            Tracee tracee = task.tracee();
            if (tracee != null && tracee.wantsStop()) {
                tracee.stopIfWanted();
            } else if (tracee == null && task.process().isStopped()) {
                task.process().awaitResume(task);
            } else {
                return;
            }
        }
    }

    /** Where a tracer may have changed it, the call that was interrupted is what the registers say. */
    private @Nullable InterruptedCall asRegistersSay(@Nullable InterruptedCall call) {
        boolean changeable = task.tracee() != null && !task.abi().restartsBeforeSignals();
        return changeable ? InterruptedCall.ofRegisters(task) : call;
    }

    /** Returns to the mask from before {@link #setTemporarily}, if that was called and no handler has run since. */
    void endTemporaryMask() {
        if (savedMask != null) {
            long mask = savedMask;
            savedMask = null;
            setBlocked(mask);
        }
    }

    private void actByDefault(SignalInfo info) {
        switch (Signals.defaultAction(info.signal())) {
            case IGNORE -> {}
            case STOP -> {
                if (info.signal() == Signals.SIGSTOP || !task.process().isGroupOrphaned()) {
                    task.process().stop(info.signal());
                }
            }
            case TERMINATE -> task.process().exit(new ExitStatus.Killed(info.signal(), false));
            case CORE -> task.process().exit(new ExitStatus.Killed(info.signal(), true));
        }
    }

    /** @return whether the handler is about to run */
    private boolean pushFrame(SignalInfo info, SignalAction action) {
        GuestAbi abi = task.abi();
        Cpu cpu = task.cpu();
        long mask = savedMask != null ? savedMask : blocked;
        long stackPointer = abi.stackPointer(cpu);
        boolean switchStack =
                action.has(SA_ONSTACK) && alternateStack.isEnabled() && !alternateStack.contains(stackPointer);
        long top = switchStack ? alternateStack.start() + alternateStack.size() : stackPointer;
        try {
            abi.pushSignalFrame(
                    cpu,
                    new SignalFrame(
                            info,
                            action,
                            top,
                            alternateStack,
                            mask,
                            task.process().image().trampoline()));
        } catch (GuestFault e) {
            // No room for the frame: Linux forces SIGSEGV, with the default action if that was the signal.
            if (info.signal() == Signals.SIGSEGV) {
                process().setAction(Signals.SIGSEGV, SignalAction.DEFAULT);
            }
            process().force(SignalInfo.kernel(Signals.SIGSEGV), task);
            return false;
        }
        savedMask = null;
        if (switchStack && (alternateStack.flags() & SS_AUTODISARM) != 0) {
            alternateStack = AlternateStack.NONE;
        }
        long own = action.has(SA_NODEFER) ? 0 : Signals.mask(info.signal());
        setBlocked(blocked | action.mask() | own);
        return true;
    }

    /** Leaves a handler: rt_sigreturn(2). */
    public void returnFromHandler() {
        SignalContext context = task.abi().popSignalFrame(task.cpu());
        if (!isOnAlternateStack()) {
            alternateStack = context.alternateStack();
        }
        setBlocked(context.mask());
    }

    /** execve: the alternate stack is gone with the memory. */
    void resetForExec() {
        alternateStack = AlternateStack.NONE;
    }
}
