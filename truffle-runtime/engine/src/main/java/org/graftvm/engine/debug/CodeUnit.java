package org.graftvm.engine.debug;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.source.Source;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graftvm.engine.InstructionFetch;
import org.graftvm.engine.InstructionNode;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/**
 * The instructions of a {@link CodeRange}, decoded one behind the other, with their source and the root that runs them. Valid
 * while the bytes are the ones that were decoded: {@link #isCurrent}.
 */
final class CodeUnit {
    private final GuestMemory memory;
    private final CodeRange range;
    private final InstructionNode[] instructions;
    private final byte[] bytes;
    /** Index of the instruction at an address, by its distance from the start in instruction units; -1 inside of one. */
    private final int[] indices;

    private final int unitSize;
    private final Source source;
    private final RootCallTarget callTarget;
    /** Code epoch at which the bytes were compared last. */
    private volatile int checkedEpoch;

    private CodeUnit(DebugTier tier, GuestMemory memory, CodeRange range, InstructionNode[] instructions, int epoch) {
        this.memory = memory;
        this.range = range;
        this.instructions = instructions;
        this.checkedEpoch = epoch;
        this.bytes = memory.window()
                .asSlice(range.start(), range.end() - range.start())
                .toArray(ValueLayout.JAVA_BYTE);
        this.unitSize = tier.isa.instructionUnit();
        this.indices = new int[bytes.length / unitSize];
        Arrays.fill(indices, -1);
        for (int i = 0; i < instructions.length; i++) {
            indices[(int) (instructions[i].pc() - range.start()) / unitSize] = i;
        }
        this.source = new Listing(tier, memory).source(range, instructions);
        this.callTarget = new UnitRootNode(tier, this).getCallTarget();
    }

    /**
     * Decodes the part of a range around {@code pc} that may be executed.
     *
     * @param pc an address in the range that may be
     */
    static CodeUnit read(DebugTier tier, GuestMemory memory, CodeRange range, long pc) {
        while (true) {
            int epoch = memory.codeEpoch();
            long start = pc;
            while (start > range.start() && isExecutable(memory, pageOf(start - 1))) {
                start = Math.max(range.start(), pageOf(start - 1));
            }
            List<InstructionNode> instructions = new ArrayList<>();
            long at = start;
            try {
                while (at < range.end()) {
                    InstructionNode node = InstructionFetch.fetch(tier.isa, memory, at);
                    instructions.add(node);
                    at = node.next();
                }
            } catch (GuestFault fault) {
                if (instructions.isEmpty()) {
                    throw fault;
                }
                // The unit ends before the page; who falls into it gets the fault.
            }
            CodeRange decoded = new CodeRange(range.file(), range.name(), start, at);
            CodeUnit unit = new CodeUnit(tier, memory, decoded, instructions.toArray(InstructionNode[]::new), epoch);
            if (unit.isCurrent()) {
                return unit;
            }
        }
    }

    private static long pageOf(long address) {
        return address & -GuestMemory.PAGE_SIZE;
    }

    private static boolean isExecutable(GuestMemory memory, long page) {
        try {
            memory.checkRange(page, 1, Memory.Access.EXECUTE);
            return true;
        } catch (GuestFault _) {
            return false;
        }
    }

    long start() {
        return range.start();
    }

    CodeRange range() {
        return range;
    }

    Source source() {
        return source;
    }

    InstructionNode[] instructions() {
        return instructions;
    }

    RootCallTarget callTarget() {
        return callTarget;
    }

    /** Index of the instruction that begins at {@code pc}, or -1. */
    int indexOf(long pc) {
        long distance = pc - range.start();
        if (Long.compareUnsigned(distance, bytes.length) >= 0 || distance % unitSize != 0) {
            return -1;
        }
        return indices[(int) distance / unitSize];
    }

    /** Whether memory still holds these instructions, and they may be executed. */
    boolean isCurrent() {
        int epoch = memory.codeEpoch();
        return epoch == checkedEpoch || check(epoch);
    }

    /** Compares with memory. The bytes are marked as code first, so that any later change moves the epoch on again. */
    private boolean check(int epoch) {
        for (long page = pageOf(range.start()); page < range.end(); page += GuestMemory.PAGE_SIZE) {
            if ((memory.permissionsAt(page) & GuestMemory.EXECUTE) == 0) {
                return false;
            }
        }
        memory.markCode(range.start(), bytes.length);
        MemorySegment now = memory.window().asSlice(range.start(), bytes.length);
        if (now.mismatch(MemorySegment.ofArray(bytes)) >= 0) {
            return false;
        }
        checkedEpoch = epoch;
        return true;
    }
}
