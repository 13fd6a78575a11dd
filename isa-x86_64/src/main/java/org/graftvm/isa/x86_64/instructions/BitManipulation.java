package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** General registers with VEX: three operands, and shifts without flags. */
@Section(ref = "SDM volume 1, 5.1.16: BMI1 and BMI2 Instructions", feature = "BMI1, BMI2")
final class BitManipulation {
    private BitManipulation() {}

    @Instruction("andn")
    @Encoding("VEX.LZ.0F38 F2 /r : Gy By Ey")
    @Flags("logic")
    static long andn(long a, long b) {
        return ~a & b;
    }

    @Instruction("bextr")
    @Encoding("VEX.LZ.0F38 F7 /r : Gy Ey By")
    @Flags("logic")
    static long bextr(@Extend(Extend.Kind.ZERO) long b, long c) {
        int start = (int) c & 0xff;
        long shifted = start < 64 ? b >>> start : 0;
        return lowest(shifted, c >>> 8);
    }

    /** As many bits as the lowest byte of {@code count} says. */
    @Operation
    static long lowest(long value, long count) {
        int bits = (int) count & 0xff;
        return bits < 64 ? value & (1L << bits) - 1 : value;
    }

    @Instruction("blsi")
    @Encoding("VEX.LZ.0F38 F3 /3 : By Ey")
    @Flags("lowest_set")
    static long blsi(@Extend(Extend.Kind.ZERO) long a) {
        return a & -a;
    }

    @Instruction("blsmsk")
    @Encoding("VEX.LZ.0F38 F3 /2 : By Ey")
    @Flags("lowest_clear")
    static long blsmsk(@Extend(Extend.Kind.ZERO) long a) {
        return a ^ a - 1;
    }

    @Instruction("blsr")
    @Encoding("VEX.LZ.0F38 F3 /1 : By Ey")
    @Flags("lowest_clear")
    static long blsr(@Extend(Extend.Kind.ZERO) long a) {
        return a & a - 1;
    }

    /** Carry says that the count is beyond the operand. */
    @Instruction("bzhi")
    @Encoding("VEX.LZ.0F38 F5 /r : Gy Ey By")
    static void bzhi(Lowering x) {
        Value count = x.copy(x.read(2));
        Value result = x.applyMasked(
                X86Operations.BIT_MANIPULATION_LOWEST, Lowering.mask(x.bits(0)), x.read(1, Extend.Kind.ZERO), count);
        FlagRule.LOGIC.set(x, new Value[0], result);
        x.applyTo(new int[] {CF}, -1, X86Operations.BIT_MANIPULATION_IS_BEYOND, count, Lowering.constant(x.bits(0)));
        x.write(0, result);
    }

    @Operation
    static long isBeyond(long count, int bits) {
        return (count & 0xff) >= bits ? Long.MIN_VALUE : 0;
    }

    /** The upper half goes to the first operand, which may be the second too. */
    @Instruction("mulx")
    @Encoding("VEX.LZ.F2.0F38 F6 /r : Gy By Ey")
    static void mulx(Lowering x) {
        int bits = x.bits(0);
        Value a = x.copy(x.extend(Lowering.register(RDX), bits, Extend.Kind.ZERO));
        Value b = x.copy(x.read(2, Extend.Kind.ZERO));
        Value high = x.apply(X86Operations.PRODUCTS_HIGH_UNSIGNED, a, b, Lowering.constant(bits));
        x.writeRegister(x.form().register(1), bits, x.apply(X86Operations.PRODUCTS_LOW, a, b));
        x.write(0, high);
    }

    @Instruction("pdep")
    @Encoding("VEX.LZ.F2.0F38 F5 /r : Gy By Ey")
    static long pdep(long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.expand(a, b);
    }

    @Instruction("pext")
    @Encoding("VEX.LZ.F3.0F38 F5 /r : Gy By Ey")
    static long pext(long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.compress(a, b);
    }

    @Instruction("rorx")
    @Encoding("VEX.LZ.F2.0F3A F0 /r ib : Gy Ey Ib")
    static long rorx(@Extend(Extend.Kind.ZERO) long b, long c, int size) {
        int distance = Shifts.count(c, size);
        return distance == 0 ? b : b >>> distance | b << size - distance;
    }

    @Instruction("sarx")
    @Encoding("VEX.LZ.F3.0F38 F7 /r : Gy Ey By")
    static long sarx(@Extend(Extend.Kind.SIGN) long b, long c, int size) {
        return b >> Shifts.count(c, size);
    }

    @Instruction("shlx")
    @Encoding("VEX.LZ.66.0F38 F7 /r : Gy Ey By")
    static long shlx(long b, long c, int size) {
        return b << Shifts.count(c, size);
    }

    @Instruction("shrx")
    @Encoding("VEX.LZ.F2.0F38 F7 /r : Gy Ey By")
    static long shrx(@Extend(Extend.Kind.ZERO) long b, long c, int size) {
        return b >>> Shifts.count(c, size);
    }
}
