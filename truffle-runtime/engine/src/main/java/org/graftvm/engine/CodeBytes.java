package org.graftvm.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/**
 * The bytes that code was made from, and where they stood: whatever address space has the same in the same places may run the
 * code.
 *
 * @param ranges by address, without overlaps
 */
record CodeBytes(List<Range> ranges) {
    /** Bytes one after the other from an address on. */
    record Range(long address, byte[] bytes) {
        long length() {
            return bytes.length;
        }
    }

    /** What a block has now. The caller looks afterwards whether it has changed since it was decoded. */
    static CodeBytes of(GuestMemory memory, Block block) {
        return of(memory, List.of(block));
    }

    /** The same of several blocks. */
    static CodeBytes of(GuestMemory memory, List<Block> blocks) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparingLong(block -> block.entry.pc));
        List<Range> ranges = new ArrayList<>();
        long start = sorted.getFirst().entry.pc;
        long end = start;
        for (Block block : sorted) {
            if (block.entry.pc > end) {
                ranges.add(range(memory, start, end));
                start = block.entry.pc;
            }
            end = Math.max(end, block.next.pc);
        }
        ranges.add(range(memory, start, end));
        return new CodeBytes(ranges);
    }

    private static Range range(GuestMemory memory, long start, long end) {
        return new Range(start, memory.window().asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE));
    }

    /**
     * Whether an address space has the same bytes, and may execute them. If so they are marked as code, and of a later change its
     * observer hears.
     */
    boolean areIn(GuestMemory memory) {
        for (Range range : ranges) {
            if (!isIn(range, memory)) {
                return false;
            }
            memory.markCode(range.address, range.length());
        }
        // Once more: what was stored before the mark was not reported.
        return ranges.stream().allMatch(range -> isIn(range, memory));
    }

    private static boolean isIn(Range range, GuestMemory memory) {
        try {
            memory.checkRange(range.address, range.length(), Access.EXECUTE);
        } catch (GuestFault fault) {
            return false;
        }
        MemorySegment bytes = memory.window().asSlice(range.address, range.length());
        return bytes.mismatch(MemorySegment.ofArray(range.bytes)) == -1;
    }
}
