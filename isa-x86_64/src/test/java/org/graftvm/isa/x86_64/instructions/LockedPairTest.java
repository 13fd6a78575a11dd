package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.AtomicOperation;
import org.junit.jupiter.api.Test;

/** CMPXCHG16B of several threads, and of atomic accesses of eight bytes among them, loses nothing. */
class LockedPairTest {
    private static final long ADDRESS = 0x1_0000;
    private static final int ROUNDS = 20_000;

    @Test
    void exchangesAreAtomicAmongThemselves() throws InterruptedException {
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(ADDRESS, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            join(IntStream.range(0, 4)
                    .mapToObj(_ -> Thread.ofPlatform().start(() -> count(memory, 1, 3)))
                    .toList());
            assertEquals(4L * ROUNDS, memory.readLong(ADDRESS));
            assertEquals(12L * ROUNDS, memory.readLong(ADDRESS + 8));
        }
    }

    @Test
    void additionsToAHalfAreNotLost() throws InterruptedException {
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(ADDRESS, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            Thread pairs = Thread.ofPlatform().start(() -> count(memory, 1, 1));
            Thread high = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    memory.getAndUpdateLong(ADDRESS + 8, AtomicOperation.ADD, 1 << 20);
                }
            });
            join(List.of(pairs, high));
            assertEquals(ROUNDS, memory.readLong(ADDRESS));
            assertEquals(ROUNDS + ((long) ROUNDS << 20), memory.readLong(ADDRESS + 8));
        }
    }

    /** Adds to both halves at once, again and again. */
    private static void count(GuestMemory memory, long toLow, long toHigh) {
        X86Cpu cpu = new X86Cpu(memory, _ -> false);
        for (int i = 0; i < ROUNDS; i++) {
            long low;
            long high;
            long seenLow = 0;
            long seenHigh = 0;
            do {
                low = seenLow;
                high = seenHigh;
                seenLow = LockedPair.compareAndExchange(cpu, ADDRESS, low, high, low + toLow, high + toHigh);
                seenHigh = cpu.second;
            } while (seenLow != low || seenHigh != high);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
