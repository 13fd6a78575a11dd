package org.graftvm.linux.net;

import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** How long a call on a socket waits: not at all, until a signal, or for the time of SO_RCVTIMEO and SO_SNDTIMEO. */
public final class SocketWait {
    private final boolean waits;
    private final boolean limited;
    private final Deadline deadline;

    /** @param nanos SO_RCVTIMEO or SO_SNDTIMEO; 0 for no limit */
    public SocketWait(boolean waits, long nanos) {
        this.waits = waits;
        this.limited = nanos > 0;
        this.deadline = limited ? Deadline.after(nanos) : Deadline.NEVER;
    }

    public boolean waits() {
        return waits;
    }

    /**
     * Repeats {@code attempt} whenever {@code file} tells of a change, until it gives something else than null.
     *
     * @param events what is awaited, {@link org.graftvm.linux.abi.PollEvents}
     * @param refusal what a call fails with that may not wait, or not any longer
     * @throws LinuxException ERESTARTSYS if a signal interrupts; EINTR where there is a limit, see signal(7)
     */
    public <T> T until(Waiter waiter, FileDescription file, int events, Errno refusal, Supplier<@Nullable T> attempt) {
        T done = attempt.get();
        if (done != null) {
            return done;
        }
        if (!waits) {
            throw new LinuxException(refusal);
        }
        file.addWaiter(waiter, events);
        try {
            while (true) {
                done = attempt.get();
                if (done != null) {
                    return done;
                }
                if (deadline.passed()) {
                    throw new LinuxException(refusal);
                }
                waiter.park(deadline);
            }
        } catch (LinuxException e) {
            throw limited && e.errno() == Errno.ERESTARTSYS ? new LinuxException(Errno.EINTR) : e;
        } finally {
            file.removeWaiter(waiter);
        }
    }
}
