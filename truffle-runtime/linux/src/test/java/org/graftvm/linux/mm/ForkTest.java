package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MAP_PRIVATE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_SHARED;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_MAYMOVE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Address spaces that were forked from each other, against a model that copies everything at once. */
class ForkTest {
    private static final int PAGE = AddressSpace.PAGE;
    private static final int READ_WRITE = PROT_READ | PROT_WRITE;
    private static final long WINDOW = 1L << 30;
    private static final long START = 0x100_0000;
    private static final int PAGES = 48;
    private static final long SHARED = 0x200_0000;
    private static final int SHARED_PAGES = 8;
    private static final int MOST_SPACES = 6;
    private static final int STEPS = 4_000;
    private static final int UNMAPPED = -1;

    /** An address space and what its pages hold: a value at the start of each, or {@link #UNMAPPED}. */
    private record Side(AddressSpace space, int[] values, boolean[] writable) {
        Side fork() {
            return new Side(space.fork(GuestMemory.reserve(WINDOW)), values.clone(), writable.clone());
        }
    }

    private final List<Side> sides = new ArrayList<>();
    private final int[] shared = new int[SHARED_PAGES];

    @AfterEach
    void close() {
        sides.forEach(side -> side.space.close());
    }

    private static long address(int page) {
        return START + (long) page * PAGE;
    }

    private static void map(AddressSpace space, long start, long pages, int kind) {
        space.map(start, pages * PAGE, READ_WRITE, kind | MAP_ANONYMOUS | MAP_FIXED, null, 0);
    }

    private void start() {
        AddressSpace space = new AddressSpace(GuestMemory.reserve(WINDOW), 64 << 20);
        map(space, START, PAGES, MAP_PRIVATE);
        map(space, SHARED, SHARED_PAGES, MAP_SHARED);
        boolean[] writable = new boolean[PAGES];
        Arrays.fill(writable, true);
        sides.add(new Side(space, new int[PAGES], writable));
    }

    @Test
    void randomly() {
        long seed = Long.getLong("graft.seed", System.nanoTime());
        String message = "-Dgraft.seed=" + seed;
        Random random = new Random(seed);
        start();
        for (int step = 0; step < STEPS; step++) {
            Side side = sides.get(random.nextInt(sides.size()));
            int page = random.nextInt(PAGES);
            int count = 1 + random.nextInt(Math.min(6, PAGES - page));
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (sides.size() < MOST_SPACES) {
                        sides.add(side.fork());
                    }
                }
                case 1 -> {
                    if (sides.size() > 1) {
                        sides.remove(side);
                        side.space.close();
                    }
                }
                case 2 -> remap(side, page, count);
                case 3 -> {
                    side.space.unmap(address(page), (long) count * PAGE);
                    Arrays.fill(side.values, page, page + count, UNMAPPED);
                }
                case 4 -> {
                    map(side.space, address(page), count, MAP_PRIVATE);
                    Arrays.fill(side.values, page, page + count, 0);
                    Arrays.fill(side.writable, page, page + count, true);
                }
                case 5 -> protect(side, page, count, random.nextBoolean());
                case 6 -> discard(side, page, count);
                case 7 -> {
                    int at = random.nextInt(SHARED_PAGES);
                    shared[at] = random.nextInt();
                    side.space.memory().writeInt(SHARED + (long) at * PAGE, shared[at]);
                }
                default -> write(side, page, random.nextInt(), message);
            }
            look(sides.get(random.nextInt(sides.size())), random.nextInt(PAGES), message);
        }
        for (Side side : sides) {
            for (int page = 0; page < PAGES; page++) {
                look(side, page, message);
            }
            for (int page = 0; page < SHARED_PAGES; page++) {
                assertEquals(shared[page], side.space.memory().readInt(SHARED + (long) page * PAGE), message);
            }
        }
    }

    private static void write(Side side, int page, int value, String message) {
        GuestMemory memory = side.space.memory();
        if (side.values[page] == UNMAPPED || !side.writable[page]) {
            assertThrows(GuestFault.class, () -> memory.writeInt(address(page), value), message);
        } else {
            memory.writeInt(address(page), value & Integer.MAX_VALUE);
            side.values[page] = value & Integer.MAX_VALUE;
        }
    }

    private static void look(Side side, int page, String message) {
        GuestMemory memory = side.space.memory();
        if (side.values[page] == UNMAPPED) {
            assertThrows(GuestFault.class, () -> memory.readInt(address(page)), message);
        } else {
            assertEquals(side.values[page], memory.readInt(address(page)), message);
        }
    }

    private static void protect(Side side, int page, int count, boolean writable) {
        for (int i = page; i < page + count; i++) {
            if (side.values[i] != UNMAPPED) {
                side.space.protect(address(i), PAGE, writable ? READ_WRITE : PROT_READ);
                side.writable[i] = writable;
            }
        }
    }

    private static void discard(Side side, int page, int count) {
        for (int i = page; i < page + count; i++) {
            if (side.values[i] != UNMAPPED) {
                side.space.discard(address(i), PAGE);
                side.values[i] = 0;
            }
        }
    }

    /** Moves one page over others. */
    private static void remap(Side side, int page, int count) {
        int target = page + count - 1;
        if (target == page || side.values[page] == UNMAPPED) {
            return;
        }
        side.space.remap(address(page), PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, address(target));
        side.values[target] = side.values[page];
        side.writable[target] = side.writable[page];
        side.values[page] = UNMAPPED;
    }

    @Test
    void chainsOfAncestorsThatAreGone() {
        start();
        Side first = sides.getFirst();
        write(first, 1, 11, "");
        Side second = first.fork();
        Side third = second.fork();
        Side fourth = third.fork();
        sides.addAll(List.of(second, third, fourth));
        write(second, 2, 22, "");
        for (Side gone : List.of(second, first, third)) {
            gone.space.close();
            sides.remove(gone);
        }
        look(fourth, 1, "");
        look(fourth, 2, "");
        write(fourth, 1, 44, "");
        look(fourth, 1, "");
    }

    @Test
    void memoryOfTwoProcessesLivesAsLongAsOneOfThem() {
        start();
        Side side = sides.getFirst();
        write(side, 0, 5, "");
        side.space.share().close();
        look(side, 0, "");
    }

    @Test
    void placesOfSharedMemoryAreTheSameEverywhere() {
        start();
        AddressSpace parent = sides.getFirst().space;
        Side child = sides.getFirst().fork();
        sides.add(child);
        assertEquals(parent.place(SHARED + 8), child.space.place(SHARED + 8));
        assertEquals(new Place(parent, START), parent.place(START));
        assertEquals(new Place(child.space, START), child.space.place(START));
    }
}
