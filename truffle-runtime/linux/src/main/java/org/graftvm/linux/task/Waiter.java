package org.graftvm.linux.task;

/**
 * Who can wait in a {@link WaitQueue}: a {@link Task}, or something that passes the news on, such as an epoll instance,
 * which only is woken and never parks.
 */
public interface Waiter {
    /**
     * Blocks the calling thread until {@link #wake}, or for no reason.
     *
     * @return false if the deadline has passed
     * @throws org.graftvm.linux.LinuxException ERESTARTSYS if a signal or the end of the task interrupts
     */
    boolean park(Deadline deadline);

    /** Ends a {@link #park}, from any thread; one that comes first is not lost. */
    void wake();
}
