package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Math;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Arithmetic of x87; what is reversed takes its operands the other way round. */
@Section(ref = "SDM volume 1, 5.2.2: X87 FPU Basic Arithmetic Instructions", feature = "x87")
final class X87Arithmetic {
    private X87Arithmetic() {}

    @Instruction("fadd")
    @Encoding({"D8 /0 : Md", "DC /0 : Mq", "D8 C0+i : ST STi", "DC C0+i : STi ST"})
    static void fadd(Lowering x) {
        combine(x, X87Math.ADD, 0);
    }

    @Instruction("faddp")
    @Encoding("DE C0+i : STi ST")
    static void faddp(Lowering x) {
        combine(x, X87Math.ADD, 1);
    }

    @Instruction("fiadd")
    @Encoding({"DA /0 : Md", "DE /0 : Mw"})
    static void fiadd(Lowering x) {
        combineInteger(x, X87Math.ADD);
    }

    @Instruction("fmul")
    @Encoding({"D8 /1 : Md", "DC /1 : Mq", "D8 C8+i : ST STi", "DC C8+i : STi ST"})
    static void fmul(Lowering x) {
        combine(x, X87Math.MULTIPLY, 0);
    }

    @Instruction("fmulp")
    @Encoding("DE C8+i : STi ST")
    static void fmulp(Lowering x) {
        combine(x, X87Math.MULTIPLY, 1);
    }

    @Instruction("fimul")
    @Encoding({"DA /1 : Md", "DE /1 : Mw"})
    static void fimul(Lowering x) {
        combineInteger(x, X87Math.MULTIPLY);
    }

    @Instruction("fsub")
    @Encoding({"D8 /4 : Md", "DC /4 : Mq", "D8 E0+i : ST STi", "DC E8+i : STi ST"})
    static void fsub(Lowering x) {
        combine(x, X87Math.SUBTRACT, 0);
    }

    @Instruction("fsubp")
    @Encoding("DE E8+i : STi ST")
    static void fsubp(Lowering x) {
        combine(x, X87Math.SUBTRACT, 1);
    }

    @Instruction("fisub")
    @Encoding({"DA /4 : Md", "DE /4 : Mw"})
    static void fisub(Lowering x) {
        combineInteger(x, X87Math.SUBTRACT);
    }

    @Instruction("fsubr")
    @Encoding({"D8 /5 : Md", "DC /5 : Mq", "D8 E8+i : ST STi", "DC E0+i : STi ST"})
    static void fsubr(Lowering x) {
        combine(x, X87Math.SUBTRACT_REVERSED, 0);
    }

    @Instruction("fsubrp")
    @Encoding("DE E0+i : STi ST")
    static void fsubrp(Lowering x) {
        combine(x, X87Math.SUBTRACT_REVERSED, 1);
    }

    @Instruction("fisubr")
    @Encoding({"DA /5 : Md", "DE /5 : Mw"})
    static void fisubr(Lowering x) {
        combineInteger(x, X87Math.SUBTRACT_REVERSED);
    }

    @Instruction("fdiv")
    @Encoding({"D8 /6 : Md", "DC /6 : Mq", "D8 F0+i : ST STi", "DC F8+i : STi ST"})
    static void fdiv(Lowering x) {
        combine(x, X87Math.DIVIDE, 0);
    }

    @Instruction("fdivp")
    @Encoding("DE F8+i : STi ST")
    static void fdivp(Lowering x) {
        combine(x, X87Math.DIVIDE, 1);
    }

    @Instruction("fidiv")
    @Encoding({"DA /6 : Md", "DE /6 : Mw"})
    static void fidiv(Lowering x) {
        combineInteger(x, X87Math.DIVIDE);
    }

    @Instruction("fdivr")
    @Encoding({"D8 /7 : Md", "DC /7 : Mq", "D8 F8+i : ST STi", "DC F0+i : STi ST"})
    static void fdivr(Lowering x) {
        combine(x, X87Math.DIVIDE_REVERSED, 0);
    }

    @Instruction("fdivrp")
    @Encoding("DE F0+i : STi ST")
    static void fdivrp(Lowering x) {
        combine(x, X87Math.DIVIDE_REVERSED, 1);
    }

    @Instruction("fidivr")
    @Encoding({"DA /7 : Md", "DE /7 : Mw"})
    static void fidivr(Lowering x) {
        combineInteger(x, X87Math.DIVIDE_REVERSED);
    }

    /** Two registers, or ST(0) and a real in memory. */
    private static void combine(Lowering x, int operation, int pops) {
        if (x.form().isMemory()) {
            X87.await(x);
            Value value = x.load(x.bits(0), x.address());
            x.run(
                    X86Operations.X87_ARITHMETIC_COMBINE_WITH,
                    value,
                    Lowering.constant(operation),
                    Lowering.constant(x.bits(0)));
        } else {
            x.run(
                    X86Operations.X87_ARITHMETIC_COMBINE,
                    Lowering.constant(operation),
                    X87.register(x, 0),
                    X87.register(x, 1),
                    Lowering.constant(pops));
        }
    }

    private static void combineInteger(Lowering x, int operation) {
        X87.await(x);
        Value value = x.read(0, Extend.Kind.SIGN);
        x.run(
                X86Operations.X87_ARITHMETIC_COMBINE_WITH,
                value,
                Lowering.constant(operation),
                Lowering.constant(X87Math.INTEGER));
    }

    @Operation
    static void combine(X86Cpu cpu, int operation, int target, int source, int pops) {
        X87Math.combine(cpu.x87, operation, target, source, pops);
    }

    @Operation
    static void combineWith(X86Cpu cpu, long value, int operation, int kind) {
        X87Math.combineWith(cpu.x87, operation, value, kind);
    }

    @Instruction("fsqrt")
    @Encoding("D9 FA")
    static void fsqrt(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_SQUARE_ROOT);
    }

    @Operation
    static void squareRoot(X86Cpu cpu) {
        X87Math.squareRoot(cpu.x87);
    }

    @Instruction("frndint")
    @Encoding("D9 FC")
    static void frndint(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_ROUND_TO_INTEGRAL);
    }

    @Operation
    static void roundToIntegral(X86Cpu cpu) {
        X87Math.roundToIntegral(cpu.x87);
    }

    @Instruction("fabs")
    @Encoding("D9 E1")
    static void fabs(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_CLEAR_SIGN);
    }

    @Operation
    static void clearSign(X86Cpu cpu) {
        X87Math.setSign(cpu.x87, false);
    }

    @Instruction("fchs")
    @Encoding("D9 E0")
    static void fchs(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_CHANGE_SIGN);
    }

    @Operation
    static void changeSign(X86Cpu cpu) {
        X87Math.setSign(cpu.x87, true);
    }

    @Instruction("fprem")
    @Encoding("D9 F8")
    static void fprem(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_REMAINDER);
    }

    @Operation
    static void remainder(X86Cpu cpu) {
        X87Math.remainder(cpu.x87, false);
    }

    @Instruction("fprem1")
    @Encoding("D9 F5")
    static void fprem1(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_NEAREST_REMAINDER);
    }

    @Operation
    static void nearestRemainder(X86Cpu cpu) {
        X87Math.remainder(cpu.x87, true);
    }

    @Instruction("fscale")
    @Encoding("D9 FD")
    static void fscale(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_SCALE);
    }

    @Operation
    static void scale(X86Cpu cpu) {
        X87Math.scale(cpu.x87);
    }

    @Instruction("fxtract")
    @Encoding("D9 F4")
    static void fxtract(Lowering x) {
        x.run(X86Operations.X87_ARITHMETIC_EXTRACT);
    }

    @Operation
    static void extract(X86Cpu cpu) {
        X87Math.extract(cpu.x87);
    }
}
