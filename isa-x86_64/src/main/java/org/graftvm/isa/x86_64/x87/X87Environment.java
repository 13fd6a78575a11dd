package org.graftvm.isa.x86_64.x87;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.fp.ExtendedUnit;

/**
 * Environment and state in memory (SDM volume 1, 8.1.10): seven words of 32 bits, or 16 with an operand-size prefix, then for
 * FNSAVE and FRSTOR the registers of ten bytes each. Selectors of code and data are zero, as on CPUs that do not keep them.
 */
public final class X87Environment {
    private static final int WORDS = 7;
    private static final int REGISTERS = 80;

    private static final int VALID = 0;
    private static final int ZERO = 1;
    private static final int SPECIAL = 2;
    private static final int EMPTY = 3;

    private X87Environment() {}

    /** FNSTENV; masks all exceptions. */
    @TruffleBoundary
    public static void store(X87State x87, GuestMemory memory, long address, int wordBytes) {
        memory.checkRange(address, (long) WORDS * wordBytes, Access.WRITE);
        write(x87, memory, address, wordBytes);
        x87.setControl(x87.control() | X87State.EXCEPTIONS);
    }

    /** FNSAVE; initializes. */
    @TruffleBoundary
    public static void save(X87State x87, GuestMemory memory, long address, int wordBytes) {
        memory.checkRange(address, (long) WORDS * wordBytes + REGISTERS, Access.WRITE);
        write(x87, memory, address, wordBytes);
        long at = address + (long) WORDS * wordBytes;
        for (int i = 0; i < 8; i++) {
            memory.writeLong(at + 10L * i, x87.significand(i));
            memory.writeShort(at + 10L * i + 8, (short) x87.signExponent(i));
        }
        x87.initialize();
    }

    private static void write(X87State x87, GuestMemory memory, long at, int wordBytes) {
        // Halves of words that hold nothing are ones.
        int[] words = {
            x87.control() | 0xffff_0000,
            x87.status() | 0xffff_0000,
            tags(x87) | 0xffff_0000,
            (int) x87.instructionPointer(),
            x87.opcode() << 16,
            (int) x87.dataPointer(),
            0xffff_0000
        };
        for (int i = 0; i < WORDS; i++) {
            if (wordBytes == 4) {
                memory.writeInt(at + 4L * i, words[i]);
            } else {
                memory.writeShort(at + 2L * i, i == 4 ? 0 : (short) words[i]);
            }
        }
    }

    /** FLDENV. */
    @TruffleBoundary
    public static void load(X87State x87, GuestMemory memory, long address, int wordBytes) {
        x87.await();
        memory.checkRange(address, (long) WORDS * wordBytes, Access.READ);
        read(x87, memory, address, wordBytes);
    }

    /** FRSTOR. */
    @TruffleBoundary
    public static void restore(X87State x87, GuestMemory memory, long address, int wordBytes) {
        x87.await();
        memory.checkRange(address, (long) WORDS * wordBytes + REGISTERS, Access.READ);
        read(x87, memory, address, wordBytes);
        long at = address + (long) WORDS * wordBytes;
        for (int i = 0; i < 8; i++) {
            x87.set(i, memory.readShort(at + 10L * i + 8), memory.readLong(at + 10L * i));
        }
    }

    private static void read(X87State x87, GuestMemory memory, long at, int wordBytes) {
        x87.setControl(memory.readShort(at));
        x87.setStatus(memory.readShort(at + wordBytes));
        int tags = memory.readShort(at + 2L * wordBytes);
        int full = 0;
        for (int i = 0; i < 8; i++) {
            full |= (tags >> 2 * i & 3) == EMPTY ? 0 : 1 << i;
        }
        x87.setFull(full);
        if (wordBytes == 4) {
            x87.setPointers(
                    memory.readInt(at + 12) & 0xffff_ffffL,
                    memory.readInt(at + 20) & 0xffff_ffffL,
                    memory.readShort(at + 18));
        } else {
            x87.setPointers(memory.readShort(at + 6) & 0xffff, memory.readShort(at + 10) & 0xffff, 0);
        }
    }

    /** Two bits for each register, by number. */
    private static int tags(X87State x87) {
        int tags = 0;
        for (int i = 0; i < 8; i++) {
            int number = x87.number(i);
            tags |= (x87.isEmpty(i) ? EMPTY : tag(x87.signExponent(i), x87.significand(i))) << 2 * number;
        }
        return tags;
    }

    private static int tag(int signExponent, long significand) {
        if (ExtendedUnit.isZero(signExponent, significand)) {
            return ZERO;
        }
        boolean normal = (signExponent & 0x7fff) != 0 && (signExponent & 0x7fff) != 0x7fff && significand < 0;
        return normal ? VALID : SPECIAL;
    }
}
