package org.graftvm.isa.x86_64.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.machine.Memory.AtomicOperation;
import org.graftvm.spec.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Atomic read-modify-write of 1, 2, 4 or 8 bytes. They are part of the aligned eight bytes around them, which are compared and
 * exchanged as a whole, so that any alignment within these works; across them the access is a split lock, which raises an
 * alignment trap as on Linux with {@code split_lock_detect=fatal}.
 */
final class Locked {
    private static final LockedOperation[] OPERATIONS = LockedOperation.values();

    private Locked() {}

    @Operation
    static long plusCarry(long b, long carry) {
        return b + (carry >>> 63);
    }

    /** Returns the value before, with zeros above. */
    @Operation
    static long update(Memory memory, long address, long operand, int bits, int operation) {
        if (bits == 64) {
            AtomicOperation direct = direct(OPERATIONS[operation]);
            if (direct != null) {
                long value = OPERATIONS[operation] == LockedOperation.SUBTRACT ? -operand : operand;
                return memory.getAndUpdateLong(address, direct, value);
            }
        }
        while (true) {
            long old = read(memory, address, bits);
            if (exchange(memory, address, old, OPERATIONS[operation].apply(old, operand), bits)) {
                return old;
            }
        }
    }

    private static @Nullable AtomicOperation direct(LockedOperation operation) {
        return switch (operation) {
            case SWAP -> AtomicOperation.SWAP;
            case ADD, SUBTRACT -> AtomicOperation.ADD;
            case AND -> AtomicOperation.AND;
            case OR -> AtomicOperation.OR;
            case XOR -> AtomicOperation.XOR;
            case NEGATE -> null;
        };
    }

    /**
     * Replaces {@code expected} by {@code replacement} if it is there.
     *
     * @return the value that was there, with zeros above
     */
    @Operation
    static long compareAndExchange(Memory memory, long address, long expected, long replacement, int bits) {
        while (true) {
            long old = read(memory, address, bits);
            // A failing comparison writes the old value back: the page has to be writable either way.
            long value = old == (expected & Lowering.mask(bits)) ? replacement : old;
            if (exchange(memory, address, old, value, bits)) {
                return old;
            }
        }
    }

    private static long read(Memory memory, long address, int bits) {
        long word = memory.readLong(aligned(memory, address, bits));
        return word >>> shift(address) & Lowering.mask(bits);
    }

    private static boolean exchange(Memory memory, long address, long expected, long replacement, int bits) {
        long at = aligned(memory, address, bits);
        int shift = shift(address);
        long mask = Lowering.mask(bits) << shift;
        long word = memory.readLong(at);
        if ((word & mask) != expected << shift) {
            return false;
        }
        return memory.compareAndExchangeLong(at, word, word & ~mask | replacement << shift & mask) == word;
    }

    /** Address of the eight bytes around the operand. */
    private static long aligned(Memory memory, long address, int bits) {
        long at = address & -8;
        if (address - at + bits / 8 > 8) {
            // Misaligned for any size: the access that raises the trap.
            memory.compareAndExchangeLong(address | 1, 0, 0);
        }
        return at;
    }

    private static int shift(long address) {
        return (int) (address & 7) * 8;
    }
}
