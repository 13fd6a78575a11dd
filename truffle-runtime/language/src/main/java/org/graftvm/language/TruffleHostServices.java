package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.HostServices;
import org.graftvm.linux.vfs.host.HostProcess;

/** Guest threads as Truffle threads: the context must allow them, and its safepoints reach them while they wait. */
final class TruffleHostServices implements HostServices {
    /** Host stack for one guest call, in bytes, whichever tier runs it; measured frames are well below. */
    private static final long BYTES_PER_CALL = 8 << 10;

    private static final long LEAST_STACK = 2 << 20;

    private static final Node LOCATION = new Node() {};

    /** How long the end of a context waits for a thread, in milliseconds; they end on their own within microseconds. */
    private static final long PATIENCE = 5_000;

    private final Env env;
    private final long stackSize;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** @param callDepth guest calls that may nest on a thread's host stack; only what is touched costs memory */
    TruffleHostServices(Env env, int callDepth) {
        this.env = env;
        this.stackSize = LEAST_STACK + callDepth * BYTES_PER_CALL;
    }

    @Override
    public Thread newThread(Runnable body, String name) {
        if (!env.isCreateThreadAllowed()) {
            throw new LinuxException(Errno.EAGAIN);
        }
        Thread thread = env.newTruffleThreadBuilder(body).stackSize(stackSize).build();
        thread.setName(name);
        thread.setDaemon(true);
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    @Override
    public boolean allowsSockets() {
        return env.isSocketIOAllowed();
    }

    /** Where the guest stands in for the host's process, that stops as well: Ctrl-Z at a shell's terminal. */
    @Override
    public void stopped() {
        if (env.getOptions().get(GuestOptions.HOST_STREAMS) && env.isNativeAccessAllowed()) {
            HostProcess.stop();
        }
    }

    /**
     * Waits until all threads are gone. The guest's last thread may still be on its way out when the program has ended, and
     * Truffle closes no context that has a thread.
     */
    void join() {
        for (Thread thread : threads) {
            TruffleSafepoint.setBlockedThreadInterruptible(LOCATION, other -> other.join(PATIENCE), thread);
        }
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
