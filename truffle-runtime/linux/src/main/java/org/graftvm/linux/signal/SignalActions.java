package org.graftvm.linux.signal;

import java.util.Arrays;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;

/** What a process does about each signal. The owner locks. */
public final class SignalActions {
    private final SignalAction[] actions;

    public SignalActions() {
        actions = new SignalAction[Signals.SIGRTMAX + 1];
        Arrays.fill(actions, SignalAction.DEFAULT);
    }

    private SignalActions(SignalAction[] actions) {
        this.actions = actions;
    }

    public SignalAction get(int signal) {
        return actions[signal];
    }

    public void set(int signal, SignalAction action) {
        actions[signal] = action;
    }

    /** Whether the signal does nothing, by wish or by default. */
    public boolean ignores(int signal) {
        SignalAction action = actions[signal];
        return action.isIgnored()
                || action.isDefault() && Signals.defaultAction(signal) == Signals.DefaultAction.IGNORE;
    }

    /** What a new process starts with. */
    public SignalActions copy() {
        return new SignalActions(actions.clone());
    }

    /** execve: handlers are gone with the program, ignored signals stay ignored. */
    public void resetForExec() {
        for (int signal = 1; signal <= Signals.SIGRTMAX; signal++) {
            actions[signal] =
                    actions[signal].isIgnored() ? new SignalAction(SignalCodes.SIG_IGN, 0, 0, 0) : SignalAction.DEFAULT;
        }
    }
}
