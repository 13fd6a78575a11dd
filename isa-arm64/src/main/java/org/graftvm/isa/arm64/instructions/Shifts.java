package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Shifts by a register, and what shifts other instructions' operands. Distances count modulo the operand size. */
@Section(ref = "Arm ARM C3.5.5: Shift (register)", feature = "A64")
final class Shifts {
    private static final int LSL = 0;
    private static final int LSR = 1;
    private static final int ASR = 2;

    private Shifts() {}

    @Instruction("lslv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 0010 00 Rn:5 Rd:5")
    static void lslv(Lowering x, int Rm, int Rn, int Rd) {
        OperationType type = x.size() == 64 ? Arm64Operations.SHIFTS_LEFT : Arm64Operations.SHIFTS_WORD_LEFT;
        x.write(Rd, type, Lowering.read(Rn), Lowering.read(Rm));
    }

    @Instruction("lsrv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 0010 01 Rn:5 Rd:5")
    static void lsrv(Lowering x, int Rm, int Rn, int Rd) {
        OperationType type = x.size() == 64 ? Arm64Operations.SHIFTS_RIGHT : Arm64Operations.SHIFTS_WORD_RIGHT;
        x.write(Rd, type, Lowering.read(Rn), Lowering.read(Rm));
    }

    @Instruction("asrv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 0010 10 Rn:5 Rd:5")
    static void asrv(Lowering x, int Rm, int Rn, int Rd) {
        OperationType type =
                x.size() == 64 ? Arm64Operations.SHIFTS_ARITHMETIC_RIGHT : Arm64Operations.SHIFTS_WORD_ARITHMETIC_RIGHT;
        x.write(Rd, type, Lowering.read(Rn), Lowering.read(Rm));
    }

    @Instruction("rorv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 0010 11 Rn:5 Rd:5")
    static void rorv(Lowering x, int Rm, int Rn, int Rd) {
        OperationType type =
                x.size() == 64 ? Arm64Operations.SHIFTS_ROTATE_RIGHT : Arm64Operations.SHIFTS_WORD_ROTATE_RIGHT;
        x.write(Rd, type, Lowering.read(Rn), Lowering.read(Rm));
    }

    /** A register operand shifted by a constant: {@code shift} and {@code imm6} are the fields of the encoding. */
    static Value shifted(Lowering x, int Rm, int shift, int imm6) {
        Value value = Lowering.read(Rm);
        if (imm6 == 0) {
            return value;
        }
        boolean wide = x.size() == 64;
        OperationType type = switch (shift) {
            case LSL -> Arm64Operations.SHIFTS_LEFT;
            case LSR -> wide ? Arm64Operations.SHIFTS_RIGHT : Arm64Operations.SHIFTS_WORD_RIGHT;
            case ASR -> wide ? Arm64Operations.SHIFTS_ARITHMETIC_RIGHT : Arm64Operations.SHIFTS_WORD_ARITHMETIC_RIGHT;
            default -> wide ? Arm64Operations.SHIFTS_ROTATE_RIGHT : Arm64Operations.SHIFTS_WORD_ROTATE_RIGHT;
        };
        return x.apply(type, value, Lowering.constant(imm6));
    }

    /** A register operand extended and shifted: {@code option} and {@code imm3} are the fields of the encoding. */
    static Value extended(Lowering x, int Rm, int option, int imm3) {
        Value value = Lowering.read(Rm);
        int bits = 8 << (option & 3);
        Value wide = bits >= x.size()
                ? value
                : x.extend(value, bits, (option & 4) == 0 ? Extend.Kind.ZERO : Extend.Kind.SIGN);
        return imm3 == 0 ? wide : x.apply(Arm64Operations.SHIFTS_LEFT, wide, Lowering.constant(imm3));
    }

    // ---- operations ----

    @Operation
    static long left(long value, long distance) {
        return value << distance;
    }

    @Operation
    static long right(long value, long distance) {
        return value >>> distance;
    }

    @Operation
    static long arithmeticRight(long value, long distance) {
        return value >> distance;
    }

    @Operation
    static long rotateRight(long value, long distance) {
        return Long.rotateRight(value, (int) distance);
    }

    @Operation
    static long wordLeft(long value, long distance) {
        return (int) value << (int) distance;
    }

    @Operation
    static long wordRight(long value, long distance) {
        return (int) value >>> (int) distance;
    }

    @Operation
    static long wordArithmeticRight(long value, long distance) {
        return (int) value >> (int) distance;
    }

    @Operation
    static long wordRotateRight(long value, long distance) {
        return Integer.rotateRight((int) value, (int) distance);
    }
}
