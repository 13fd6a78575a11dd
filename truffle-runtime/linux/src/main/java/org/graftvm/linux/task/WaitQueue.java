package org.graftvm.linux.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tasks that wait for something to change: a pipe to fill, a child to end. Whoever makes the change calls
 * {@link #wakeAll()} behind it; a waiter looks at the condition again, so a needless wake-up does no harm.
 *
 * <p>To wait for one of several things (poll), {@linkplain #add add} the task to each queue, then loop over the conditions
 * and {@link Waiter#park}, then {@linkplain #remove remove} it.
 */
public final class WaitQueue {
    private final List<Waiter> waiters = new ArrayList<>(0);

    public synchronized void add(Waiter waiter) {
        waiters.add(waiter);
    }

    public synchronized void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Lets all waiting tasks look again. Cheap when nobody waits. */
    public synchronized void wakeAll() {
        for (int i = 0; i < waiters.size(); i++) {
            waiters.get(i).wake();
        }
    }

    /**
     * Blocks {@code waiter}, the caller, until {@code condition} holds.
     *
     * @return false if the deadline passed first
     * @throws org.graftvm.linux.LinuxException ERESTARTSYS if a signal or the end of the task interrupts; nothing has
     *     happened then
     */
    public boolean await(Waiter waiter, BooleanSupplier condition, Deadline deadline) {
        if (condition.getAsBoolean()) {
            return true;
        }
        add(waiter);
        try {
            while (!condition.getAsBoolean()) {
                if (!waiter.park(deadline)) {
                    return condition.getAsBoolean();
                }
            }
            return true;
        } finally {
            remove(waiter);
        }
    }
}
