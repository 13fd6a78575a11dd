package org.graftvm.machine;

import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Memory.AtomicOperation;

/**
 * Atomic operations of 1, 2, 4 or 8 bytes at aligned addresses. Those of fewer than four bytes are part of the word around them, which
 * is compared and exchanged as a whole. Values have zeros above their size.
 */
public final class NarrowAtomics {
    private NarrowAtomics() {}

    /**
     * Replaces {@code expected} by {@code replacement} if it is there; bits above the size do not matter.
     *
     * @return the value that was there
     * @throws GuestFault where the address is not aligned, or may not be written
     */
    public static long compareAndExchange(Memory memory, long address, long expected, long replacement, int bytes) {
        if (bytes == 8) {
            return memory.compareAndExchangeLong(address, expected, replacement);
        }
        if (bytes == 4) {
            return Integer.toUnsignedLong(memory.compareAndExchangeInt(address, (int) expected, (int) replacement));
        }
        int mask = (1 << 8 * bytes) - 1;
        while (true) {
            int word = readAround(memory, address, bytes);
            int old = word >>> shift(address) & mask;
            int value = old == ((int) expected & mask) ? (int) replacement & mask : old;
            if (exchange(memory, address, word, value, mask)) {
                return old;
            }
        }
    }

    /**
     * Applies an operation; bits of the operand above the size do not matter.
     *
     * @return the value that was there before
     * @throws GuestFault where the address is not aligned, or may not be written
     */
    public static long getAndUpdate(Memory memory, long address, AtomicOperation operation, long operand, int bytes) {
        if (bytes == 8) {
            return memory.getAndUpdateLong(address, operation, operand);
        }
        if (bytes == 4) {
            return Integer.toUnsignedLong(memory.getAndUpdateInt(address, operation, (int) operand));
        }
        int mask = (1 << 8 * bytes) - 1;
        while (true) {
            int word = readAround(memory, address, bytes);
            int old = word >>> shift(address) & mask;
            if (exchange(memory, address, word, apply(operation, old, (int) operand & mask, bytes), mask)) {
                return old;
            }
        }
    }

    /** The word of which the operand is a part. */
    private static int readAround(Memory memory, long address, int bytes) {
        if (!memory.isAligned(address, bytes)) {
            throw new GuestFault(new Trap.Misaligned(address, Access.WRITE));
        }
        return memory.readInt(address & -4);
    }

    private static boolean exchange(Memory memory, long address, int word, int value, int mask) {
        int shift = shift(address);
        int replacement = word & ~(mask << shift) | (value & mask) << shift;
        return memory.compareAndExchangeInt(address & -4, word, replacement) == word;
    }

    private static int shift(long address) {
        return (int) (address & 3) * 8;
    }

    /** Operands have zeros above. */
    private static int apply(AtomicOperation operation, int old, int operand, int bytes) {
        int unused = 32 - 8 * bytes;
        boolean less = old << unused < operand << unused;
        return switch (operation) {
            case SWAP -> operand;
            case ADD -> old + operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case MIN -> less ? old : operand;
            case MAX -> less ? operand : old;
            case MIN_UNSIGNED -> Math.min(old, operand);
            case MAX_UNSIGNED -> Math.max(old, operand);
        };
    }
}
