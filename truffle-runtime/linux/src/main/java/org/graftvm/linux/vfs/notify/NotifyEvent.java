package org.graftvm.linux.vfs.notify;

import java.nio.charset.StandardCharsets;
import org.graftvm.linux.vfs.Buffers;

/**
 * A struct inotify_event.
 *
 * @param watch number of the watch, -1 where the queue was full
 * @param cookie alike in both events of a rename, else 0
 * @param name of the file in the watched directory, empty for the watched file itself
 */
record NotifyEvent(int watch, int mask, int cookie, String name) {
    /** Bytes of the fields before the name; names are filled up to a multiple of it. */
    static final int HEADER = 16;

    /** Bytes with the name and the zeros behind it. */
    int size() {
        return HEADER + nameSize();
    }

    private int nameSize() {
        return name.isEmpty() ? 0 : name.length() / HEADER * HEADER + HEADER;
    }

    void write(Buffers target, long offset) {
        byte[] bytes = new byte[size()];
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(watch)
                .putInt(mask)
                .putInt(cookie)
                .putInt(nameSize())
                .put(name.getBytes(StandardCharsets.ISO_8859_1));
        target.put(offset, bytes, 0, bytes.length);
    }
}
