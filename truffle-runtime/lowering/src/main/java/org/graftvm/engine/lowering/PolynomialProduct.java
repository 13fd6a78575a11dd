package org.graftvm.engine.lowering;

import org.graftvm.spec.Operation;

/** Products of polynomials over the field of two elements. */
public final class PolynomialProduct {
    private PolynomialProduct() {}

    /**
     * The low 64 bits. Where of four neighbouring bits one is used, the carries of a multiplication stay in the gaps: the sum
     * of at most fifteen bits, or sixteen at the top, where the carry is lost.
     */
    @Operation
    public static long low(long a, long b) {
        long a0 = a & 0x1111_1111_1111_1111L;
        long a1 = a & 0x2222_2222_2222_2222L;
        long a2 = a & 0x4444_4444_4444_4444L;
        long a3 = a & 0x8888_8888_8888_8888L;
        long b0 = b & 0x1111_1111_1111_1111L;
        long b1 = b & 0x2222_2222_2222_2222L;
        long b2 = b & 0x4444_4444_4444_4444L;
        long b3 = b & 0x8888_8888_8888_8888L;
        long c0 = a0 * b0 ^ a1 * b3 ^ a2 * b2 ^ a3 * b1;
        long c1 = a0 * b1 ^ a1 * b0 ^ a2 * b3 ^ a3 * b2;
        long c2 = a0 * b2 ^ a1 * b1 ^ a2 * b0 ^ a3 * b3;
        long c3 = a0 * b3 ^ a1 * b2 ^ a2 * b1 ^ a3 * b0;
        return c0 & 0x1111_1111_1111_1111L
                | c1 & 0x2222_2222_2222_2222L
                | c2 & 0x4444_4444_4444_4444L
                | c3 & 0x8888_8888_8888_8888L;
    }

    /** The high 63 bits: the low ones of the reversed factors, reversed. */
    @Operation
    public static long high(long a, long b) {
        return Long.reverse(low(Long.reverse(a), Long.reverse(b))) >>> 1;
    }
}
