package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.Words.high;
import static org.graftvm.engine.lowering.Words.pair;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.FiniteField;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** The hash SM3 (GB/T 32905) and the block cipher SM4 (GB/T 32907). */
@Section(ref = "Arm ARM C3.5.18: Cryptographic SM3, SM4", feature = "SM3, SM4")
final class SimdSm {
    /** Of SM4: x^8 + x^7 + x^6 + x^5 + x^4 + x^2 + 1. */
    private static final int MODULUS = 0x1f5;

    /** Which bits of a byte the lowest bit of its affine image is the sum of; each next bit takes the next ones. */
    private static final int MATRIX_ROW = 0xa7;

    private static final int SBOX_CONSTANT = 0xd3;

    @CompilationFinal(dimensions = 1)
    private static final byte[] SBOX = new byte[256];

    static {
        byte[] inverses = FiniteField.inverses(MODULUS);
        for (int i = 0; i < SBOX.length; i++) {
            SBOX[i] = (byte) affine(inverses[affine(i)] & 0xff);
        }
    }

    private SimdSm() {}

    /** A byte times a circulant matrix, plus the constant. */
    private static int affine(int value) {
        int result = SBOX_CONSTANT;
        for (int bit = 0; bit < 8; bit++) {
            int row = (MATRIX_ROW << bit | MATRIX_ROW >>> 8 - bit) & 0xff;
            result ^= (Integer.bitCount(row & value) & 1) << bit;
        }
        return result;
    }

    // ---- SM3 ----

    @Instruction("sm3partw1 VdWords, VnWords, VmWords")
    @Encoding("1100 1110 011 VmWords:5 1 1 00 00 VnWords:5 VdWords:5")
    static void sm3partw1(Lowering x, int VmWords, int VnWords, int VdWords) {
        Value[] m = {Simd.read(VmWords, 0), Simd.read(VmWords, 1)};
        Value[] sums = new Value[2];
        for (int i = 0; i < 2; i++) {
            sums[i] = x.apply(Arm64Operations.SIMD_LOGIC_EOR, Simd.read(VdWords, i), Simd.read(VnWords, i));
        }
        Value low = x.apply(Arm64Operations.SIMD_SM_LOWER_MESSAGE, sums[0], m[0], m[1]);
        Simd.write(x, VdWords, low, x.apply(Arm64Operations.SIMD_SM_UPPER_MESSAGE, sums[1], m[1], low));
    }

    @Instruction("sm3partw2 VdWords, VnWords, VmWords")
    @Encoding("1100 1110 011 VmWords:5 1 1 00 01 VnWords:5 VdWords:5")
    static void sm3partw2(Lowering x, int VmWords, int VnWords, int VdWords) {
        Value[] sums = new Value[2];
        for (int i = 0; i < 2; i++) {
            sums[i] = x.apply(Arm64Operations.SIMD_SM_ADD_ROTATED, Simd.read(VnWords, i), Simd.read(VmWords, i));
        }
        Value low = x.apply(Arm64Operations.SIMD_LOGIC_EOR, Simd.read(VdWords, 0), sums[0]);
        Value high = x.apply(Arm64Operations.SIMD_LOGIC_EOR, Simd.read(VdWords, 1), sums[1]);
        Simd.write(x, VdWords, low, x.apply(Arm64Operations.SIMD_SM_LAST_MESSAGE, high, sums[0]));
    }

    @Instruction("sm3ss1 VdWords, VnWords, VmWords, VaWords")
    @Encoding("1100 1110 010 VmWords:5 0 VaWords:5 VnWords:5 VdWords:5")
    static void sm3ss1(Lowering x, int VmWords, int VaWords, int VnWords, int VdWords) {
        Value sum = x.apply(
                Arm64Operations.SIMD_SM_FIRST_SUM, Simd.read(VnWords, 1), Simd.read(VmWords, 1), Simd.read(VaWords, 1));
        Simd.write(x, VdWords, Lowering.constant(0), sum);
    }

    @Instruction("sm3tt1a VdWords, VnWords, VmWordPart{wordIndex}")
    @Encoding("1100 1110 010 VmWordPart:5 10 wordIndex:2 00 VnWords:5 VdWords:5")
    static void sm3tt1a(Lowering x, int VmWordPart, int wordIndex, int VnWords, int VdWords) {
        round(x, Arm64Operations.SIMD_SM_FIRST_ROUND, 0, 9, VdWords, VnWords, word(x, VmWordPart, wordIndex));
    }

    @Instruction("sm3tt1b VdWords, VnWords, VmWordPart{wordIndex}")
    @Encoding("1100 1110 010 VmWordPart:5 10 wordIndex:2 01 VnWords:5 VdWords:5")
    static void sm3tt1b(Lowering x, int VmWordPart, int wordIndex, int VnWords, int VdWords) {
        round(x, Arm64Operations.SIMD_SM_FIRST_ROUND, 1, 9, VdWords, VnWords, word(x, VmWordPart, wordIndex));
    }

    @Instruction("sm3tt2a VdWords, VnWords, VmWordPart{wordIndex}")
    @Encoding("1100 1110 010 VmWordPart:5 10 wordIndex:2 10 VnWords:5 VdWords:5")
    static void sm3tt2a(Lowering x, int VmWordPart, int wordIndex, int VnWords, int VdWords) {
        round(x, Arm64Operations.SIMD_SM_SECOND_ROUND, 0, 19, VdWords, VnWords, word(x, VmWordPart, wordIndex));
    }

    @Instruction("sm3tt2b VdWords, VnWords, VmWordPart{wordIndex}")
    @Encoding("1100 1110 010 VmWordPart:5 10 wordIndex:2 11 VnWords:5 VdWords:5")
    static void sm3tt2b(Lowering x, int VmWordPart, int wordIndex, int VnWords, int VdWords) {
        round(x, Arm64Operations.SIMD_SM_SECOND_ROUND, 1, 19, VdWords, VnWords, word(x, VmWordPart, wordIndex));
    }

    // ---- SM4 ----

    @Instruction("sm4e VdWords, VnWords")
    @Encoding("1100 1110 110 00000 1000 01 VnWords:5 VdWords:5")
    static void sm4e(Lowering x, int VnWords, int VdWords) {
        rounds(x, Arm64Operations.SIMD_SM_CIPHER_ROUNDS, VdWords, VdWords, VnWords);
    }

    @Instruction("sm4ekey VdWords, VnWords, VmWords")
    @Encoding("1100 1110 011 VmWords:5 1 1 00 10 VnWords:5 VdWords:5")
    static void sm4ekey(Lowering x, int VmWords, int VnWords, int VdWords) {
        rounds(x, Arm64Operations.SIMD_SM_KEY_ROUNDS, VdWords, VnWords, VmWords);
    }

    // ---- compositions ----

    private static Value word(Lowering x, int register, int index) {
        return x.apply(
                Arm64Operations.ELEMENTS_EXTRACT,
                Simd.read(register, index >>> 1),
                Lowering.constant(32 * (index & 1)),
                Lowering.constant(2));
    }

    /** The words move down by one, the third is rotated, and a new one is the highest. */
    private static void round(Lowering x, OperationType type, int late, int rotation, int Vd, int Vn, Value word) {
        Value low = Simd.read(Vd, 0);
        Value high = Simd.read(Vd, 1);
        Value moved = x.apply(Arm64Operations.SIMD_SM_MOVE_WORDS, low, high, Lowering.constant(rotation));
        Value made = x.apply(type, low, high, Simd.read(Vn, 1), word, Lowering.constant(late));
        Simd.write(x, Vd, moved, made);
    }

    /** Four rounds on four words, of which each two make two more. */
    private static void rounds(Lowering x, OperationType type, int Vd, int state, int keys) {
        Value high = Simd.read(state, 1);
        Value low = x.apply(type, Simd.read(state, 0), high, Simd.read(keys, 0));
        Simd.write(x, Vd, low, x.apply(type, high, low, Simd.read(keys, 1)));
    }

    // ---- operations ----

    private static int permuted(int word) {
        return word ^ Integer.rotateLeft(word, 15) ^ Integer.rotateLeft(word, 23);
    }

    @Operation
    static long lowerMessage(long sums, long low, long high) {
        return pair(
                permuted(high(sums) ^ Integer.rotateLeft((int) high, 15)),
                permuted((int) sums ^ Integer.rotateLeft(high(low), 15)));
    }

    @Operation
    static long upperMessage(long sums, long high, long first) {
        return pair(
                permuted(high(sums) ^ Integer.rotateLeft((int) first, 15)),
                permuted((int) sums ^ Integer.rotateLeft(high(high), 15)));
    }

    @Operation
    static long addRotated(long a, long b) {
        return a ^ pair(Integer.rotateLeft(high(b), 7), Integer.rotateLeft((int) b, 7));
    }

    @Operation
    static long lastMessage(long words, long first) {
        return words ^ (long) permuted(Integer.rotateLeft((int) first, 15)) << 32;
    }

    @Operation
    static long firstSum(long a, long e, long constant) {
        return (long) Integer.rotateLeft(Integer.rotateLeft(high(a), 12) + high(e) + high(constant), 7) << 32;
    }

    @Operation
    static long moveWords(long low, long high, int rotation) {
        return pair(Integer.rotateLeft((int) high, rotation), high(low));
    }

    /** @param late whether it is one of the rounds from 16 on, which have the majority for the parity */
    @Operation
    static long firstRound(long low, long high, long sum, long word, int late) {
        int a = high(high);
        int b = (int) high;
        int c = high(low);
        int function = late == 0 ? a ^ b ^ c : a & b | c & (a | b);
        int both = high(sum) ^ Integer.rotateLeft(a, 12);
        return pair(function + (int) low + both + (int) word, a);
    }

    /** @param late whether it is one of the rounds from 16 on, which have a choice for the parity */
    @Operation
    static long secondRound(long low, long high, long sum, long word, int late) {
        int e = high(high);
        int f = (int) high;
        int g = high(low);
        int function = late == 0 ? e ^ f ^ g : g ^ e & (f ^ g);
        int made = function + (int) low + high(sum) + (int) word;
        return pair(made ^ Integer.rotateLeft(made, 9) ^ Integer.rotateLeft(made, 17), e);
    }

    private static int substituted(int word) {
        return SBOX[word & 0xff] & 0xff
                | (SBOX[word >> 8 & 0xff] & 0xff) << 8
                | (SBOX[word >> 16 & 0xff] & 0xff) << 16
                | SBOX[word >>> 24] << 24;
    }

    private static int cipherRound(int first, int others) {
        int s = substituted(others);
        int mixed = s ^ Integer.rotateLeft(s, 2) ^ Integer.rotateLeft(s, 10) ^ Integer.rotateLeft(s, 18);
        return first ^ mixed ^ Integer.rotateLeft(s, 24);
    }

    private static int keyRound(int first, int others) {
        int s = substituted(others);
        return first ^ s ^ Integer.rotateLeft(s, 13) ^ Integer.rotateLeft(s, 23);
    }

    /** Two words behind the four of a state. */
    @Operation
    static long cipherRounds(long low, long high, long keys) {
        int first = cipherRound((int) low, high(low) ^ (int) high ^ high(high) ^ (int) keys);
        return pair(cipherRound(high(low), (int) high ^ high(high) ^ first ^ high(keys)), first);
    }

    @Operation
    static long keyRounds(long low, long high, long constants) {
        int first = keyRound((int) low, high(low) ^ (int) high ^ high(high) ^ (int) constants);
        return pair(keyRound(high(low), (int) high ^ high(high) ^ first ^ high(constants)), first);
    }
}
