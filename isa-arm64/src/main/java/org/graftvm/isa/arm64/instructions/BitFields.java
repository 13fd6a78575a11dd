package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Moves of bit fields: bits {@code immr} to {@code imms} of the source go to the bottom, or, where {@code imms} is less, its low
 * {@code imms + 1} bits up to where they were rotated. Shifts and extensions by constants are special cases.
 */
@Section(
        ref = "Arm ARM C3.4.5, C3.4.6: Bitfield operations, Bitfield insert and extract, Extract register",
        feature = "A64")
final class BitFields {
    private static final String WIDTH = "sf == N && (sf == 1 || immr < 32 && imms < 32)";

    private BitFields() {}

    @Instruction("sbfm Rd, Rn, #immr, #imms")
    @Encoding(value = "sf:1 00 100110 N:1 immr:6 imms:6 Rn:5 Rd:5", when = WIDTH)
    static void sbfm(Lowering x, int immr, int imms, int Rn, int Rd) {
        Value source = Lowering.read(Rn);
        if (immr == 0 && (imms == 7 || imms == 15 || imms == 31)) {
            x.write(
                    Rd,
                    imms == 7
                            ? CommonOperations.BASIC_EXTEND_BYTE
                            : imms == 15 ? CommonOperations.BASIC_EXTEND_SHORT : CommonOperations.BASIC_EXTEND_INT,
                    source);
            return;
        }
        int left = 63 - imms;
        int right = imms >= immr ? left + immr : left - (x.size() - immr);
        if (left == 0) {
            x.write(Rd, Arm64Operations.SHIFTS_ARITHMETIC_RIGHT, source, Lowering.constant(right));
        } else {
            x.write(
                    Rd,
                    Arm64Operations.BIT_FIELDS_SIGNED_FIELD,
                    source,
                    Lowering.constant(left),
                    Lowering.constant(right));
        }
    }

    /** {@code old} bits outside of the field stay. */
    @Instruction("bfm Rd, Rn, #immr, #imms")
    @Encoding(value = "sf:1 01 100110 N:1 immr:6 imms:6 Rn:5 Rd:5", when = WIDTH)
    static void bfm(Lowering x, int immr, int imms, int Rn, int Rd) {
        Value moved = field(x, immr, imms, Rn);
        long mask = Lowering.mask(length(immr, imms)) << place(x, immr, imms);
        x.write(Rd, CommonOperations.BASIC_MERGE, Lowering.read(Rd), moved, Lowering.constant(mask));
    }

    @Instruction("ubfm Rd, Rn, #immr, #imms")
    @Encoding(value = "sf:1 10 100110 N:1 immr:6 imms:6 Rn:5 Rd:5", when = WIDTH)
    static void ubfm(Lowering x, int immr, int imms, int Rn, int Rd) {
        Value source = Lowering.read(Rn);
        if (imms >= immr) {
            if (imms == 63) {
                x.write(Rd, Arm64Operations.SHIFTS_RIGHT, source, Lowering.constant(immr));
            } else {
                x.write(
                        Rd,
                        Arm64Operations.BIT_FIELDS_FIELD,
                        source,
                        Lowering.constant(immr),
                        Lowering.constant(Lowering.mask(imms - immr + 1)));
            }
        } else if (imms + 1 == immr) {
            x.write(Rd, Arm64Operations.SHIFTS_LEFT, source, Lowering.constant(x.size() - immr));
        } else {
            x.write(
                    Rd,
                    Arm64Operations.BIT_FIELDS_PLACED,
                    source,
                    Lowering.constant(x.size() - immr),
                    Lowering.constant(Lowering.mask(imms + 1) << x.size() - immr));
        }
    }

    /** The field at its place; other bits are undefined. */
    private static Value field(Lowering x, int immr, int imms, int Rn) {
        Value source = Lowering.read(Rn);
        if (imms >= immr) {
            return immr == 0 ? source : x.apply(Arm64Operations.SHIFTS_RIGHT, source, Lowering.constant(immr));
        }
        return x.apply(Arm64Operations.SHIFTS_LEFT, source, Lowering.constant(x.size() - immr));
    }

    private static int length(int immr, int imms) {
        return imms >= immr ? imms - immr + 1 : imms + 1;
    }

    private static int place(Lowering x, int immr, int imms) {
        return imms >= immr ? 0 : x.size() - immr;
    }

    @Instruction("extr Rd, Rn, Rm, #imms")
    @Encoding(value = "sf:1 00 100111 N:1 0 Rm:5 imms:6 Rn:5 Rd:5", when = "sf == N && (sf == 1 || imms < 32)")
    static void extr(Lowering x, int Rm, int imms, int Rn, int Rd) {
        Value low = Lowering.read(Rm);
        Value distance = Lowering.constant(imms);
        if (imms == 0) {
            x.write(Rd, low);
        } else if (Rm == Rn) {
            x.write(
                    Rd,
                    x.size() == 64 ? Arm64Operations.SHIFTS_ROTATE_RIGHT : Arm64Operations.SHIFTS_WORD_ROTATE_RIGHT,
                    low,
                    distance);
        } else {
            x.write(
                    Rd,
                    x.size() == 64 ? Arm64Operations.BIT_FIELDS_EXTRACTED : Arm64Operations.BIT_FIELDS_WORD_EXTRACTED,
                    Lowering.read(Rn),
                    low,
                    distance);
        }
    }

    // ---- operations ----

    @Operation
    static long field(long value, long distance, long mask) {
        return value >>> distance & mask;
    }

    @Operation
    static long placed(long value, long distance, long mask) {
        return value << distance & mask;
    }

    @Operation
    static long signedField(long value, long left, long right) {
        return value << left >> right;
    }

    @Operation
    static long extracted(long high, long low, long distance) {
        return low >>> distance | high << -distance;
    }

    @Operation
    static long wordExtracted(long high, long low, long distance) {
        return (low & 0xffff_ffffL | high << 32) >>> distance;
    }
}
