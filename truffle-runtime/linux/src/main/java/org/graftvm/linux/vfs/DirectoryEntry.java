package org.graftvm.linux.vfs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A name in a directory.
 *
 * @param type {@code d_type}: {@link org.graftvm.linux.abi.FileMode#direntType}
 */
public record DirectoryEntry(String name, long ino, int type) {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int NAME_OFFSET = 19;

    /** Bytes of this entry as a struct linux_dirent64. */
    int size() {
        return NAME_OFFSET + name.length() + 1 + 7 & ~7;
    }

    /** Writes a struct linux_dirent64, see getdents64(2); {@code next} is the position behind this entry. */
    void write(MemorySegment target, long offset, long next) {
        MemorySegment entry = target.asSlice(offset, size());
        entry.fill((byte) 0);
        entry.set(LONG, 0, ino);
        entry.set(LONG, 8, next);
        entry.set(SHORT, 16, (short) size());
        entry.set(ValueLayout.JAVA_BYTE, 18, (byte) type);
        MemorySegment.copy(ByteStrings.toBytes(name), 0, entry, ValueLayout.JAVA_BYTE, NAME_OFFSET, name.length());
    }
}
