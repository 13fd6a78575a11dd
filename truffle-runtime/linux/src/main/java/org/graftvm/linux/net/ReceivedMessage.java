package org.graftvm.linux.net;

import java.util.List;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/**
 * What recvmsg(2) received, but for the data.
 *
 * @param length what the call returns: bytes received, or with MSG_TRUNC those of the whole message
 * @param flags MSG_TRUNC and so on
 * @param address who sent it; null where that is nobody in particular
 * @param rights open files that came along, whose use passes to the caller
 * @param credential of the sender, where the socket asked for it (SO_PASSCRED)
 * @param control control messages of other protocols, one behind the other as in memory
 */
public record ReceivedMessage(
        long length,
        int flags,
        byte @Nullable [] address,
        List<FileDescription> rights,
        @Nullable Credential credential,
        byte[] control) {
    private static final byte[] NOTHING = {};

    public ReceivedMessage withLength(long changed) {
        return new ReceivedMessage(changed, flags, address, rights, credential, control);
    }

    static ReceivedMessage of(
            long length,
            int flags,
            byte @Nullable [] address,
            List<FileDescription> rights,
            @Nullable Credential credential) {
        return new ReceivedMessage(length, flags, address, rights, credential, NOTHING);
    }
}
