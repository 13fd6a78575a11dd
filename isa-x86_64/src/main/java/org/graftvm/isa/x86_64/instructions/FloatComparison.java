package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;
import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.merge;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Comparisons of singles and doubles, for a mask or for flags. */
@Section(ref = "SDM volume 1, 5.5.1.3 and 5.6.1.4: SSE and SSE2 Comparison Instructions", feature = "SSE, SSE2")
final class FloatComparison {
    /** Bits of the immediate that count where there is no VEX prefix. */
    private static final int PREDICATE = 7;

    private static final int VEX_PREDICATE = 31;

    private FloatComparison() {}

    @Instruction("cmpss")
    @Encoding("F3 0F C2 /r ib : Vx Wd Ib")
    static long cmpss(X86Cpu cpu, long a, long b, int c) {
        return merge(a, SingleLane.compare(cpu, (int) a, (int) b, c & PREDICATE, true));
    }

    @Instruction("cmpps")
    @Encoding("NP 0F C2 /r ib : Vx Wx Ib")
    static long cmpps(X86Cpu cpu, long a, long b, int c) {
        return pair(
                SingleLane.compare(cpu, (int) a, (int) b, c & PREDICATE, false),
                SingleLane.compare(cpu, high(a), high(b), c & PREDICATE, false));
    }

    @Instruction("cmpsd")
    @Encoding("F2 0F C2 /r ib : Vx Wq Ib")
    static long cmpsd(X86Cpu cpu, long a, long b, int c) {
        return DoubleLane.compare(cpu, a, b, c & PREDICATE, true);
    }

    @Instruction("cmppd")
    @Encoding("66 0F C2 /r ib : Vx Wx Ib")
    static long cmppd(X86Cpu cpu, long a, long b, int c) {
        return DoubleLane.compare(cpu, a, b, c & PREDICATE, false);
    }

    // With VEX there are 32 predicates.

    @Instruction("vcmpss")
    @Encoding("VEX.LIG.F3.0F.WIG C2 /r ib : Vx Hx Wd Ib")
    static long vcmpss(X86Cpu cpu, long a, long b, int c) {
        return merge(a, SingleLane.compare(cpu, (int) a, (int) b, c & VEX_PREDICATE, true));
    }

    @Instruction("vcmpps")
    @Encoding("VEX.0F.WIG C2 /r ib : Vx Hx Wx Ib")
    static long vcmpps(X86Cpu cpu, long a, long b, int c) {
        return pair(
                SingleLane.compare(cpu, (int) a, (int) b, c & VEX_PREDICATE, false),
                SingleLane.compare(cpu, high(a), high(b), c & VEX_PREDICATE, false));
    }

    @Instruction("vcmpsd")
    @Encoding("VEX.LIG.F2.0F.WIG C2 /r ib : Vx Hx Wq Ib")
    static long vcmpsd(X86Cpu cpu, long a, long b, int c) {
        return DoubleLane.compare(cpu, a, b, c & VEX_PREDICATE, true);
    }

    @Instruction("vcmppd")
    @Encoding("VEX.66.0F.WIG C2 /r ib : Vx Hx Wx Ib")
    static long vcmppd(X86Cpu cpu, long a, long b, int c) {
        return DoubleLane.compare(cpu, a, b, c & VEX_PREDICATE, false);
    }

    @Instruction("comiss")
    @Encoding({"NP 0F 2F /r : Vx Wd", "VEX.LIG.0F.WIG 2F /r : Vx Wd"})
    static void comiss(Lowering x) {
        flags(x, X86Operations.FLOAT_COMPARISON_SINGLES, 1);
    }

    /** Only a signaling NaN is invalid. */
    @Instruction("ucomiss")
    @Encoding({"NP 0F 2E /r : Vx Wd", "VEX.LIG.0F.WIG 2E /r : Vx Wd"})
    static void ucomiss(Lowering x) {
        flags(x, X86Operations.FLOAT_COMPARISON_SINGLES, 0);
    }

    @Instruction("comisd")
    @Encoding({"66 0F 2F /r : Vx Wq", "VEX.LIG.66.0F.WIG 2F /r : Vx Wq"})
    static void comisd(Lowering x) {
        flags(x, X86Operations.FLOAT_COMPARISON_DOUBLES, 1);
    }

    @Instruction("ucomisd")
    @Encoding({"66 0F 2E /r : Vx Wq", "VEX.LIG.66.0F.WIG 2E /r : Vx Wq"})
    static void ucomisd(Lowering x) {
        flags(x, X86Operations.FLOAT_COMPARISON_DOUBLES, 0);
    }

    /** Carry says below, zero equal, and with parity all three unordered. */
    private static void flags(Lowering x, OperationType comparison, int signals) {
        Value relation = x.apply(comparison, Vectors.read(x, 0, 0), Vectors.read(x, 1, 0), Lowering.constant(signals));
        x.applyTo(new int[] {CF}, -1, X86Operations.FLOAT_COMPARISON_CARRY, relation);
        x.applyTo(new int[] {ZF}, -1, X86Operations.FLOAT_COMPARISON_ZERO, relation);
        x.applyTo(new int[] {PF}, -1, X86Operations.FLOAT_COMPARISON_PARITY, relation);
        x.set(Lowering.constant(0), OF, SF, AF);
    }

    @Operation
    static long singles(X86Cpu cpu, long a, long b, int signals) {
        return SingleLane.relation(cpu, (int) a, (int) b, signals != 0, true);
    }

    @Operation
    static long doubles(X86Cpu cpu, long a, long b, int signals) {
        return DoubleLane.relation(cpu, a, b, signals != 0, true);
    }

    /** Negative for LESS and UNORDERED. */
    @Operation
    static long carry(long relation) {
        return (relation + 1 & 2) - 1;
    }

    /** Zero for EQUAL and UNORDERED. */
    @Operation
    static long zero(long relation) {
        return ~relation & 1;
    }

    /** An even number of ones for UNORDERED. */
    @Operation
    static long parity(long relation) {
        return relation == Relation.UNORDERED ? 0 : 1;
    }
}
