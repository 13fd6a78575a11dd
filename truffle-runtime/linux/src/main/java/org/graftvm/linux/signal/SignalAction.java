package org.graftvm.linux.signal;

import org.graftvm.linux.abi.SignalCodes;

/**
 * What a process does about a signal: struct sigaction of the kernel.
 *
 * @param handler guest address, SIG_DFL or SIG_IGN
 * @param flags SA_*
 * @param mask signals blocked while the handler runs
 * @param restorer guest address that the handler returns to, if SA_RESTORER
 */
public record SignalAction(long handler, int flags, long mask, long restorer) {
    public static final SignalAction DEFAULT = new SignalAction(SignalCodes.SIG_DFL, 0, 0, 0);

    public boolean isDefault() {
        return handler == SignalCodes.SIG_DFL;
    }

    public boolean isIgnored() {
        return handler == SignalCodes.SIG_IGN;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
