package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.engine.Span.Member;
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
    /**
     * One check.
     *
     * @param base slot of the register that the address is relative to
     * @param span the bytes, relative to its value
     */
    record Check(int base, Span span) {}

    /** The runs of a body, in order and without gaps. */
    static List<BodyRun> of(InstructionNode[] body, Isa isa) {
        return of(body, isa, new BitSet());
    }

    /** @param free indices of instructions whose access needs no check */
    static List<BodyRun> of(InstructionNode[] body, Isa isa, BitSet free) {
        List<BodyRun> runs = new ArrayList<>();
        int from = 0;
        boolean ends = false;
        AffineRegisters registers = new AffineRegisters(isa);
        for (int i = 0; i < body.length; i++) {
            ends |= body[i].spec().wholeState();
            ends |= !pass(body[i], registers) && isBaseOfSeveral(body, i);
            if (i + 1 == body.length || ends && canStart(body, i + 1, isa)) {
                runs.add(run(body, from, i + 1, isa, free));
                from = i + 1;
                ends = false;
                registers = new AffineRegisters(isa);
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

    /** Notes what an instruction writes; says whether that is a register plus a constant, to which accesses may be relative. */
    private static boolean pass(InstructionNode node, AffineRegisters registers) {
        Affine result = registers.pass(node);
        return result != null && result.isRegisterPlusConstant();
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

    private static BodyRun run(InstructionNode[] body, int from, int to, Isa isa, BitSet free) {
        Map<Integer, List<Member>> groups = new LinkedHashMap<>();
        AffineRegisters registers = new AffineRegisters(isa);
        for (int i = from; i < to; i++) {
            MemoryAccess access = body[i].spec().access();
            if (access != null && !free.get(i)) {
                Affine base = registers.of((int) body[i].operand(access.base()));
                if (base != null && base.isRegisterPlusConstant()) {
                    long start = base.constant() + body[i].operand(access.displacement());
                    groups.computeIfAbsent(base.register(), slot -> new ArrayList<>())
                            .add(new Member(i, start, access.bytes(), access.write(), access.alignment()));
                }
            }
            registers.pass(body[i]);
        }
        List<Check> checks = new ArrayList<>();
        BitSet covered = new BitSet();
        groups.forEach((base, members) -> share(base, members, checks, covered));
        return new BodyRun(from, to, checks, covered);
    }

    /** Adds a check for as many accesses of a group as fit, if these are several. */
    private static void share(int base, List<Member> members, List<Check> checks, BitSet covered) {
        BitSet fitting = new BitSet();
        Span span = Span.of(members, fitting);
        if (fitting.cardinality() > 1) {
            checks.add(new Check(base, span));
            covered.or(fitting);
        }
    }
}
