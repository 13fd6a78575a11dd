package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.DF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Instructions on flags themselves. */
@Section(ref = "SDM volume 1, 5.1.11: Flag Control (EFLAG) Instructions", feature = "x86-64")
final class FlagControl {
    private FlagControl() {}

    @Instruction("clc")
    @Encoding("F8")
    static void clc(Lowering x) {
        x.set(Value.constant(0), CF);
    }

    @Instruction("stc")
    @Encoding("F9")
    static void stc(Lowering x) {
        x.set(Value.constant(-1), CF);
    }

    @Instruction("cmc")
    @Encoding("F5")
    static void cmc(Lowering x) {
        x.applyTo(new int[] {CF}, -1, X86Operations.LOGIC_NOT, Value.register(CF));
    }

    @Instruction("cld")
    @Encoding("FC")
    static void cld(Lowering x) {
        x.set(Value.constant(0), DF);
    }

    @Instruction("std")
    @Encoding("FD")
    static void std(Lowering x) {
        x.set(Value.constant(1), DF);
    }

    @Instruction("lahf")
    @Encoding("9F")
    static void lahf(Lowering x) {
        x.applyTo(
                new int[] {RAX}, -1, X86Operations.PARTIAL_REGISTERS_MERGE_HIGH_BYTE, Value.register(RAX), lowImage(x));
    }

    @Instruction("sahf")
    @Encoding("9E")
    static void sahf(Lowering x) {
        setStatus(x, x.apply(X86Operations.PARTIAL_REGISTERS_HIGH_BYTE, Value.register(RAX)));
    }

    private static Value lowImage(Lowering x) {
        return x.apply(
                X86Operations.FLAG_VALUES_IMAGE,
                Value.register(CF),
                Value.register(PF),
                Value.register(AF),
                Value.register(ZF),
                Value.register(SF));
    }

    /** RFLAGS. */
    static Value image(Lowering x) {
        Value moving =
                x.apply(X86Operations.FLAG_VALUES_IMAGE_ABOVE, lowImage(x), Value.register(OF), Value.register(DF));
        return x.apply(X86Operations.FLAG_CONTROL_WITH_HELD, moving);
    }

    @Operation
    static long withHeld(X86Cpu cpu, long flags) {
        return flags | cpu.heldFlags;
    }

    /** Sets the flags that have no other effect, from RFLAGS. */
    @Operation
    static void hold(X86Cpu cpu, long flags) {
        cpu.heldFlags = flags & X86Cpu.HELD_FLAGS;
    }

    /** Sets the flags of the low byte of RFLAGS. */
    static void setStatus(Lowering x, Value flags) {
        x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_SIGN, flags, Value.constant(0));
        x.applyTo(new int[] {PF}, -1, X86Operations.FLAG_VALUES_ZERO_IF_SET, flags, Value.constant(2));
        x.applyTo(new int[] {AF}, -1, X86Operations.FLAG_VALUES_ADJUST, flags, Value.constant(4));
        x.applyTo(new int[] {ZF}, -1, X86Operations.FLAG_VALUES_ZERO_IF_SET, flags, Value.constant(6));
        x.applyTo(new int[] {SF}, -1, X86Operations.FLAG_VALUES_SIGN, flags, Value.constant(7));
    }
}
