package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/** Shifts and rotates. */
@Section(ref = "SDM volume 1, 5.1.5: Shift and Rotate Instructions", feature = "x86-64")
final class Shifts {
    private Shifts() {}

    /** How far a shift goes: counts are taken modulo 64 or 32. */
    static int count(long count, int bits) {
        return (int) count & (bits == 64 ? 63 : 31);
    }

    @Instruction("shl")
    @Encoding({
        "C0 /4 ib : Eb Ib",
        "C1 /4 ib : Ev Ib",
        "D0 /4 : Eb 1",
        "D1 /4 : Ev 1",
        "D2 /4 : Eb CL",
        "D3 /4 : Ev CL",
        "C0 /6 ib : Eb Ib",
        "C1 /6 ib : Ev Ib",
        "D0 /6 : Eb 1",
        "D1 /6 : Ev 1",
        "D2 /6 : Eb CL",
        "D3 /6 : Ev CL"
    })
    @Flags("shl")
    static long shl(long a, long b, int size) {
        return a << count(b, size);
    }

    @Instruction("shr")
    @Encoding({"C0 /5 ib : Eb Ib", "C1 /5 ib : Ev Ib", "D0 /5 : Eb 1", "D1 /5 : Ev 1", "D2 /5 : Eb CL", "D3 /5 : Ev CL"
    })
    @Flags("shr")
    static long shr(@Extend(Extend.Kind.ZERO) long a, long b, int size) {
        return a >>> count(b, size);
    }

    @Instruction("sar")
    @Encoding({"C0 /7 ib : Eb Ib", "C1 /7 ib : Ev Ib", "D0 /7 : Eb 1", "D1 /7 : Ev 1", "D2 /7 : Eb CL", "D3 /7 : Ev CL"
    })
    @Flags("sar")
    static long sar(@Extend(Extend.Kind.SIGN) long a, long b, int size) {
        return a >> count(b, size);
    }

    @Instruction("rol")
    @Encoding({"C0 /0 ib : Eb Ib", "C1 /0 ib : Ev Ib", "D0 /0 : Eb 1", "D1 /0 : Ev 1", "D2 /0 : Eb CL", "D3 /0 : Ev CL"
    })
    @Flags("rol")
    static long rol(@Extend(Extend.Kind.ZERO) long a, long b, int size) {
        return rotate(a, count(b, size) & size - 1, size);
    }

    @Instruction("ror")
    @Encoding({"C0 /1 ib : Eb Ib", "C1 /1 ib : Ev Ib", "D0 /1 : Eb 1", "D1 /1 : Ev 1", "D2 /1 : Eb CL", "D3 /1 : Ev CL"
    })
    @Flags("ror")
    static long ror(@Extend(Extend.Kind.ZERO) long a, long b, int size) {
        return rotate(a, -count(b, size) & size - 1, size);
    }

    private static long rotate(long a, int left, int size) {
        return a << left | a >>> 1 >>> size - 1 - left;
    }

    @Instruction("rcl")
    @Encoding({"C0 /2 ib : Eb Ib", "C1 /2 ib : Ev Ib", "D0 /2 : Eb 1", "D1 /2 : Ev 1", "D2 /2 : Eb CL", "D3 /2 : Ev CL"
    })
    static void rcl(Lowering x) {
        rotateThroughCarry(
                x,
                X86Operations.CARRY_ROTATES_LEFT,
                X86Operations.CARRY_ROTATES_LEFT_CARRY,
                X86Operations.CARRY_ROTATES_LEFT_OVERFLOW);
    }

    @Instruction("rcr")
    @Encoding({"C0 /3 ib : Eb Ib", "C1 /3 ib : Ev Ib", "D0 /3 : Eb 1", "D1 /3 : Ev 1", "D2 /3 : Eb CL", "D3 /3 : Ev CL"
    })
    static void rcr(Lowering x) {
        rotateThroughCarry(
                x,
                X86Operations.CARRY_ROTATES_RIGHT,
                X86Operations.CARRY_ROTATES_RIGHT_CARRY,
                X86Operations.CARRY_ROTATES_RIGHT_OVERFLOW);
    }

    private static void rotateThroughCarry(
            Lowering x, OperationType rotate, OperationType carry, OperationType overflow) {
        Value size = Lowering.constant(x.bits(0));
        Value a = x.copy(x.read(0, Extend.Kind.ZERO));
        Value count = x.copy(x.read(1));
        Value old = x.copy(Lowering.register(CF));
        Value result = x.applyMasked(rotate, Lowering.mask(x.bits(0)), a, count, old, size);
        x.write(0, result);
        x.applyTo(new int[] {CF}, -1, carry, a, count, old, size);
        x.applyTo(new int[] {OF}, -1, overflow, Lowering.register(OF), result, count, Lowering.register(CF), size);
    }

    @Instruction("shld")
    @Encoding({"0F A4 /r ib : Ev Gv Ib", "0F A5 /r : Ev Gv CL"})
    static void shld(Lowering x) {
        doubleShift(
                x,
                X86Operations.CARRY_ROTATES_DOUBLE_LEFT,
                X86Operations.FLAG_VALUES_SHL_CARRY,
                X86Operations.FLAG_VALUES_SHL_CARRY);
    }

    @Instruction("shrd")
    @Encoding({"0F AC /r ib : Ev Gv Ib", "0F AD /r : Ev Gv CL"})
    static void shrd(Lowering x) {
        doubleShift(x, X86Operations.CARRY_ROTATES_DOUBLE_RIGHT, X86Operations.FLAG_VALUES_SHR_CARRY, null);
    }

    /** Overflow is defined for a shift by one: whether the sign changed. */
    private static void doubleShift(
            Lowering x, OperationType shift, OperationType carry, @Nullable OperationType overflow) {
        Value size = Lowering.constant(x.bits(0));
        Value a = x.copy(x.read(0, Extend.Kind.ZERO));
        Value b = x.read(1, Extend.Kind.ZERO);
        Value count = x.copy(x.read(2));
        Value result = x.applyMasked(shift, Lowering.mask(x.bits(0)), a, b, count, size);
        if (x.form().isMemory(0)) {
            x.write(0, result);
        }
        Value extended = x.extend(result, x.bits(0), Extend.Kind.SIGN);
        for (int flag : new int[] {X86Cpu.ZF, X86Cpu.SF, X86Cpu.PF}) {
            x.applyTo(
                    new int[] {flag},
                    -1,
                    X86Operations.FLAG_VALUES_IF_SHIFTED,
                    Lowering.register(flag),
                    extended,
                    count,
                    size);
        }
        x.applyTo(new int[] {CF}, -1, carry, Lowering.register(CF), a, count, size);
        if (overflow != null) {
            x.applyTo(new int[] {OF}, -1, overflow, Lowering.register(OF), a, count, size);
        } else {
            x.applyTo(
                    new int[] {OF},
                    -1,
                    X86Operations.FLAG_VALUES_ROR_CARRY,
                    Lowering.register(OF),
                    result,
                    count,
                    size);
        }
        if (!x.form().isMemory(0)) {
            x.write(0, result);
        }
    }
}
