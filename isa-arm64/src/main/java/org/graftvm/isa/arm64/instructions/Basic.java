package org.graftvm.isa.arm64.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Operation;

/** Operations that most instructions have in common: copies, extensions, addresses, loads and stores. */
final class Basic {
    private Basic() {}

    @Operation
    static long move(long value) {
        return value;
    }

    @Operation
    static long plus(long a, long b) {
        return a + b;
    }

    @Operation
    static long minus(long a, long b) {
        return a - b;
    }

    // Casts rather than shifts: of these both compilers make the host's narrow instructions.

    @Operation
    static long extendByte(long value) {
        return (byte) value;
    }

    @Operation
    static long extendShort(long value) {
        return (short) value;
    }

    @Operation
    static long extendInt(long value) {
        return (int) value;
    }

    /** Replaces the bits of {@code mask} by those of {@code value}. */
    @Operation
    static long merge(long old, long value, long mask) {
        return old & ~mask | value & mask;
    }

    // ---- loads and stores ----

    @Operation
    @Access(bytes = 1, base = "base", displacement = "displacement")
    static long load8(Memory memory, long base, long displacement) {
        return memory.readByte(base + displacement) & 0xff;
    }

    @Operation
    @Access(bytes = 2, base = "base", displacement = "displacement")
    static long load16(Memory memory, long base, long displacement) {
        return memory.readShort(base + displacement) & 0xffff;
    }

    @Operation
    @Access(bytes = 4, base = "base", displacement = "displacement")
    static long load32(Memory memory, long base, long displacement) {
        return memory.readInt(base + displacement) & 0xffff_ffffL;
    }

    @Operation
    @Access(bytes = 8, base = "base", displacement = "displacement")
    static long load64(Memory memory, long base, long displacement) {
        return memory.readLong(base + displacement);
    }

    @Operation
    @Access(bytes = 1, base = "base", displacement = "displacement")
    static long loadSigned8(Memory memory, long base, long displacement) {
        return memory.readByte(base + displacement);
    }

    @Operation
    @Access(bytes = 2, base = "base", displacement = "displacement")
    static long loadSigned16(Memory memory, long base, long displacement) {
        return memory.readShort(base + displacement);
    }

    @Operation
    @Access(bytes = 4, base = "base", displacement = "displacement")
    static long loadSigned32(Memory memory, long base, long displacement) {
        return memory.readInt(base + displacement);
    }

    @Operation
    @Access(bytes = 1, write = true, base = "base", displacement = "displacement")
    static void store8(Memory memory, long base, long displacement, long value) {
        memory.writeByte(base + displacement, (byte) value);
    }

    @Operation
    @Access(bytes = 2, write = true, base = "base", displacement = "displacement")
    static void store16(Memory memory, long base, long displacement, long value) {
        memory.writeShort(base + displacement, (short) value);
    }

    @Operation
    @Access(bytes = 4, write = true, base = "base", displacement = "displacement")
    static void store32(Memory memory, long base, long displacement, long value) {
        memory.writeInt(base + displacement, (int) value);
    }

    @Operation
    @Access(bytes = 8, write = true, base = "base", displacement = "displacement")
    static void store64(Memory memory, long base, long displacement, long value) {
        memory.writeLong(base + displacement, value);
    }
}
