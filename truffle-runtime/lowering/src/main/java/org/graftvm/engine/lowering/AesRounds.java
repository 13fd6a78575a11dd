package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.graftvm.spec.Operation;

/**
 * Rounds of AES by tables (FIPS 197): what a byte of the state becomes, and adds to its column, is one look-up. A state is two
 * halves of two columns each; from either half it looks the same, with the other half next.
 */
public final class AesRounds {
    private static final int SBOX_CONSTANT = 0x63;

    @CompilationFinal(dimensions = 1)
    private static final byte[] SBOX = new byte[256];

    @CompilationFinal(dimensions = 1)
    private static final byte[] INVERSE_SBOX = new byte[256];

    /** For each row 256 columns: what a byte there adds to the mixed column of its substitute. */
    @CompilationFinal(dimensions = 1)
    private static final int[] MIXED = new int[4 * 256];

    @CompilationFinal(dimensions = 1)
    private static final int[] INVERSE_MIXED = new int[4 * 256];

    /** What a byte of the first row adds to its column, mixed without substitution. */
    @CompilationFinal(dimensions = 1)
    private static final int[] COLUMN = new int[256];

    /** The same, inversely mixed. */
    @CompilationFinal(dimensions = 1)
    private static final int[] INVERSE_COLUMN = new int[256];

    static {
        byte[] inverses = FiniteField.inverses(FiniteField.AES);
        for (int i = 0; i < 256; i++) {
            int inverse = inverses[i] & 0xff;
            int s = inverse;
            for (int shift = 1; shift <= 4; shift++) {
                s ^= inverse << shift | inverse >> 8 - shift;
            }
            s = s & 0xff ^ SBOX_CONSTANT;
            SBOX[i] = (byte) s;
            INVERSE_SBOX[s] = (byte) i;
        }
        for (int i = 0; i < 256; i++) {
            int s = SBOX[i] & 0xff;
            COLUMN[i] = column(i, 2, 1, 1, 3);
            INVERSE_COLUMN[i] = column(i, 14, 9, 13, 11);
            for (int row = 0; row < 4; row++) {
                MIXED[256 * row + i] = Integer.rotateLeft(column(s, 2, 1, 1, 3), 8 * row);
                INVERSE_MIXED[256 * row + s] = Integer.rotateLeft(INVERSE_COLUMN[i], 8 * row);
            }
        }
    }

    private AesRounds() {}

    private static int column(int value, int row0, int row1, int row2, int row3) {
        return FiniteField.product(value, row0, FiniteField.AES)
                | FiniteField.product(value, row1, FiniteField.AES) << 8
                | FiniteField.product(value, row2, FiniteField.AES) << 16
                | FiniteField.product(value, row3, FiniteField.AES) << 24;
    }

    /** What SubBytes makes of the four bytes of a word. */
    public static int substitute(int word) {
        return substituted(SBOX, word, word, word, word);
    }

    /** MixColumns of two columns. */
    @Operation
    public static long mixColumns(long half) {
        return mixedColumn(COLUMN, (int) half) & 0xffff_ffffL | (long) mixedColumn(COLUMN, (int) (half >>> 32)) << 32;
    }

    /** InvMixColumns of two columns. */
    @Operation
    public static long inverseMixColumns(long half) {
        return mixedColumn(INVERSE_COLUMN, (int) half) & 0xffff_ffffL
                | (long) mixedColumn(INVERSE_COLUMN, (int) (half >>> 32)) << 32;
    }

    private static int mixedColumn(int[] table, int column) {
        return table[column & 0xff]
                ^ Integer.rotateLeft(table[column >> 8 & 0xff], 8)
                ^ Integer.rotateLeft(table[column >> 16 & 0xff], 16)
                ^ Integer.rotateLeft(table[column >>> 24], 24);
    }

    /** Two columns of a round: of the half that they are in, the other half, and the key. */
    @Operation
    public static long encrypt(long half, long other, long key) {
        int a = (int) half;
        int b = (int) (half >>> 32);
        int c = (int) other;
        int d = (int) (other >>> 32);
        return mixed(a, b, c, d) & 0xffff_ffffL ^ (long) mixed(b, c, d, a) << 32 ^ key;
    }

    private static int mixed(int a, int b, int c, int d) {
        return MIXED[a & 0xff] ^ MIXED[256 + (b >> 8 & 0xff)] ^ MIXED[512 + (c >> 16 & 0xff)] ^ MIXED[768 + (d >>> 24)];
    }

    @Operation
    public static long decrypt(long half, long other, long key) {
        int a = (int) half;
        int b = (int) (half >>> 32);
        int c = (int) other;
        int d = (int) (other >>> 32);
        return inverseMixed(a, d, c, b) & 0xffff_ffffL ^ (long) inverseMixed(b, a, d, c) << 32 ^ key;
    }

    private static int inverseMixed(int a, int b, int c, int d) {
        return INVERSE_MIXED[a & 0xff]
                ^ INVERSE_MIXED[256 + (b >> 8 & 0xff)]
                ^ INVERSE_MIXED[512 + (c >> 16 & 0xff)]
                ^ INVERSE_MIXED[768 + (d >>> 24)];
    }

    @Operation
    public static long encryptLast(long half, long other, long key) {
        int a = (int) half;
        int b = (int) (half >>> 32);
        int c = (int) other;
        int d = (int) (other >>> 32);
        return substituted(SBOX, a, b, c, d) & 0xffff_ffffL ^ (long) substituted(SBOX, b, c, d, a) << 32 ^ key;
    }

    @Operation
    public static long decryptLast(long half, long other, long key) {
        int a = (int) half;
        int b = (int) (half >>> 32);
        int c = (int) other;
        int d = (int) (other >>> 32);
        return substituted(INVERSE_SBOX, a, d, c, b) & 0xffff_ffffL
                ^ (long) substituted(INVERSE_SBOX, b, a, d, c) << 32
                ^ key;
    }

    private static int substituted(byte[] box, int a, int b, int c, int d) {
        return box[a & 0xff] & 0xff
                | (box[b >> 8 & 0xff] & 0xff) << 8
                | (box[c >> 16 & 0xff] & 0xff) << 16
                | box[d >>> 24] << 24;
    }
}
