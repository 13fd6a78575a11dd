package org.graftvm.machine;

import jdk.incubator.vector.LongVector;

/**
 * Guest memory as instruction methods see it: little-endian, any alignment, every access checked.
 *
 * <p>Addresses are guest virtual addresses. An access to a page that is unmapped or lacks the permission raises
 * {@link GuestFault} with a {@link Trap.MemoryFault}; nothing was written then. Atomic accesses need natural alignment
 * and raise {@link Trap.Misaligned} otherwise.
 *
 * <p>{@link WindowMemory} is the one that translated code uses.
 */
public interface Memory {
    byte readByte(long address);

    short readShort(long address);

    int readInt(long address);

    long readLong(long address);

    void writeByte(long address, byte value);

    void writeShort(long address, short value);

    void writeInt(long address, int value);

    void writeLong(long address, long value);

    // Vectors are for partially evaluated code, where they are values of the host's vector registers.

    /** Reads 16 bytes. */
    default LongVector readVector(long address) {
        return VectorAccessNative.join(readLong(address), readLong(address + Long.BYTES));
    }

    /** Writes 16 bytes. */
    default void writeVector(long address, LongVector value) {
        check(address, 2 * Long.BYTES, Access.WRITE); // Where the second half faults, nothing is written.
        writeLong(address, value.lane(0));
        writeLong(address + Long.BYTES, value.lane(1));
    }

    // Atomics are sequentially consistent; each returns the value that was there before.

    int compareAndExchangeInt(long address, int expected, int replacement);

    long compareAndExchangeLong(long address, long expected, long replacement);

    /** Atomically applies {@code operation} to the 32-bit word at {@code address}. */
    int getAndUpdateInt(long address, AtomicOperation operation, int operand);

    /** Atomically applies {@code operation} to the 64-bit word at {@code address}. */
    long getAndUpdateLong(long address, AtomicOperation operation, long operand);

    /** Checks that {@code size} bytes at {@code address} may be accessed, without accessing them. */
    void check(long address, int size, Access access);

    /**
     * Whether an address is a multiple of a size, a power of two. Where that is known from a check before, it is true
     * without a look.
     */
    default boolean isAligned(long address, int size) {
        return (address & size - 1) == 0;
    }

    /** What an access does. */
    enum Access {
        READ,
        WRITE,
        EXECUTE
    }

    /** Read-modify-write operations that all ISAs know. */
    enum AtomicOperation {
        SWAP,
        ADD,
        AND,
        OR,
        XOR,
        MIN,
        MAX,
        MIN_UNSIGNED,
        MAX_UNSIGNED
    }
}
