package org.graftvm.linux.vfs.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.Buffers;

/** What guests may say to the host's kernel over rtnetlink(7): questions, as getifaddrs(3) asks them, but no changes. */
final class NetlinkRequests {
    private static final int HEADER = 16;
    private static final int TYPE = 4;
    /** Types of requests come in fours: new, delete, get, set. */
    private static final int FIRST_ROUTE_TYPE = 16;

    private static final int GET = 2;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.nativeOrder());
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    /** Bytes, by the usual size of a send buffer. */
    private static final int MOST = 212_992 - 32;

    private NetlinkRequests() {}

    /**
     * A copy of the messages, which the guest cannot change any more.
     *
     * @throws LinuxException EPERM where one is something else than a question; EMSGSIZE where they are longer than a socket sends at once
     */
    static Buffers questions(Buffers data) {
        if (data.size() > MOST) {
            throw new LinuxException(Errno.EMSGSIZE);
        }
        byte[] bytes = data.toBytes();
        MemorySegment messages = MemorySegment.ofArray(bytes);
        long at = 0;
        while (bytes.length - at >= HEADER) {
            long length = Integer.toUnsignedLong(messages.get(INT, at));
            int type = Short.toUnsignedInt(messages.get(SHORT, at + TYPE));
            if (type >= FIRST_ROUTE_TYPE && type % 4 != GET) {
                throw new LinuxException(Errno.EPERM);
            }
            if (length < HEADER) {
                break;
            }
            at += length + 3 & -4;
        }
        return Buffers.of(bytes);
    }
}
