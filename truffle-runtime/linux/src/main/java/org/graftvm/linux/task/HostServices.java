package org.graftvm.linux.task;

import java.util.concurrent.locks.LockSupport;

/**
 * What the kernel needs of the Java program around it. The engine creates threads through Truffle and parks them so that
 * a Context can be closed; {@link #PLAIN} serves tests and programs without Truffle.
 */
public interface HostServices {
    HostServices PLAIN = new HostServices() {
        @Override
        public Thread newThread(Runnable body, String name) {
            Thread thread = new Thread(null, body, name);
            thread.setDaemon(true);
            return thread;
        }
    };

    /**
     * A thread, not yet started, in which guest code may run.
     *
     * @throws org.graftvm.linux.LinuxException EAGAIN where no thread may be created
     */
    Thread newThread(Runnable body, String name);

    /** Whether guests may use the host's network. */
    default boolean allowsSockets() {
        return true;
    }

    /** All processes of the first one's group have been stopped, and with them what a shell of the host waits for. */
    default void stopped() {}

    /**
     * Blocks the calling thread until {@link #unpark}, for at most {@code nanos}, or shorter; {@link Long#MAX_VALUE}
     * means no limit.
     */
    default void park(Object blocker, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, nanos);
        }
    }

    default void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }
}
