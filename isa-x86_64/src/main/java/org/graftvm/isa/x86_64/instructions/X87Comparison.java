package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Math;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Comparisons of x87, for its condition codes or the flags of the CPU. */
@Section(ref = "SDM volume 1, 5.2.3: X87 FPU Comparison Instructions", feature = "x87")
final class X87Comparison {
    private X87Comparison() {}

    @Instruction("fcom")
    @Encoding({"D8 /2 : Md", "DC /2 : Mq", "D8 D0+i : STi"})
    static void fcom(Lowering x) {
        compare(x, 0, 0);
    }

    @Instruction("fcomp")
    @Encoding({"D8 /3 : Md", "DC /3 : Mq", "D8 D8+i : STi"})
    static void fcomp(Lowering x) {
        compare(x, 1, 0);
    }

    @Instruction("fcompp")
    @Encoding("DE D9")
    static void fcompp(Lowering x) {
        compareRegister(x, Lowering.constant(1), 2, 0);
    }

    @Instruction("fucom")
    @Encoding("DD E0+i : STi")
    static void fucom(Lowering x) {
        compare(x, 0, 1);
    }

    @Instruction("fucomp")
    @Encoding("DD E8+i : STi")
    static void fucomp(Lowering x) {
        compare(x, 1, 1);
    }

    @Instruction("fucompp")
    @Encoding("DA E9")
    static void fucompp(Lowering x) {
        compareRegister(x, Lowering.constant(1), 2, 1);
    }

    @Instruction("ficom")
    @Encoding({"DA /2 : Md", "DE /2 : Mw"})
    static void ficom(Lowering x) {
        compareInteger(x, 0);
    }

    @Instruction("ficomp")
    @Encoding({"DA /3 : Md", "DE /3 : Mw"})
    static void ficomp(Lowering x) {
        compareInteger(x, 1);
    }

    /** @param quiet 1 where quiet NaNs are not invalid */
    private static void compare(Lowering x, int pops, int quiet) {
        if (x.form().isMemory()) {
            X87.await(x);
            Value value = x.load(x.bits(0), x.address());
            x.run(
                    X86Operations.X87_COMPARISON_COMPARE_WITH,
                    value,
                    Lowering.constant(x.bits(0)),
                    Lowering.constant(pops));
        } else {
            compareRegister(x, X87.register(x, 0), pops, quiet);
        }
    }

    private static void compareRegister(Lowering x, Value register, int pops, int quiet) {
        x.run(X86Operations.X87_COMPARISON_COMPARE, register, Lowering.constant(pops), Lowering.constant(quiet));
    }

    private static void compareInteger(Lowering x, int pops) {
        X87.await(x);
        Value value = x.read(0, Extend.Kind.SIGN);
        x.run(
                X86Operations.X87_COMPARISON_COMPARE_WITH,
                value,
                Lowering.constant(X87Math.INTEGER),
                Lowering.constant(pops));
    }

    @Operation
    static void compare(X86Cpu cpu, int i, int pops, int quiet) {
        X87Math.compare(cpu.x87, i, pops, quiet != 0);
    }

    @Operation
    static void compareWith(X86Cpu cpu, long value, int kind, int pops) {
        X87Math.compareWith(cpu.x87, value, kind, pops);
    }

    @Instruction("fcomi")
    @Encoding("DB F0+i : ST STi")
    static void fcomi(Lowering x) {
        compareForFlags(x, 0, 0);
    }

    @Instruction("fcomip")
    @Encoding("DF F0+i : ST STi")
    static void fcomip(Lowering x) {
        compareForFlags(x, 1, 0);
    }

    @Instruction("fucomi")
    @Encoding("DB E8+i : ST STi")
    static void fucomi(Lowering x) {
        compareForFlags(x, 0, 1);
    }

    @Instruction("fucomip")
    @Encoding("DF E8+i : ST STi")
    static void fucomip(Lowering x) {
        compareForFlags(x, 1, 1);
    }

    private static void compareForFlags(Lowering x, int pops, int quiet) {
        x.run(
                X86Operations.X87_COMPARISON_COMPARE_FOR_FLAGS,
                X87.register(x, 1),
                Lowering.constant(pops),
                Lowering.constant(quiet));
    }

    /** C0, C2 and C3 become carry, parity and zero; the other flags are cleared. */
    @Operation(wholeState = true)
    static void compareForFlags(X86Cpu cpu, int i, int pops, int quiet) {
        int conditions = X87Math.compareForFlags(cpu.x87, i, pops, quiet != 0);
        // They stand eight bits above their places in RFLAGS.
        long direction = cpu.registers[X86Cpu.DF];
        cpu.setRflags(conditions >> 8 | cpu.heldFlags);
        cpu.registers[X86Cpu.DF] = direction;
    }

    @Instruction("ftst")
    @Encoding("D9 E4")
    static void ftst(Lowering x) {
        x.run(X86Operations.X87_COMPARISON_TEST);
    }

    @Operation
    static void test(X86Cpu cpu) {
        X87Math.compareWithZero(cpu.x87);
    }

    @Instruction("fxam")
    @Encoding("D9 E5")
    static void fxam(Lowering x) {
        x.run(X86Operations.X87_COMPARISON_EXAMINE);
    }

    @Operation
    static void examine(X86Cpu cpu) {
        X87Math.examine(cpu.x87);
    }
}
