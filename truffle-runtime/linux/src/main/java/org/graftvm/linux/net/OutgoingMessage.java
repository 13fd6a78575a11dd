package org.graftvm.linux.net;

import java.util.List;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/**
 * What sendmsg(2) sends.
 *
 * @param address where to, or null
 * @param rights open files that go along; the caller keeps its use of them
 * @param credential what the sender says it is, which was checked; null for what it is
 * @param control control messages of other protocols, one behind the other as in memory
 */
public record OutgoingMessage(
        Buffers data,
        byte @Nullable [] address,
        List<FileDescription> rights,
        @Nullable Credential credential,
        byte[] control) {
    private static final byte[] NOTHING = {};

    /** Data alone. */
    public static OutgoingMessage of(Buffers data, byte @Nullable [] address) {
        return new OutgoingMessage(data, address, List.of(), null, NOTHING);
    }
}
