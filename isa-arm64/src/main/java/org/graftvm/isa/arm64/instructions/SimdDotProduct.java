package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Sums of products of bytes: of four in each word, and products of matrices of bytes. */
@Section(ref = "Arm ARM C3.5.14, C3.5.17: SIMD dot product; matrix multiply", feature = "AdvSIMD")
final class SimdDotProduct {
    private SimdDotProduct() {}

    @Instruction("sdot VdWord, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 01110 10 0 VmBytes:5 10010 1 VnBytes:5 VdWord:5")
    static long sdot(long VdWord, long VnBytes, long VmBytes) {
        return dot(VdWord, VnBytes, VmBytes, true, true);
    }

    @Instruction("udot VdWord, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 01110 10 0 VmBytes:5 10010 1 VnBytes:5 VdWord:5")
    static long udot(long VdWord, long VnBytes, long VmBytes) {
        return dot(VdWord, VnBytes, VmBytes, false, false);
    }

    @Instruction("usdot VdWord, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 01110 10 0 VmBytes:5 10011 1 VnBytes:5 VdWord:5")
    static long usdot(long VdWord, long VnBytes, long VmBytes) {
        return dot(VdWord, VnBytes, VmBytes, false, true);
    }

    @Instruction("sdot VdWord, VnBytes, VmGroupElement")
    @Encoding("0 Q:1 0 01111 10 VmGroupElement[5:0] 1110 VmGroupElement[6] 0 VnBytes:5 VdWord:5")
    static long sdotByElement(long VdWord, long VnBytes, long VmGroupElement) {
        return dot(VdWord, VnBytes, VmGroupElement, true, true);
    }

    @Instruction("udot VdWord, VnBytes, VmGroupElement")
    @Encoding("0 Q:1 1 01111 10 VmGroupElement[5:0] 1110 VmGroupElement[6] 0 VnBytes:5 VdWord:5")
    static long udotByElement(long VdWord, long VnBytes, long VmGroupElement) {
        return dot(VdWord, VnBytes, VmGroupElement, false, false);
    }

    @Instruction("usdot VdWord, VnBytes, VmGroupElement")
    @Encoding("0 Q:1 0 01111 10 VmGroupElement[5:0] 1111 VmGroupElement[6] 0 VnBytes:5 VdWord:5")
    static long usdotByElement(long VdWord, long VnBytes, long VmGroupElement) {
        return dot(VdWord, VnBytes, VmGroupElement, false, true);
    }

    @Instruction("sudot VdWord, VnBytes, VmGroupElement")
    @Encoding("0 Q:1 0 01111 00 VmGroupElement[5:0] 1111 VmGroupElement[6] 0 VnBytes:5 VdWord:5")
    static long sudotByElement(long VdWord, long VnBytes, long VmGroupElement) {
        return dot(VdWord, VnBytes, VmGroupElement, true, false);
    }

    @Instruction("smmla VdWords, VnBlock, VmBlock")
    @Encoding("0 1 0 01110 10 0 VmBlock:5 10100 1 VnBlock:5 VdWords:5")
    static void smmla(Lowering x, int VmBlock, int VnBlock, int VdWords) {
        multiply(x, Arm64Operations.SIMD_DOT_PRODUCT_SIGNED_ROW, VdWords, VnBlock, VmBlock);
    }

    @Instruction("ummla VdWords, VnBlock, VmBlock")
    @Encoding("0 1 1 01110 10 0 VmBlock:5 10100 1 VnBlock:5 VdWords:5")
    static void ummla(Lowering x, int VmBlock, int VnBlock, int VdWords) {
        multiply(x, Arm64Operations.SIMD_DOT_PRODUCT_UNSIGNED_ROW, VdWords, VnBlock, VmBlock);
    }

    @Instruction("usmmla VdWords, VnBlock, VmBlock")
    @Encoding("0 1 0 01110 10 0 VmBlock:5 10101 1 VnBlock:5 VdWords:5")
    static void usmmla(Lowering x, int VmBlock, int VnBlock, int VdWords) {
        multiply(x, Arm64Operations.SIMD_DOT_PRODUCT_MIXED_ROW, VdWords, VnBlock, VmBlock);
    }

    /** Each word gets the products of its four bytes. */
    private static long dot(long sums, long a, long b, boolean aSigned, boolean bSigned) {
        long low = sums + products((int) a, (int) b, aSigned, bSigned);
        long high = (sums >>> 32) + products((int) (a >>> 32), (int) (b >>> 32), aSigned, bSigned);
        return low & 0xffff_ffffL | high << 32;
    }

    private static int products(int a, int b, boolean aSigned, boolean bSigned) {
        int sum = 0;
        for (int at = 0; at < 32; at += 8) {
            int left = aSigned ? (byte) (a >> at) : a >>> at & 0xff;
            int right = bSigned ? (byte) (b >> at) : b >>> at & 0xff;
            sum += left * right;
        }
        return sum;
    }

    /** Two rows of eight bytes times two columns of eight: a half of a register each. */
    private static void multiply(Lowering x, OperationType type, int Vd, int Vn, int Vm) {
        Value[] rows = new Value[2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = x.apply(type, Simd.read(Vd, i), Simd.read(Vn, i), Simd.read(Vm, 0), Simd.read(Vm, 1));
        }
        Simd.write(x, Vd, rows[0], rows[1]);
    }

    @Operation
    static long signedRow(long sums, long row, long first, long second) {
        return row(sums, row, first, second, true, true);
    }

    @Operation
    static long unsignedRow(long sums, long row, long first, long second) {
        return row(sums, row, first, second, false, false);
    }

    /** Rows are unsigned, columns signed. */
    @Operation
    static long mixedRow(long sums, long row, long first, long second) {
        return row(sums, row, first, second, false, true);
    }

    private static long row(long sums, long row, long first, long second, boolean aSigned, boolean bSigned) {
        int low = eight(row, first, aSigned, bSigned) + (int) sums;
        int high = eight(row, second, aSigned, bSigned) + (int) (sums >>> 32);
        return low & 0xffff_ffffL | (long) high << 32;
    }

    private static int eight(long a, long b, boolean aSigned, boolean bSigned) {
        return products((int) a, (int) b, aSigned, bSigned)
                + products((int) (a >>> 32), (int) (b >>> 32), aSigned, bSigned);
    }
}
