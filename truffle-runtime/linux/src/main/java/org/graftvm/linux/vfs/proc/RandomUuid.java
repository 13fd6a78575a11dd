package org.graftvm.linux.vfs.proc;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.graftvm.linux.task.HostRandom;

/** UUIDs of version 4, RFC 9562. {@link UUID#randomUUID} makes them too, but starts Java's security providers for it. */
final class RandomUuid {
    private RandomUuid() {}

    static UUID next() {
        ByteBuffer random = ByteBuffer.wrap(HostRandom.bytes(16));
        long high = random.getLong() & ~0xf000L | 0x4000L;
        long low = random.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }
}
