package org.graftvm.linux.task;

/** A point on the host's monotonic clock until which something may wait. */
public final class Deadline {
    /** Waits for ever. */
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    /** {@link System#nanoTime} at the deadline; meaningless for {@link #NEVER}. */
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The deadline {@code nanos} from now; a negative span has passed already. */
    public static Deadline after(long nanos) {
        // Half the range keeps differences of nanoTime meaningful; it is 146 years.
        return new Deadline(System.nanoTime() + Math.clamp(nanos, 0, Long.MAX_VALUE / 2));
    }

    /** Nanoseconds that remain; 0 once passed, {@link Long#MAX_VALUE} for {@link #NEVER}. */
    public long remaining() {
        return this == NEVER ? Long.MAX_VALUE : Math.max(0, nanoTime - System.nanoTime());
    }

    public boolean passed() {
        return remaining() == 0;
    }
}
