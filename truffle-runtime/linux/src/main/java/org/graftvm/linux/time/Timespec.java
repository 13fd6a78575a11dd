package org.graftvm.linux.time;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.Memory;

/** struct timespec and struct timeval in guest memory: two words of 8 bytes each on 64-bit ISAs. */
public final class Timespec {
    public static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Spans beyond this are as good as for ever: 146 years. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / 2 / NANOS_PER_SECOND;

    private Timespec() {}

    /**
     * Reads a struct timespec in nanoseconds, at most 146 years.
     *
     * @throws LinuxException EINVAL if it is negative or its nanoseconds are not below a second
     */
    public static long read(Memory memory, long address) {
        return nanos(memory.readLong(address), memory.readLong(address + 8));
    }

    private static long nanos(long seconds, long nanos) {
        if (seconds < 0 || nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new LinuxException(Errno.EINVAL);
        }
        return Math.min(seconds, MOST_SECONDS) * NANOS_PER_SECOND + nanos;
    }

    public static void write(Memory memory, long address, long nanos) {
        memory.writeLong(address, Math.floorDiv(nanos, NANOS_PER_SECOND));
        memory.writeLong(address + 8, Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /** Reads a struct timeval in nanoseconds. */
    public static long readTimeval(Memory memory, long address) {
        long micros = memory.readLong(address + 8);
        if (micros < 0 || micros >= MICROS_PER_SECOND) {
            throw new LinuxException(Errno.EINVAL);
        }
        return nanos(memory.readLong(address), micros * NANOS_PER_MICRO);
    }

    public static void writeTimeval(Memory memory, long address, long nanos) {
        memory.writeLong(address, Math.floorDiv(nanos, NANOS_PER_SECOND));
        memory.writeLong(address + 8, Math.floorMod(nanos, NANOS_PER_SECOND) / NANOS_PER_MICRO);
    }
}
