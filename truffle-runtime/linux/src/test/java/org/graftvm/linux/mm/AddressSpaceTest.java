package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED_NOREPLACE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_PRIVATE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_SHARED;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_MAYMOVE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_NONE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AddressSpaceTest {
    private static final int PAGE = AddressSpace.PAGE;
    private static final int READ_WRITE = PROT_READ | PROT_WRITE;
    private static final int ANONYMOUS = MAP_PRIVATE | MAP_ANONYMOUS;
    private static final long LIMIT = 64 << 20;

    private final GuestMemory memory = GuestMemory.reserve(1L << 30);
    private final AddressSpace space = new AddressSpace(memory, LIMIT);

    @AfterEach
    void close() {
        space.close();
    }

    private long map(long wish, long pages, int protection, int flags) {
        return space.map(wish, pages * PAGE, protection, ANONYMOUS | flags, null, 0);
    }

    private static void fails(Errno errno, Executable action) {
        assertEquals(errno, assertThrows(LinuxException.class, action).errno());
    }

    @Test
    void placesFromTheTopDown() {
        long first = map(0, 1, READ_WRITE, 0);
        long second = map(0, 2, PROT_READ, 0);
        assertEquals(space.mmapBase() - PAGE, first);
        assertEquals(first - 2 * PAGE, second);
        space.unmap(first, PAGE);
        assertEquals(first, map(0, 1, PROT_READ, 0));
    }

    @Test
    void honoursAFreeHint() {
        assertEquals(0x500000, map(0x500000, 1, READ_WRITE, 0));
        assertNotEquals(0x500000, map(0x500000, 1, READ_WRITE, 0));
    }

    @Test
    void fixedReplacesAndNoReplaceRefuses() {
        long at = map(0x500000, 4, READ_WRITE, MAP_FIXED);
        memory.writeLong(at + PAGE, 7);
        fails(Errno.EEXIST, () -> map(at + 3 * PAGE, 2, READ_WRITE, MAP_FIXED_NOREPLACE));
        map(at + PAGE, 1, READ_WRITE, MAP_FIXED);
        assertEquals(0, memory.readLong(at + PAGE));
    }

    @Test
    void refusesWhatLinuxRefuses() {
        fails(Errno.EINVAL, () -> map(0, 0, READ_WRITE, 0));
        fails(Errno.EINVAL, () -> map(0x500001, 1, READ_WRITE, MAP_FIXED));
        fails(Errno.EPERM, () -> map(0x1000, 1, READ_WRITE, MAP_FIXED));
        fails(Errno.ENOMEM, () -> map(space.top(), 1, READ_WRITE, MAP_FIXED));
        fails(Errno.ENOMEM, () -> map(0, 1L << 40, PROT_NONE, 0));
        fails(Errno.EINVAL, () -> space.map(0, PAGE, READ_WRITE, MAP_ANONYMOUS, null, 0));
        fails(Errno.EBADF, () -> space.map(0, PAGE, READ_WRITE, MAP_PRIVATE, null, 0));
        fails(Errno.EINVAL, () -> space.unmap(0x500001, PAGE));
        fails(Errno.ENOMEM, () -> space.protect(0x500000, PAGE, PROT_READ));
    }

    @Test
    void protectionIsEnforcedAndSplitsAreas() {
        long at = map(0x500000, 3, READ_WRITE, 0);
        space.protect(at + PAGE, PAGE, PROT_READ);
        assertEquals(3, space.snapshot().size());
        memory.writeByte(at, (byte) 1);
        assertThrows(GuestFault.class, () -> memory.writeByte(at + PAGE, (byte) 1));
        assertEquals(FaultReason.NO_PERMISSION, space.faultReason(at + PAGE, Access.WRITE));
        space.protect(at + PAGE, PAGE, READ_WRITE);
        assertEquals(1, space.snapshot().size());
        space.unmap(at + PAGE, PAGE);
        assertEquals(FaultReason.NOT_MAPPED, space.faultReason(at + PAGE, Access.READ));
        assertThrows(GuestFault.class, () -> memory.readByte(at + PAGE));
        assertEquals(2, space.snapshot().size());
    }

    @Test
    void limitCountsPrivateWritableMemory() {
        map(0, LIMIT / PAGE / 2, READ_WRITE, 0);
        long reserved = map(0, LIMIT / PAGE, PROT_NONE, 0);
        fails(Errno.ENOMEM, () -> map(0, LIMIT / PAGE / 2 + 1, READ_WRITE, 0));
        fails(Errno.ENOMEM, () -> space.protect(reserved, LIMIT, READ_WRITE));
        space.protect(reserved, LIMIT / 2, READ_WRITE);
        fails(Errno.ENOMEM, () -> map(0, 1, READ_WRITE, 0));
    }

    @Test
    void heapGrowsAndShrinks() {
        space.setHeapStart(0x200010);
        long start = space.brk(0);
        assertEquals(0x201000, start);
        assertEquals(start + 5000, space.brk(start + 5000));
        memory.writeByte(start + 2 * PAGE - 1, (byte) 1);
        assertThrows(GuestFault.class, () -> memory.writeByte(start + 2 * PAGE, (byte) 1));
        assertEquals(start + 10, space.brk(start + 10));
        assertEquals(start + 5000, space.brk(start + 5000));
        assertEquals(0, memory.readByte(start + 2 * PAGE - 1));
        map(start + 4 * PAGE, 1, READ_WRITE, MAP_FIXED);
        assertEquals(start + 5000, space.brk(start + 5 * PAGE));
    }

    @Test
    void stackGrowsOnDemandToItsLimit() {
        long top = space.mapStack(1 << 20, false);
        memory.writeLong(top - 8, 1);
        memory.writeLong(top - (1 << 20), 2);
        assertThrows(GuestFault.class, () -> memory.writeLong(top - (1 << 20) - 8, 3));
        assertEquals(1, space.snapshot().size());
        assertTrue(space.maps().contains("[stack]"));
    }

    @Test
    void remapGrowsInPlaceOrMoves() {
        long at = map(0x500000, 2, READ_WRITE, 0);
        memory.writeLong(at + PAGE, 5);
        assertEquals(at, space.remap(at, 2 * PAGE, 4 * PAGE, 0, 0));
        map(at + 4 * PAGE, 1, PROT_READ, MAP_FIXED);
        fails(Errno.ENOMEM, () -> space.remap(at, 4 * PAGE, 8 * PAGE, 0, 0));
        long moved = space.remap(at, 4 * PAGE, 8 * PAGE, MREMAP_MAYMOVE, 0);
        assertEquals(5, memory.readLong(moved + PAGE));
        assertEquals(0, memory.readLong(moved + 7 * PAGE));
        assertThrows(GuestFault.class, () -> memory.readLong(at));
        assertEquals(0x700000, space.remap(moved, 8 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, 0x700000));
        assertEquals(5, memory.readLong(0x700000 + PAGE));
        fails(Errno.EFAULT, () -> space.remap(at, PAGE, 2 * PAGE, 0, 0));
    }

    @Test
    void privateFileMappingIsACopy() {
        MemoryFile file = new MemoryFile(new byte[PAGE + 100]);
        file.content[PAGE] = 9;
        long at = space.map(0, 3 * PAGE, READ_WRITE, MAP_PRIVATE, file, 0);
        assertEquals(1, file.users);
        assertEquals(9, memory.readByte(at + PAGE));
        assertEquals(0, memory.readByte(at + PAGE + 200));
        assertThrows(GuestFault.class, () -> memory.readByte(at + 2 * PAGE));
        assertEquals(FaultReason.BEHIND_END_OF_FILE, space.faultReason(at + 2 * PAGE, Access.READ));
        file.grow(3 * PAGE);
        assertEquals(0, memory.readByte(at + 2 * PAGE));
        memory.writeByte(at, (byte) 1);
        space.unmap(at, 3 * PAGE);
        assertEquals(0, file.content[0]);
        assertEquals(0, file.users);
    }

    @Test
    void sharedFileMappingWritesChangedPagesBack() {
        MemoryFile file = new MemoryFile(new byte[2 * PAGE]);
        long at = space.map(0, 2 * PAGE, READ_WRITE, MAP_SHARED, file, 0);
        memory.writeByte(at + 3, (byte) 7);
        file.content[PAGE] = 1; // Written by somebody else, to a page that the guest leaves alone.
        space.sync(at, 2 * PAGE);
        assertEquals(7, file.content[3]);
        assertEquals(1, file.content[PAGE]);
        memory.writeByte(at + 4, (byte) 8);
        space.unmap(at, PAGE);
        assertEquals(8, file.content[4]);
        assertEquals(1, file.users);
    }

    @Test
    void sharedMappingsOfAFileHaveTheSamePages() {
        MemoryFile file = new MemoryFile(new byte[3 * PAGE]);
        long first = space.map(0, 3 * PAGE, READ_WRITE, MAP_SHARED, file, 0);
        long second = space.map(0, PAGE, PROT_READ, MAP_SHARED, file, PAGE);
        memory.writeByte(first + PAGE + 5, (byte) 7);
        assertEquals(7, memory.readByte(second + 5));
        file.content[2 * PAGE] = 1;
        long third = space.map(0, 2 * PAGE, READ_WRITE, MAP_SHARED, file, PAGE);
        assertEquals(7, memory.readByte(third + 5), "changed in memory");
        assertEquals(1, memory.readByte(first + 2 * PAGE), "changed in the file, and read once more");
        space.unmap(first, 3 * PAGE);
        assertEquals(7, file.content[PAGE + 5]);
        long moved = space.remap(third, 2 * PAGE, 8 * PAGE, MREMAP_MAYMOVE, 0);
        assertNotEquals(third, moved);
        memory.writeByte(moved + 6, (byte) 8);
        assertEquals(8, memory.readByte(second + 6));
        space.discard(second, PAGE);
        assertEquals(8, memory.readByte(second + 6));
        space.unmap(second, PAGE);
        space.unmap(moved, 8 * PAGE);
        assertEquals(8, file.content[PAGE + 6]);
        assertEquals(0, file.users);
        long private_ = space.map(second, PAGE, READ_WRITE, ANONYMOUS | MAP_FIXED, null, 0);
        assertEquals(0, memory.readByte(private_ + 5), "memory of its own again");
    }

    @Test
    void largeFileMappingsFillOnDemand() {
        MemoryFile file = new MemoryFile(new byte[8 << 20]);
        file.content[5 << 20] = 3;
        long at = space.map(0, 8 << 20, PROT_READ, MAP_PRIVATE, file, 0);
        assertEquals(0, memory.permissionsAt(at));
        assertEquals(3, memory.readByte(at + (5 << 20)));
        assertEquals(0, memory.permissionsAt(at));
    }

    @Test
    void nothingOfAClosedSpaceComesFromItsFiles() {
        MemoryFile file = new MemoryFile(new byte[8 << 20]);
        long at = space.map(0, 8 << 20, PROT_READ, MAP_PRIVATE, file, 0);
        assertEquals(0, memory.readByte(at));
        space.close();
        assertEquals(0, file.users);
        assertThrows(GuestFault.class, () -> memory.readByte(at));
        assertThrows(GuestFault.class, () -> memory.readByte(at + (5 << 20)));
    }

    @Test
    void discardedMemoryReadsAsBefore() {
        long anonymous = map(0, 1, READ_WRITE, 0);
        memory.writeByte(anonymous, (byte) 1);
        space.discard(anonymous, PAGE);
        assertEquals(0, memory.readByte(anonymous));
        MemoryFile file = new MemoryFile(new byte[PAGE]);
        file.content[0] = 5;
        long mapped = space.map(0, PAGE, READ_WRITE, MAP_PRIVATE, file, 0);
        memory.writeByte(mapped, (byte) 6);
        space.discard(mapped, PAGE);
        assertEquals(5, memory.readByte(mapped));
    }

    @Test
    void mapsTextIsThatOfProc() {
        map(0x500000, 2, PROT_READ, 0);
        space.map(0x600000, PAGE, READ_WRITE, MAP_SHARED, new MemoryFile(new byte[PAGE]), 0);
        assertEquals(
                "00500000-00502000 r--p 00000000 00:00 0 \n"
                        + "00600000-00601000 rw-s 00000000 08:01 42                                 /file\n",
                space.maps());
    }

    /** A model of one int of protection a page, against random calls. */
    @Test
    void agreesWithAModel() {
        long seed = Long.getLong("graft.seed", new Random().nextLong());
        Random random = new Random(seed);
        int pages = 64;
        long base = 0x1000000;
        @Nullable Integer[] model = new @Nullable Integer[pages];
        for (int step = 0; step < 3000; step++) {
            int from = random.nextInt(pages);
            int to = from + 1 + random.nextInt(pages - from);
            int protection = random.nextInt(4);
            long start = base + (long) from * PAGE;
            long length = (long) (to - from) * PAGE;
            switch (random.nextInt(3)) {
                case 0 -> {
                    space.map(start, length, protection, ANONYMOUS | MAP_FIXED, null, 0);
                    fill(model, from, to, protection, true);
                }
                case 1 -> {
                    space.unmap(start, length);
                    fill(model, from, to, null, true);
                }
                default -> {
                    try {
                        space.protect(start, length, protection);
                    } catch (LinuxException e) {
                        assertEquals(Errno.ENOMEM, e.errno());
                    }
                    fill(model, from, to, protection, false);
                }
            }
            check(model, base, "seed " + seed + " step " + step);
        }
    }

    private static void fill(
            @Nullable Integer[] model, int from, int to, @Nullable Integer protection, boolean everywhere) {
        for (int page = from; page < to; page++) {
            if (everywhere || model[page] != null) {
                model[page] = protection;
            }
        }
    }

    private void check(@Nullable Integer[] model, long base, String where) {
        List<String> expected = new ArrayList<>();
        for (int page = 0; page < model.length; page++) {
            Integer protection = model[page];
            int permissions = memory.permissionsAt(base + (long) page * PAGE);
            int wanted = protection == null
                    ? 0
                    : GuestMemory.MAPPED | protection | ((protection & PROT_WRITE) != 0 ? PROT_READ : 0);
            assertEquals(wanted, permissions, where);
            if (protection != null && (page == 0 || !protection.equals(model[page - 1]))) {
                expected.add(protection + "@" + page);
            }
        }
        List<String> actual = space.snapshot().stream()
                .map(vma -> vma.protection() + "@" + (vma.start() - base) / PAGE)
                .toList();
        assertEquals(expected, actual, where);
    }

    /** A translator in the background may come late; its fault is the guest's, and reads no file. */
    @Test
    void nothingIsReadAfterTheEnd() {
        MemoryFile file = new MemoryFile(new byte[8 << 20]);
        long at = space.map(0, 8 << 20, PROT_READ, MAP_PRIVATE, file, 0);
        space.close();
        assertEquals(0, file.users);
        assertThrows(GuestFault.class, () -> memory.checkRange(at, 1, Access.READ));
    }
}
