package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** AES by tables: what a byte of the state becomes, and adds to its column, is one look-up. */
@Section(ref = "SDM volume 1, 5.12: Intel AES-NI and PCLMULQDQ", feature = "AES")
final class Aes {
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

    /** What a byte of the first row adds to its column, inversely mixed without substitution. */
    @CompilationFinal(dimensions = 1)
    private static final int[] INVERSE_COLUMN = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int inverse = GaloisField.inverse(i);
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
            INVERSE_COLUMN[i] = column(i, 14, 9, 13, 11);
            for (int row = 0; row < 4; row++) {
                MIXED[256 * row + i] = Integer.rotateLeft(column(s, 2, 1, 1, 3), 8 * row);
                INVERSE_MIXED[256 * row + s] = Integer.rotateLeft(INVERSE_COLUMN[i], 8 * row);
            }
        }
    }

    private Aes() {}

    private static int column(int value, int row0, int row1, int row2, int row3) {
        return GaloisField.product(value, row0)
                | GaloisField.product(value, row1) << 8
                | GaloisField.product(value, row2) << 16
                | GaloisField.product(value, row3) << 24;
    }

    @Instruction("aesenc")
    @Encoding({"66 0F 38 DC /r : Vx Wx", "VEX.66.0F38.WIG DC /r : Vx Hx Wx"})
    static void aesenc(Lowering x) {
        round(x, X86Operations.AES_ENCRYPT);
    }

    @Instruction("aesenclast")
    @Encoding({"66 0F 38 DD /r : Vx Wx", "VEX.66.0F38.WIG DD /r : Vx Hx Wx"})
    static void aesenclast(Lowering x) {
        round(x, X86Operations.AES_ENCRYPT_LAST);
    }

    @Instruction("aesdec")
    @Encoding({"66 0F 38 DE /r : Vx Wx", "VEX.66.0F38.WIG DE /r : Vx Hx Wx"})
    static void aesdec(Lowering x) {
        round(x, X86Operations.AES_DECRYPT);
    }

    @Instruction("aesdeclast")
    @Encoding({"66 0F 38 DF /r : Vx Wx", "VEX.66.0F38.WIG DF /r : Vx Hx Wx"})
    static void aesdeclast(Lowering x) {
        round(x, X86Operations.AES_DECRYPT_LAST);
    }

    /** From either half the state looks the same: the other half comes next. */
    private static void round(Lowering x, OperationType type) {
        eachLane(x, lane -> {
            Value[] state = lane(x, 0, lane);
            return new Value[] {
                x.apply(type, state[0], state[1], source(x, 1, 2 * lane)),
                x.apply(type, state[1], state[0], source(x, 1, 2 * lane + 1))
            };
        });
    }

    @Instruction("aesimc")
    @Encoding({"66 0F 38 DB /r : Vx Wx", "VEX.128.66.0F38.WIG DB /r : Vx Wx"})
    static long aesimc(long b) {
        return inverseColumn((int) b) & 0xffff_ffffL | (long) inverseColumn((int) (b >>> 32)) << 32;
    }

    private static int inverseColumn(int column) {
        return INVERSE_COLUMN[column & 0xff]
                ^ Integer.rotateLeft(INVERSE_COLUMN[column >> 8 & 0xff], 8)
                ^ Integer.rotateLeft(INVERSE_COLUMN[column >> 16 & 0xff], 16)
                ^ Integer.rotateLeft(INVERSE_COLUMN[column >>> 24], 24);
    }

    @Instruction("aeskeygenassist")
    @Encoding({"66 0F 3A DF /r ib : Vx Wx Ib", "VEX.128.66.0F3A.WIG DF /r ib : Vx Wx Ib"})
    static long aeskeygenassist(long b, int c) {
        int word = (int) (b >>> 32);
        int substituted = SBOX[word & 0xff] & 0xff
                | (SBOX[word >> 8 & 0xff] & 0xff) << 8
                | (SBOX[word >> 16 & 0xff] & 0xff) << 16
                | SBOX[word >>> 24] << 24;
        return substituted & 0xffff_ffffL | (long) (Integer.rotateRight(substituted, 8) ^ c) << 32;
    }

    /** Two columns of a round: of the half that they are in, the other half, and the key. */
    @Operation
    static long encrypt(long half, long other, long key) {
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
    static long decrypt(long half, long other, long key) {
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
    static long encryptLast(long half, long other, long key) {
        int a = (int) half;
        int b = (int) (half >>> 32);
        int c = (int) other;
        int d = (int) (other >>> 32);
        return substituted(SBOX, a, b, c, d) & 0xffff_ffffL ^ (long) substituted(SBOX, b, c, d, a) << 32 ^ key;
    }

    @Operation
    static long decryptLast(long half, long other, long key) {
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
