package org.graftvm.linux.tty;

import java.util.Arrays;
import org.graftvm.linux.vfs.Buffers;

/** A queue of bytes that can be edited at its end. */
final class Bytes {
    private byte[] bytes = new byte[256];
    private int first;
    private int end;

    int size() {
        return end - first;
    }

    void add(byte value) {
        if (end == bytes.length) {
            int size = size();
            byte[] moved = first > bytes.length / 2 ? bytes : Arrays.copyOf(bytes, bytes.length * 2);
            System.arraycopy(bytes, first, moved, 0, size);
            bytes = moved;
            first = 0;
            end = size;
        }
        bytes[end++] = value;
    }

    void addAll(Bytes other) {
        for (int i = other.first; i < other.end; i++) {
            add(other.bytes[i]);
        }
        other.clear();
    }

    /** The byte before the end. */
    byte last() {
        return bytes[end - 1];
    }

    byte at(int index) {
        return bytes[first + index];
    }

    void removeLast() {
        end--;
    }

    void clear() {
        first = 0;
        end = 0;
    }

    /** Takes up to {@code most} bytes out of the front into {@code target}. */
    int take(Buffers target, int most) {
        int length = (int) Math.min(Math.min(most, size()), target.size());
        target.put(0, bytes, first, length);
        first += length;
        if (first == end) {
            clear();
        }
        return length;
    }
}
