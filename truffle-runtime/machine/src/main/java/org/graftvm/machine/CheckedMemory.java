package org.graftvm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The whole of an access to guest memory, without a fast path: accesses that cross pages, store into translated code, fault
 * or are atomic.
 */
final class CheckedMemory implements Memory {
    private static final VarHandle ATOMIC_INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final VarHandle ATOMIC_LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private final GuestMemory memory;
    private final MemorySegment window;

    CheckedMemory(GuestMemory memory, MemorySegment window) {
        this.memory = memory;
        this.window = window;
    }

    @Override
    public byte readByte(long address) {
        memory.checkRange(address, 1, Access.READ);
        return window.get(ValueLayout.JAVA_BYTE, address);
    }

    @Override
    public short readShort(long address) {
        memory.checkRange(address, 2, Access.READ);
        return window.get(GuestMemory.SHORT, address);
    }

    @Override
    public int readInt(long address) {
        memory.checkRange(address, 4, Access.READ);
        return window.get(GuestMemory.INT, address);
    }

    @Override
    public long readLong(long address) {
        memory.checkRange(address, 8, Access.READ);
        return window.get(GuestMemory.LONG, address);
    }

    @Override
    public void writeByte(long address, byte value) {
        memory.checkRange(address, 1, Access.WRITE);
        boolean nearCode = memory.beginStore(address, 1);
        window.set(ValueLayout.JAVA_BYTE, address, value);
        memory.endStore(nearCode, address, 1);
    }

    @Override
    public void writeShort(long address, short value) {
        memory.checkRange(address, 2, Access.WRITE);
        boolean nearCode = memory.beginStore(address, 2);
        window.set(GuestMemory.SHORT, address, value);
        memory.endStore(nearCode, address, 2);
    }

    @Override
    public void writeInt(long address, int value) {
        memory.checkRange(address, 4, Access.WRITE);
        boolean nearCode = memory.beginStore(address, 4);
        window.set(GuestMemory.INT, address, value);
        memory.endStore(nearCode, address, 4);
    }

    @Override
    public void writeLong(long address, long value) {
        memory.checkRange(address, 8, Access.WRITE);
        boolean nearCode = memory.beginStore(address, 8);
        window.set(GuestMemory.LONG, address, value);
        memory.endStore(nearCode, address, 8);
    }

    @Override
    public void check(long address, int size, Access access) {
        memory.checkRange(address, size, access);
    }

    private void checkAtomic(long address, int size) {
        if ((address & (size - 1)) != 0) {
            throw new GuestFault(new Trap.Misaligned(address, Access.WRITE));
        }
        int needed = GuestMemory.READ | GuestMemory.WRITE;
        if ((memory.permissionsAt(address) & needed) != needed) {
            check(address, size, Access.WRITE);
            check(address, size, Access.READ);
        }
    }

    @Override
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        checkAtomic(address, 4);
        boolean nearCode = memory.beginStore(address, 4);
        int old = (int) ATOMIC_INT.compareAndExchange(window, address, expected, replacement);
        memory.endStore(nearCode, address, 4);
        return old;
    }

    @Override
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        checkAtomic(address, 8);
        boolean nearCode = memory.beginStore(address, 8);
        long old = (long) ATOMIC_LONG.compareAndExchange(window, address, expected, replacement);
        memory.endStore(nearCode, address, 8);
        return old;
    }

    @Override
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        checkAtomic(address, 4);
        boolean nearCode = memory.beginStore(address, 4);
        int old = update(address, operation, operand);
        memory.endStore(nearCode, address, 4);
        return old;
    }

    private int update(long address, AtomicOperation operation, int operand) {
        return switch (operation) {
            case SWAP -> (int) ATOMIC_INT.getAndSet(window, address, operand);
            case ADD -> (int) ATOMIC_INT.getAndAdd(window, address, operand);
            case AND -> (int) ATOMIC_INT.getAndBitwiseAnd(window, address, operand);
            case OR -> (int) ATOMIC_INT.getAndBitwiseOr(window, address, operand);
            case XOR -> (int) ATOMIC_INT.getAndBitwiseXor(window, address, operand);
            default -> {
                int old = (int) ATOMIC_INT.getVolatile(window, address);
                while (true) {
                    int seen = (int) ATOMIC_INT.compareAndExchange(window, address, old, pick(operation, old, operand));
                    if (seen == old) {
                        yield old;
                    }
                    old = seen;
                }
            }
        };
    }

    @Override
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        checkAtomic(address, 8);
        boolean nearCode = memory.beginStore(address, 8);
        long old = update(address, operation, operand);
        memory.endStore(nearCode, address, 8);
        return old;
    }

    private long update(long address, AtomicOperation operation, long operand) {
        return switch (operation) {
            case SWAP -> (long) ATOMIC_LONG.getAndSet(window, address, operand);
            case ADD -> (long) ATOMIC_LONG.getAndAdd(window, address, operand);
            case AND -> (long) ATOMIC_LONG.getAndBitwiseAnd(window, address, operand);
            case OR -> (long) ATOMIC_LONG.getAndBitwiseOr(window, address, operand);
            case XOR -> (long) ATOMIC_LONG.getAndBitwiseXor(window, address, operand);
            default -> {
                long old = (long) ATOMIC_LONG.getVolatile(window, address);
                while (true) {
                    long seen =
                            (long) ATOMIC_LONG.compareAndExchange(window, address, old, pick(operation, old, operand));
                    if (seen == old) {
                        yield old;
                    }
                    old = seen;
                }
            }
        };
    }

    private static int pick(AtomicOperation operation, int a, int b) {
        return switch (operation) {
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case MIN_UNSIGNED -> Integer.compareUnsigned(a, b) <= 0 ? a : b;
            case MAX_UNSIGNED -> Integer.compareUnsigned(a, b) >= 0 ? a : b;
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    private static long pick(AtomicOperation operation, long a, long b) {
        return switch (operation) {
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case MIN_UNSIGNED -> Long.compareUnsigned(a, b) <= 0 ? a : b;
            case MAX_UNSIGNED -> Long.compareUnsigned(a, b) >= 0 ? a : b;
            default -> throw new IllegalArgumentException(operation.name());
        };
    }
}
