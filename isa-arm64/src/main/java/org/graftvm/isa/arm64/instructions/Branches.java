package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.LR;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Branches, calls and returns. */
@Section(ref = "Arm ARM C3.1: Branches, Exception generating and System instructions", feature = "A64")
final class Branches {
    private Branches() {}

    @Instruction(value = "b.{cond} label19", flow = Flow.BRANCH)
    @Encoding("0101010 0 label19:19 0 cond:4")
    static void bCond(Lowering x, long label19, int cond) {
        Condition condition = ConditionCode.of(x, cond);
        x.branch(condition.type(), x.pc() + label19, condition.arguments());
    }

    @Instruction(value = "cbz Rt, label19", flow = Flow.BRANCH)
    @Encoding("sf:1 011010 0 label19:19 Rt:5")
    static void cbz(Lowering x, long label19, int Rt) {
        x.branch(
                x.size() == 64 ? CommonOperations.COMPARISONS_ZERO : Arm64Operations.CONDITIONS_WORD_ZERO,
                x.pc() + label19,
                Lowering.read(Rt));
    }

    @Instruction(value = "cbnz Rt, label19", flow = Flow.BRANCH)
    @Encoding("sf:1 011010 1 label19:19 Rt:5")
    static void cbnz(Lowering x, long label19, int Rt) {
        x.branch(
                x.size() == 64 ? CommonOperations.COMPARISONS_NOT_ZERO : Arm64Operations.CONDITIONS_WORD_NOT_ZERO,
                x.pc() + label19,
                Lowering.read(Rt));
    }

    @Instruction(value = "tbz Rt, #bit, label14", flow = Flow.BRANCH)
    @Encoding("bit[5] 011011 0 bit[4:0] label14:14 Rt:5")
    static void tbz(Lowering x, int bit, long label14, int Rt) {
        x.branch(
                Arm64Operations.CONDITIONS_BIT_CLEAR,
                x.pc() + label14,
                Lowering.read(Rt),
                Lowering.constant(1L << bit));
    }

    @Instruction(value = "tbnz Rt, #bit, label14", flow = Flow.BRANCH)
    @Encoding("bit[5] 011011 1 bit[4:0] label14:14 Rt:5")
    static void tbnz(Lowering x, int bit, long label14, int Rt) {
        x.branch(Arm64Operations.CONDITIONS_BIT_SET, x.pc() + label14, Lowering.read(Rt), Lowering.constant(1L << bit));
    }

    @Instruction(value = "b label26", flow = Flow.JUMP)
    @Encoding("0 00101 label26:26")
    static void b(Lowering x, long label26) {
        x.end(CommonOperations.JUMPS_JUMP, x.pc() + label26);
    }

    @Instruction(value = "bl label26", flow = Flow.JUMP)
    @Encoding("1 00101 label26:26")
    static void bl(Lowering x, long label26) {
        x.set(Lowering.constant(x.next()), LR);
        x.end(CommonOperations.JUMPS_CALL, x.pc() + label26);
    }

    @Instruction(value = "br Xn", flow = Flow.INDIRECT)
    @Encoding("1101011 0000 11111 000000 Xn:5 00000")
    static void br(Lowering x, int Xn) {
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, Lowering.read(Xn));
    }

    @Instruction(value = "blr Xn", flow = Flow.INDIRECT)
    @Encoding("1101011 0001 11111 000000 Xn:5 00000")
    static void blr(Lowering x, int Xn) {
        Value target = Xn == LR ? x.copy(Lowering.read(Xn)) : Lowering.read(Xn);
        x.set(Lowering.constant(x.next()), LR);
        x.end(CommonOperations.JUMPS_CALL_TO, 0, target);
    }

    @Instruction(value = "ret{ XnReturn}", flow = Flow.INDIRECT)
    @Encoding("1101011 0010 11111 000000 XnReturn:5 00000")
    static void ret(Lowering x, int XnReturn) {
        x.end(CommonOperations.JUMPS_RETURN_TO, 0, Lowering.read(XnReturn));
    }
}
