package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.vfs.host.LibcNative.Function;

/** The process of the host that guests run in. */
public final class HostProcess {
    private HostProcess() {}

    /** Stops it until somebody sends SIGCONT: whoever waits for it, a shell, goes on. Does nothing on hosts that are not Linux. */
    public static void stop() {
        if (LibcNative.SUPPORTED) {
            call(Function.KILL, ProcessHandle.current().pid(), Signals.SIGSTOP, 0);
        }
    }
}
