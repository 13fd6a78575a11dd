package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.spec.InstructionSpec.MemoryAccess;

/**
 * A stretch of a block's body within which accesses relative to the same register share one check, made before its first
 * instruction: prologues and epilogues, fields of a structure, a load and a store of the same place. The register may move by
 * constants meanwhile, as a stack pointer does. Where a check fails the stretch runs with the usual check of each access, so that
 * faults stay precise.
 *
 * @param from index of the first instruction
 * @param to index behind the last one
 * @param checks none where nothing is shared
 * @param covered whether a check covers an instruction of the block, by index in the body
 */
record BodyRun(int from, int to, List<Check> checks, BitSet covered) {
    /** Accesses further apart do not share a check; the larger, the more often it would fail at the end of a page. */
    private static final int MAX_LENGTH = 256;

    /**
     * One check.
     *
     * @param base slot of the register that the address is relative to
     * @param offset from its value to the first byte
     * @param length bytes, at most a page
     * @param write whether one of the accesses is a store
     * @param alignment what the address at {@code alignedOffset} has to be a multiple of; 1 for any
     */
    record Check(int base, long offset, int length, boolean write, int alignment, long alignedOffset) {
        /** Whether the bytes lie in one page because they are aligned. */
        boolean isWithinPage() {
            return alignedOffset == offset && length <= alignment;
        }
    }

    /** The runs of a body, in order and without gaps. */
    static List<BodyRun> of(InstructionNode[] body, Isa isa) {
        List<BodyRun> runs = new ArrayList<>();
        int from = 0;
        boolean ends = false;
        Origins origins = new Origins(isa);
        for (int i = 0; i < body.length; i++) {
            ends |= body[i].spec().wholeState();
            ends |= !origins.pass(body[i]) && isBaseOfSeveral(body, i);
            if (i + 1 == body.length || ends && canStart(body, i + 1, isa)) {
                runs.add(run(body, from, i + 1, isa));
                from = i + 1;
                ends = false;
                origins = new Origins(isa);
            }
        }
        return runs;
    }

    /**
     * Where a check fails its run starts anew, with the whole instruction that its first operation is of. That must not have
     * changed anything before.
     */
    private static boolean canStart(InstructionNode[] body, int index, Isa isa) {
        for (int i = index - 1; i >= 0 && body[i].pc() == body[index].pc(); i--) {
            if (!body[i].spec().isPure()) {
                return false;
            }
            for (int j = 0; j < body[i].writtenCount(); j++) {
                if (body[i].written(j) < isa.firstScratchSlot()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What registers hold in terms of their values at the start of a run. */
    private static final class Origins {
        private static final Isa.Sum UNKNOWN = new Isa.Sum(-1, 0);

        private final Isa isa;
        private final Map<Integer, Isa.Sum> changed = new HashMap<>();

        Origins(Isa isa) {
            this.isa = isa;
        }

        /** The register and the constant that a register's value is the sum of. */
        Isa.Sum of(int slot) {
            Isa.Sum sum = changed.get(slot);
            return sum == null ? new Isa.Sum(slot, 0) : sum;
        }

        /** Notes what an instruction writes; says whether that can be told. */
        boolean pass(InstructionNode node) {
            Isa.Sum result = isa.sum(node);
            if (result == null || of(result.register()) == UNKNOWN) {
                result = UNKNOWN;
            } else {
                Isa.Sum before = of(result.register());
                result = new Isa.Sum(before.register(), before.constant() + result.constant());
            }
            for (int i = 0; i < node.writtenCount(); i++) {
                changed.put(node.written(i), result);
            }
            return result != UNKNOWN;
        }
    }

    /** Whether several accesses behind an instruction are relative to the register that it writes. */
    private static boolean isBaseOfSeveral(InstructionNode[] body, int index) {
        if (body[index].writtenCount() == 0) {
            return false;
        }
        int slot = body[index].written(0);
        int accesses = 0;
        for (int i = index + 1; i < body.length; i++) {
            MemoryAccess access = body[i].spec().access();
            if (access != null && body[i].operand(access.base()) == slot && ++accesses == 2) {
                return true;
            }
            if (body[i].writes(slot) || body[i].spec().wholeState()) {
                return false;
            }
        }
        return false;
    }

    /** An access, by index in the body, and its distance from what its group is relative to. */
    private record Member(int index, long start, int bytes, boolean write, int alignment) {}

    private static BodyRun run(InstructionNode[] body, int from, int to, Isa isa) {
        Map<Integer, List<Member>> groups = new LinkedHashMap<>();
        Origins origins = new Origins(isa);
        for (int i = from; i < to; i++) {
            MemoryAccess access = body[i].spec().access();
            if (access != null) {
                Isa.Sum base = origins.of((int) body[i].operand(access.base()));
                if (base != Origins.UNKNOWN) {
                    long start = base.constant() + body[i].operand(access.displacement());
                    groups.computeIfAbsent(base.register(), slot -> new ArrayList<>())
                            .add(new Member(i, start, access.bytes(), access.write(), access.alignment()));
                }
            }
            origins.pass(body[i]);
        }
        List<Check> checks = new ArrayList<>();
        BitSet covered = new BitSet();
        groups.forEach((base, members) -> share(base, members, checks, covered));
        return new BodyRun(from, to, checks, covered);
    }

    /** Adds a check for as many accesses of a group as fit, if these are several. */
    private static void share(int base, List<Member> members, List<Check> checks, BitSet covered) {
        long first = members.getFirst().start;
        long last = first;
        boolean write = false;
        int alignment = 1;
        long alignedOffset = first;
        BitSet fitting = new BitSet();
        for (Member member : members) {
            long end = member.start + member.bytes;
            if (Math.max(end, last) - Math.min(member.start, first) <= MAX_LENGTH
                    && (member.start - alignedOffset) % Math.min(member.alignment, alignment) == 0) {
                first = Math.min(member.start, first);
                last = Math.max(end, last);
                write |= member.write;
                if (member.alignment > alignment) {
                    alignment = member.alignment;
                    alignedOffset = member.start;
                }
                fitting.set(member.index);
            }
        }
        if (fitting.cardinality() > 1) {
            checks.add(new Check(base, first, (int) (last - first), write, alignment, alignedOffset));
            covered.or(fitting);
        }
    }
}
