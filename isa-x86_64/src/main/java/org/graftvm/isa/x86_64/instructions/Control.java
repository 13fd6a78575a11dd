package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RSP;

import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Jumps, calls, returns, and what depends on conditions. */
@Section(ref = "SDM volume 1, 5.1.7: Control Transfer Instructions", feature = "x86-64")
final class Control {
    private Control() {}

    @Instruction(value = "jcc", flow = Flow.BRANCH)
    @Encoding({"70+cc ib f64 : Jb", "0F 80+cc iz f64 : Jz"})
    static void jcc(Lowering x) {
        Condition condition = ConditionCode.of(x);
        x.branch(condition.type(), x.form().immediate(0), condition.arguments());
    }

    @Instruction("setcc")
    @Encoding("0F 90+cc /r : Eb")
    static void setcc(Lowering x) {
        x.write(0, ConditionCode.of(x).value(x));
    }

    /** A 32-bit destination is cleared above in any case. */
    @Instruction("cmovcc")
    @Encoding("0F 40+cc /r : Gv Ev")
    static void cmovcc(Lowering x) {
        Value source = x.read(1);
        Value condition = ConditionCode.of(x).value(x);
        x.write(0, x.apply(CommonOperations.BASIC_SELECT, condition, source, x.read(0)));
    }

    @Instruction(value = "jmp", flow = Flow.JUMP)
    @Encoding({"EB ib f64 : Jb", "E9 iz f64 : Jz"})
    static void jmp(Lowering x) {
        x.end(CommonOperations.JUMPS_JUMP, x.form().immediate(0));
    }

    @Instruction(value = "jmp", flow = Flow.INDIRECT)
    @Encoding("FF /4 f64 : Ev")
    static void jmpIndirect(Lowering x) {
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, x.read(0));
    }

    @Instruction(value = "call", flow = Flow.JUMP)
    @Encoding("E8 iz f64 : Jz")
    static void call(Lowering x) {
        Stack.push(x, Lowering.constant(x.form().next()), 64);
        x.end(CommonOperations.JUMPS_CALL, x.form().immediate(0));
    }

    @Instruction(value = "call", flow = Flow.INDIRECT)
    @Encoding("FF /2 f64 : Ev")
    static void callIndirect(Lowering x) {
        Value target = x.copy(x.read(0));
        Stack.push(x, Lowering.constant(x.form().next()), 64);
        x.end(CommonOperations.JUMPS_CALL_TO, 0, target);
    }

    @Instruction(value = "ret", flow = Flow.INDIRECT)
    @Encoding({"C3 f64", "C2 iw f64 : Iw"})
    static void ret(Lowering x) {
        Value target = x.load(64, new Address(RSP, 0));
        x.moveStack(8 + (x.form().operandCount() == 0 ? 0 : x.form().immediate(0)));
        x.end(CommonOperations.JUMPS_RETURN_TO, 0, target);
    }

    @Instruction(value = "loopne", flow = Flow.BRANCH)
    @Encoding("E0 ib f64 : Jb")
    static void loopne(Lowering x) {
        x.branch(X86Operations.CONTROL_COUNT_AND_NOT_ZERO, x.form().immediate(0), countDown(x), zeroFlag());
    }

    @Instruction(value = "loope", flow = Flow.BRANCH)
    @Encoding("E1 ib f64 : Jb")
    static void loope(Lowering x) {
        x.branch(X86Operations.CONTROL_COUNT_AND_ZERO, x.form().immediate(0), countDown(x), zeroFlag());
    }

    @Instruction(value = "loop", flow = Flow.BRANCH)
    @Encoding("E2 ib f64 : Jb")
    static void loop(Lowering x) {
        x.branch(CommonOperations.COMPARISONS_NOT_ZERO, x.form().immediate(0), countDown(x));
    }

    @Instruction(value = "jrcxz", flow = Flow.BRANCH)
    @Encoding("E3 ib f64 : Jb")
    static void jrcxz(Lowering x) {
        Value count = Lowering.register(RCX);
        if (x.form().hasAddressSizePrefix()) {
            count = x.applyMasked(CommonOperations.BASIC_MOVE, Lowering.mask(32), count);
        }
        x.branch(CommonOperations.COMPARISONS_ZERO, x.form().immediate(0), count);
    }

    private static Value countDown(Lowering x) {
        long mask = x.form().hasAddressSizePrefix() ? Lowering.mask(32) : -1;
        x.applyTo(new int[] {RCX}, mask, CommonOperations.BASIC_PLUS, Lowering.register(RCX), Lowering.constant(-1));
        return Lowering.register(RCX);
    }

    private static Value zeroFlag() {
        return Lowering.register(X86Cpu.ZF);
    }

    // ---- conditions ----

    @Operation
    static boolean countAndZero(long count, long zf) {
        return count != 0 && zf == 0;
    }

    @Operation
    static boolean countAndNotZero(long count, long zf) {
        return count != 0 && zf != 0;
    }
}
