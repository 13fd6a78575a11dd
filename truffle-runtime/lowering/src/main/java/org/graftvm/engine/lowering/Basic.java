package org.graftvm.engine.lowering;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Operation;

/** Operations that the instructions of most instruction sets have in common: copies, extensions, addresses, loads and stores. */
public final class Basic {
    private Basic() {}

    @Operation
    public static long move(long value) {
        return value;
    }

    @Operation
    public static long plus(long a, long b) {
        return a + b;
    }

    @Operation
    public static long minus(long a, long b) {
        return a - b;
    }

    @Operation
    public static long index(long base, long index, int shift) {
        return base + (index << shift);
    }

    // Casts rather than shifts: of these both compilers make the host's narrow instructions.

    @Operation
    public static long extendByte(long value) {
        return (byte) value;
    }

    @Operation
    public static long extendShort(long value) {
        return (short) value;
    }

    @Operation
    public static long extendInt(long value) {
        return (int) value;
    }

    /** Replaces the bits of {@code mask} by those of {@code value}. */
    @Operation
    public static long merge(long old, long value, long mask) {
        return old & ~mask | value & mask;
    }

    @Operation
    public static long select(long condition, long ifTrue, long ifFalse) {
        return ifFalse ^ ((ifTrue ^ ifFalse) & (condition != 0 ? -1 : 0));
    }

    // ---- loads and stores ----

    @Operation
    @Access(bytes = 1, base = "base", displacement = "displacement")
    public static long load8(Memory memory, long base, long displacement) {
        return memory.readByte(base + displacement) & 0xff;
    }

    @Operation
    @Access(bytes = 2, base = "base", displacement = "displacement")
    public static long load16(Memory memory, long base, long displacement) {
        return memory.readShort(base + displacement) & 0xffff;
    }

    @Operation
    @Access(bytes = 4, base = "base", displacement = "displacement")
    public static long load32(Memory memory, long base, long displacement) {
        return memory.readInt(base + displacement) & 0xffff_ffffL;
    }

    @Operation
    @Access(bytes = 8, base = "base", displacement = "displacement")
    public static long load64(Memory memory, long base, long displacement) {
        return memory.readLong(base + displacement);
    }

    @Operation
    @Access(bytes = 1, base = "base", displacement = "displacement")
    public static long loadSigned8(Memory memory, long base, long displacement) {
        return memory.readByte(base + displacement);
    }

    @Operation
    @Access(bytes = 2, base = "base", displacement = "displacement")
    public static long loadSigned16(Memory memory, long base, long displacement) {
        return memory.readShort(base + displacement);
    }

    @Operation
    @Access(bytes = 4, base = "base", displacement = "displacement")
    public static long loadSigned32(Memory memory, long base, long displacement) {
        return memory.readInt(base + displacement);
    }

    @Operation
    @Access(bytes = 1, write = true, base = "base", displacement = "displacement")
    public static void store8(Memory memory, long base, long displacement, long value) {
        memory.writeByte(base + displacement, (byte) value);
    }

    @Operation
    @Access(bytes = 2, write = true, base = "base", displacement = "displacement")
    public static void store16(Memory memory, long base, long displacement, long value) {
        memory.writeShort(base + displacement, (short) value);
    }

    @Operation
    @Access(bytes = 4, write = true, base = "base", displacement = "displacement")
    public static void store32(Memory memory, long base, long displacement, long value) {
        memory.writeInt(base + displacement, (int) value);
    }

    @Operation
    @Access(bytes = 8, write = true, base = "base", displacement = "displacement")
    public static void store64(Memory memory, long base, long displacement, long value) {
        memory.writeLong(base + displacement, value);
    }
}
