package org.graftvm.linux.net;

import java.util.List;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;

/** Data on its way to a Unix socket: a message, or a piece of a stream. Guarded by {@link UnixSockets}. */
final class UnixPacket {
    /** What a message costs beside its bytes, so that small ones are limited too. */
    static final int OVERHEAD = 768;

    final UnixSocket sender;
    final UnixAddress senderAddress;
    final Credential credential;
    final byte[] data;
    /** How much of a stream's piece was read. */
    int taken;
    /** Open files that go along, each with a use of its own; empty once they were received. */
    List<FileDescription> rights;

    UnixPacket(UnixSocket sender, UnixAddress senderAddress, Credential credential, byte[] data) {
        this.sender = sender;
        this.senderAddress = senderAddress;
        this.credential = credential;
        this.data = data;
        this.rights = List.of();
    }

    int left() {
        return data.length - taken;
    }

    int cost() {
        return data.length + OVERHEAD;
    }

    /** Copies what is left into {@code target} at {@code offset}, as much as fits. */
    int copyTo(Buffers target, long offset) {
        int length = (int) Math.min(left(), target.size() - offset);
        target.put(offset, data, taken, length);
        return length;
    }

    /** Takes the files out. */
    List<FileDescription> takeRights() {
        List<FileDescription> moved = rights;
        rights = List.of();
        return moved;
    }

    /** The files, each with one more use, for MSG_PEEK. */
    List<FileDescription> copyRights() {
        return rights.stream().filter(FileDescription::tryRetain).toList();
    }
}
