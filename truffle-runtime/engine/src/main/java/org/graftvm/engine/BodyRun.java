package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graftvm.spec.InstructionSpec.MemoryAccess;

/**
 * A stretch of a block's body within which accesses relative to the same register share one check, made before its first
 * instruction: prologues and epilogues, fields of a structure. Where a check fails the stretch runs with the usual check of
 * each access, so that faults stay precise.
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
     * @param length bytes, all within one page
     */
    record Check(int base, long offset, int length, boolean write) {}

    private record Key(int base, boolean write) {}

    /** The runs of a body, in order and without gaps. */
    static List<BodyRun> of(InstructionNode[] body) {
        List<BodyRun> runs = new ArrayList<>();
        int from = 0;
        boolean ends = false;
        for (int i = 0; i < body.length; i++) {
            ends |= body[i].spec().wholeState() || isBaseOfSeveral(body, i);
            // Where a check fails its run starts anew, so it cannot start within an instruction that was lowered.
            if (i + 1 == body.length || ends && body[i + 1].pc() != body[i].pc()) {
                runs.add(run(body, from, i + 1));
                from = i + 1;
                ends = false;
            }
        }
        return runs;
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

    private static BodyRun run(InstructionNode[] body, int from, int to) {
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        BitSet written = new BitSet();
        for (int i = from; i < to; i++) {
            MemoryAccess access = body[i].spec().access();
            if (access != null && !written.get((int) body[i].operand(access.base()))) {
                Key key = new Key((int) body[i].operand(access.base()), access.write());
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
            for (int j = 0; j < body[i].writtenCount(); j++) {
                written.set(body[i].written(j));
            }
        }
        List<Check> checks = new ArrayList<>();
        BitSet covered = new BitSet();
        groups.forEach((key, members) -> share(body, key, members, checks, covered));
        return new BodyRun(from, to, checks, covered);
    }

    /** Adds a check for as many accesses of a group as fit, if these are several. */
    private static void share(
            InstructionNode[] body, Key key, List<Integer> members, List<Check> checks, BitSet covered) {
        long first = displacement(body[members.getFirst()]);
        long last = first;
        BitSet fitting = new BitSet();
        for (int member : members) {
            long start = displacement(body[member]);
            long end = start + bytes(body[member]);
            if (Math.max(end, last) - Math.min(start, first) <= MAX_LENGTH) {
                first = Math.min(start, first);
                last = Math.max(end, last);
                fitting.set(member);
            }
        }
        if (fitting.cardinality() > 1) {
            checks.add(new Check(key.base, first, (int) (last - first), key.write));
            covered.or(fitting);
        }
    }

    private static long displacement(InstructionNode node) {
        return node.operand(access(node).displacement());
    }

    private static int bytes(InstructionNode node) {
        return access(node).bytes();
    }

    private static MemoryAccess access(InstructionNode node) {
        return Objects.requireNonNull(node.spec().access());
    }
}
