package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Flags from registers, and between Arm's and other ways to tell of a comparison of floating-point numbers. */
@Section(ref = "Arm ARM C3.5.11: Flag manipulation", feature = "FEAT_FlagM, FEAT_FlagM2")
final class FlagManipulation {
    private FlagManipulation() {}

    /** Bits 3 to 0 of the rotated register go to those of N, Z, C and V that {@code mask} names. */
    @Instruction("rmif Xn, #imm6, #mask")
    @Encoding("1 0 1 11010000 imm6:6 00001 Xn:5 0 mask:4")
    static void rmif(Lowering x, int imm6, int Xn, int mask) {
        Value rotated = x.apply(Arm64Operations.SHIFTS_ROTATE_RIGHT, Lowering.read(Xn), Lowering.constant(imm6));
        if ((mask & 8) != 0) {
            x.applyTo(new int[] {NF}, -1, Arm64Operations.SHIFTS_LEFT, rotated, Lowering.constant(60));
        }
        if ((mask & 4) != 0) {
            x.applyTo(
                    new int[] {ZF}, -1, Arm64Operations.FLAG_MANIPULATION_ZERO_FROM_BIT, rotated, Lowering.constant(2));
        }
        if ((mask & 2) != 0) {
            x.applyTo(
                    new int[] {CF},
                    -1,
                    Arm64Operations.BIT_FIELDS_FIELD,
                    rotated,
                    Lowering.constant(1),
                    Lowering.constant(1));
        }
        if ((mask & 1) != 0) {
            x.applyTo(new int[] {VF}, -1, Arm64Operations.SHIFTS_LEFT, rotated, Lowering.constant(63));
        }
    }

    @Instruction("setf8 Wn")
    @Encoding("0 0 1 11010000 000000 0 0010 Wn:5 0 1101")
    static void setf8(Lowering x, int Wn) {
        setFromNarrow(x, CommonOperations.BASIC_EXTEND_BYTE, Wn, 8);
    }

    @Instruction("setf16 Wn")
    @Encoding("0 0 1 11010000 000000 1 0010 Wn:5 0 1101")
    static void setf16(Lowering x, int Wn) {
        setFromNarrow(x, CommonOperations.BASIC_EXTEND_SHORT, Wn, 16);
    }

    /** Overflow says that the bit above differs from the sign. */
    private static void setFromNarrow(Lowering x, OperationType extension, int Wn, int bits) {
        Value value = Lowering.read(Wn);
        x.applyTo(new int[] {NF, ZF}, -1, extension, value);
        x.applyTo(
                new int[] {VF}, -1, Arm64Operations.FLAG_MANIPULATION_TOP_BITS_DIFFER, value, Lowering.constant(bits));
    }

    @Instruction("cfinv")
    @Encoding("1101010100 0 00 000 0100 0000 000 11111")
    static void cfinv(Lowering x) {
        x.applyTo(new int[] {CF}, -1, Arm64Operations.LOGIC_XOR, Lowering.register(CF), Lowering.constant(1));
    }

    /** N, Z, C, V become: less and not greater, equal or unordered, ... as the manual's table of XAFLAG says. */
    @Instruction("xaflag")
    @Encoding("1101010100 0 00 000 0100 0000 001 11111")
    static void xaflag(Lowering x) {
        Value zero = x.apply(CommonOperations.COMPARISONS_ZERO, Lowering.register(ZF));
        Value carry = x.copy(Lowering.register(CF));
        x.applyTo(new int[] {NF}, -1, Arm64Operations.FLAG_MANIPULATION_NEITHER, carry, zero);
        x.applyTo(new int[] {ZF}, -1, Arm64Operations.FLAG_MANIPULATION_NOT_BOTH, carry, zero);
        x.applyTo(new int[] {CF}, -1, Arm64Operations.LOGIC_OR, carry, zero);
        x.applyTo(new int[] {VF}, -1, Arm64Operations.FLAG_MANIPULATION_SECOND_ONLY, carry, zero);
    }

    /** Unordered, which V tells, becomes equal. */
    @Instruction("axflag")
    @Encoding("1101010100 0 00 000 0100 0000 010 11111")
    static void axflag(Lowering x) {
        Value overflow = x.copy(Lowering.register(VF));
        x.applyTo(new int[] {ZF}, -1, Arm64Operations.FLAG_MANIPULATION_ZERO_OR_SIGN, Lowering.register(ZF), overflow);
        x.applyTo(new int[] {CF}, -1, Arm64Operations.FLAG_MANIPULATION_UNLESS_SIGN, Lowering.register(CF), overflow);
        x.set(Lowering.constant(0), NF, VF);
    }

    // ---- operations ----

    /** Zero, as raw Z, where the bit is set. */
    @Operation
    static long zeroFromBit(long value, int bit) {
        return value >>> bit & 1 ^ 1;
    }

    @Operation
    static long topBitsDiffer(long value, int bits) {
        return (value ^ value >>> 1) << 64 - bits;
    }

    /** Raw N: negative where neither of two bits is set. */
    @Operation
    static long neither(long a, long b) {
        return (a | b) - 1;
    }

    /** Raw Z: zero where both bits are set. */
    @Operation
    static long notBoth(long a, long b) {
        return a & b ^ 1;
    }

    /** Raw V: negative where the second bit alone is set. */
    @Operation
    static long secondOnly(long a, long b) {
        return -(b & ~a);
    }

    @Operation
    static long zeroOrSign(long zf, long vf) {
        return vf < 0 ? 0 : zf;
    }

    @Operation
    static long unlessSign(long cf, long vf) {
        return vf < 0 ? 0 : cf;
    }
}
