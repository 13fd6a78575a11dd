package org.graftvm.engine.lowering;

/** Bytes as elements of a field of 256, polynomials modulo one of degree 8: what ciphers are made of. */
public final class FiniteField {
    /** x^8 + x^4 + x^3 + x + 1, of AES (FIPS 197, 4.2). */
    public static final int AES = 0x11b;

    private FiniteField() {}

    /** The product of two elements. */
    public static int product(int a, int b, int modulus) {
        int result = 0;
        int power = a;
        for (int rest = b; rest != 0; rest >>= 1) {
            result ^= (rest & 1) != 0 ? power : 0;
            power <<= 1;
            power ^= power > 0xff ? modulus : 0;
        }
        return result;
    }

    /** The inverse of each element; of zero, zero. */
    public static byte[] inverses(int modulus) {
        byte[] inverses = new byte[256];
        for (int a = 1; a < 256; a++) {
            for (int b = 1; b < 256 && inverses[a] == 0; b++) {
                if (product(a, b, modulus) == 1) {
                    inverses[a] = (byte) b;
                }
            }
        }
        return inverses;
    }
}
