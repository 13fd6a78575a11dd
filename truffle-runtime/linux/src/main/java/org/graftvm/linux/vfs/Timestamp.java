package org.graftvm.linux.vfs;

import java.time.Instant;

/**
 * A time of a file.
 *
 * @param seconds since 1970-01-01T00:00:00Z
 * @param nanos 0 to 999,999,999
 */
public record Timestamp(long seconds, int nanos) {
    public static final Timestamp ZERO = new Timestamp(0, 0);

    public static Timestamp now() {
        Instant now = Instant.now();
        return new Timestamp(now.getEpochSecond(), now.getNano());
    }
}
