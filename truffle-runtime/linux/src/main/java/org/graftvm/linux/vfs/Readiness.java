package org.graftvm.linux.vfs;

import java.util.List;
import java.util.function.IntSupplier;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.jspecify.annotations.Nullable;

/** Waits for one of several files: the core of poll(2) and select(2). */
public final class Readiness {
    private Readiness() {}

    /** A file and what is awaited of it. */
    public static final class Interest implements AutoCloseable {
        private final @Nullable FileDescription file;
        private final int events;
        private int ready;

        /**
         * @param file whose use passes to this object; null for a descriptor that is not open, which is always ready
         * @param events {@link PollEvents}
         */
        public Interest(@Nullable FileDescription file, int events) {
            this.file = file;
            this.events = events;
        }

        /** Events that held when {@link #await} looked last: those asked for, errors and hang-ups. */
        public int ready() {
            return ready;
        }

        private boolean look() {
            ready = file == null
                    ? PollEvents.INVALID
                    : (file.isPathOnly() ? PollEvents.INVALID : file.poll() & (events | PollEvents.ALWAYS));
            return ready != 0;
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }
    }

    /**
     * Blocks until one of the files is ready.
     *
     * @return how many are; 0 if the deadline passed first
     * @throws org.graftvm.linux.LinuxException what {@code waiter.park} throws
     */
    public static int await(Waiter waiter, List<Interest> interests, Deadline deadline) {
        IntSupplier count = () -> {
            int ready = 0;
            for (Interest interest : interests) {
                ready += interest.look() ? 1 : 0;
            }
            return ready;
        };
        int ready = count.getAsInt();
        if (ready > 0 || deadline.passed()) {
            return ready;
        }
        int added = 0;
        try {
            for (Interest interest : interests) {
                if (interest.file != null) {
                    interest.file.addWaiter(waiter, interest.events);
                }
                added++;
            }
            while (true) {
                ready = count.getAsInt();
                if (ready > 0 || !waiter.park(deadline)) {
                    return ready > 0 ? ready : count.getAsInt();
                }
            }
        } finally {
            for (Interest interest : interests.subList(0, added)) {
                if (interest.file != null) {
                    interest.file.removeWaiter(waiter);
                }
            }
        }
    }
}
