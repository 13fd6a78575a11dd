package org.graftvm.machine;

/**
 * Guest memory as instruction methods see it: little-endian, any alignment, every access checked.
 *
 * <p>Addresses are guest virtual addresses. An access to a page that is unmapped or lacks the permission raises
 * {@link GuestFault} with a {@link Trap.MemoryFault}; nothing was written then. Atomic accesses need natural alignment
 * and raise {@link Trap.Misaligned} otherwise.
 *
 * <p>Two implementations exist: {@link GuestMemory}, and the engine's variant for partial evaluation, whose slow path
 * deoptimizes.
 */
public abstract class Memory {
    public abstract byte readByte(long address);

    public abstract short readShort(long address);

    public abstract int readInt(long address);

    public abstract long readLong(long address);

    public abstract void writeByte(long address, byte value);

    public abstract void writeShort(long address, short value);

    public abstract void writeInt(long address, int value);

    public abstract void writeLong(long address, long value);

    // Atomics are sequentially consistent; each returns the value that was there before.

    public abstract int compareAndExchangeInt(long address, int expected, int replacement);

    public abstract long compareAndExchangeLong(long address, long expected, long replacement);

    /** Atomically applies {@code operation} to the 32-bit word at {@code address}. */
    public abstract int getAndUpdateInt(long address, AtomicOperation operation, int operand);

    /** Atomically applies {@code operation} to the 64-bit word at {@code address}. */
    public abstract long getAndUpdateLong(long address, AtomicOperation operation, long operand);

    /** Checks that {@code size} bytes at {@code address} may be accessed, without accessing them. */
    public abstract void check(long address, int size, Access access);

    /** What an access does. */
    public enum Access {
        READ,
        WRITE,
        EXECUTE
    }

    /** Read-modify-write operations that all ISAs know. */
    public enum AtomicOperation {
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
