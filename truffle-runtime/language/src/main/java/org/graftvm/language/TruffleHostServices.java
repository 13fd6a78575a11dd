package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.concurrent.locks.LockSupport;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.HostServices;

/** Guest threads as Truffle threads: the context must allow them, and its safepoints reach them while they wait. */
final class TruffleHostServices implements HostServices {
    /** Host stack of a guest thread, in bytes; guest calls nest on it. Only what is touched costs memory. */
    private static final long STACK_SIZE = 16 << 20;

    private static final Node LOCATION = new Node() {};

    private final Env env;

    TruffleHostServices(Env env) {
        this.env = env;
    }

    @Override
    public Thread newThread(Runnable body, String name) {
        if (!env.isCreateThreadAllowed()) {
            throw new LinuxException(Errno.EAGAIN);
        }
        Thread thread = env.newTruffleThreadBuilder(body).stackSize(STACK_SIZE).build();
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void park(Object blocker, long nanos) {
        TruffleSafepoint.setBlockedThreadInterruptible(
                LOCATION,
                target -> {
                    if (nanos == Long.MAX_VALUE) {
                        LockSupport.park(target);
                    } else {
                        LockSupport.parkNanos(target, nanos);
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                },
                blocker);
    }
}
