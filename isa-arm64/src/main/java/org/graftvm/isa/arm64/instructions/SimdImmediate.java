package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Constants of eight bits, expanded to all elements (Arm ARM, AdvSIMDExpandImm). */
@Section(ref = "Arm ARM C3.5.5: SIMD modified immediate", feature = "AdvSIMD")
public final class SimdImmediate {
    private SimdImmediate() {}

    @Instruction("movi VdImmediate, constant")
    @Encoding(
            value = "0 Q:1 0 0111100000 constant[7:5] cmode:4 0 1 constant[4:0] VdImmediate:5",
            when =
                    "cmode[3] == 0 && cmode[0] == 0 || cmode[3:2] == 2 && cmode[0] == 0 || cmode[3:1] == 6 || cmode == 14")
    static void movi(Lowering x, int Q, int constant, int cmode, int VdImmediate) {
        write(x, Q, VdImmediate, expand(0, cmode, constant));
    }

    @Instruction("mvni VdImmediate, constant")
    @Encoding(
            value = "0 Q:1 1 0111100000 constant[7:5] cmode:4 0 1 constant[4:0] VdImmediate:5",
            when = "cmode[3] == 0 && cmode[0] == 0 || cmode[3:2] == 2 && cmode[0] == 0 || cmode[3:1] == 6")
    static void mvni(Lowering x, int Q, int constant, int cmode, int VdImmediate) {
        write(x, Q, VdImmediate, ~expand(0, cmode, constant));
    }

    @Instruction("movi VdMask, maskConstant")
    @Encoding("0 Q:1 1 0111100000 maskConstant[7:5] 1110 0 1 maskConstant[4:0] VdMask:5")
    static void moviMask(Lowering x, int Q, int maskConstant, int VdMask) {
        write(x, Q, VdMask, expand(1, 14, maskConstant));
    }

    @Instruction("orr VdImmediate, constant")
    @Encoding(
            value = "0 Q:1 0 0111100000 constant[7:5] cmode:4 0 1 constant[4:0] VdImmediate:5",
            when = "cmode[3] == 0 && cmode[0] == 1 || cmode[3:2] == 2 && cmode[0] == 1")
    static void orr(Lowering x, int Q, int constant, int cmode, int VdImmediate) {
        change(x, Q, VdImmediate, Arm64Operations.SIMD_IMMEDIATE_SET_BITS, expand(0, cmode, constant));
    }

    @Instruction("bic VdImmediate, constant")
    @Encoding(
            value = "0 Q:1 1 0111100000 constant[7:5] cmode:4 0 1 constant[4:0] VdImmediate:5",
            when = "cmode[3] == 0 && cmode[0] == 1 || cmode[3:2] == 2 && cmode[0] == 1")
    static void bic(Lowering x, int Q, int constant, int cmode, int VdImmediate) {
        change(x, Q, VdImmediate, Arm64Operations.SIMD_IMMEDIATE_CLEAR_BITS, expand(0, cmode, constant));
    }

    @Instruction("fmov VdWord, floatConstant")
    @Encoding("0 Q:1 0 0111100000 floatConstant[7:5] 1111 0 1 floatConstant[4:0] VdWord:5")
    static void fmovWord(Lowering x, int Q, int floatConstant, int VdWord) {
        write(x, Q, VdWord, FloatImmediate.expand(floatConstant, 2) * Elements.ones(2));
    }

    @Instruction("fmov VdHalf, floatConstant")
    @Encoding("0 Q:1 0 0111100000 floatConstant[7:5] 1111 1 1 floatConstant[4:0] VdHalf:5")
    static void fmovHalf(Lowering x, int Q, int floatConstant, int VdHalf) {
        write(x, Q, VdHalf, FloatImmediate.expand(floatConstant, 1) * Elements.ones(1));
    }

    @Instruction("fmov VdDoubles, floatConstant")
    @Encoding("0 1 1 0111100000 floatConstant[7:5] 1111 0 1 floatConstant[4:0] VdDoubles:5")
    static void fmovDouble(Lowering x, int floatConstant, int VdDoubles) {
        write(x, 1, VdDoubles, FloatImmediate.expand(floatConstant, 3));
    }

    private static void write(Lowering x, int Q, int register, long value) {
        Simd.write(x, register, Lowering.constant(value), Lowering.constant(Q == 0 ? 0 : value));
    }

    private static void change(Lowering x, int Q, int register, OperationType type, long bits) {
        Value constant = Lowering.constant(bits);
        x.applyTo(new int[] {Simd.slot(register, 0)}, -1, type, Simd.read(register, 0), constant);
        if (Q == 0) {
            Simd.clearHigh(x, register);
        } else {
            x.applyTo(new int[] {Simd.slot(register, 1)}, -1, type, Simd.read(register, 1), constant);
        }
    }

    /** 64 bits of {@code constant} as {@code op} and {@code cmode} place it; not for floating point. */
    public static long expand(int op, int cmode, int constant) {
        long imm = constant;
        return switch (cmode >>> 1) {
            case 0, 1, 2, 3 -> (imm << 8 * (cmode >>> 1)) * Elements.ones(2);
            case 4, 5 -> (imm << 8 * (cmode >>> 1 & 1)) * Elements.ones(1);
            case 6 -> ((cmode & 1) == 0 ? imm << 8 | 0xff : imm << 16 | 0xffff) * Elements.ones(2);
            default -> op == 0 ? imm * Elements.ones(0) : mask(constant);
        };
    }

    /** A byte of ones for each bit. */
    private static long mask(int bits) {
        long result = 0;
        for (int i = 0; i < 8; i++) {
            result |= (bits >>> i & 1) * 0xffL << 8 * i;
        }
        return result;
    }

    @Operation
    static long setBits(long value, long bits) {
        return value | bits;
    }

    @Operation
    static long clearBits(long value, long bits) {
        return value & ~bits;
    }
}
