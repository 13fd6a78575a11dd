package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Rounds and message schedules of SHA-1 and SHA-256. A register is four words, two in each half. */
@Section(ref = "SDM volume 1, 5.18: Intel SHA Extensions", feature = "SHA")
final class Sha {
    private Sha() {}

    /** Four rounds, of a function and constant that the immediate chooses. */
    @Instruction("sha1rnds4")
    @Encoding("NP 0F 3A CC /r ib : Vx Wx Ib")
    static void sha1rnds4(Lowering x) {
        Value function = Lowering.constant(Vectors.immediate(x) & 3);
        Value low = source(x, 0, 0);
        Value high = source(x, 0, 1);
        write(
                x,
                x.apply(X86Operations.SHA_SHA1_FIRST_ROUNDS, low, high, source(x, 1, 1), function),
                x.apply(X86Operations.SHA_SHA1_ROUNDS, low, high, source(x, 1, 0), source(x, 1, 1), function));
    }

    @Instruction("sha1nexte")
    @Encoding("NP 0F 38 C8 /r : Vx Wx")
    static void sha1nexte(Lowering x) {
        Value high = x.apply(X86Operations.SHA_NEXT_E, source(x, 0, 1), source(x, 1, 1));
        write(x, source(x, 1, 0), high);
    }

    @Instruction("sha1msg1")
    @Encoding("NP 0F 38 C9 /r : Vx Wx")
    static void sha1msg1(Lowering x) {
        write(
                x,
                x.apply(X86Operations.VECTOR_LOGIC_PXOR, source(x, 0, 0), source(x, 1, 1)),
                x.apply(X86Operations.VECTOR_LOGIC_PXOR, source(x, 0, 1), source(x, 0, 0)));
    }

    @Instruction("sha1msg2")
    @Encoding("NP 0F 38 CA /r : Vx Wx")
    static void sha1msg2(Lowering x) {
        Value high = x.apply(X86Operations.SHA_SHA1_UPPER_MESSAGE, source(x, 0, 1), source(x, 1, 0), source(x, 1, 1));
        Value low = x.apply(X86Operations.SHA_SHA1_LOWER_MESSAGE, source(x, 0, 0), source(x, 1, 0), high);
        write(x, low, high);
    }

    /** Two rounds; XMM0 has the sums of message words and constants. */
    @Instruction("sha256rnds2")
    @Encoding("NP 0F 38 CB /r : Vx Wx XMM0")
    static void sha256rnds2(Lowering x) {
        Value[] arguments = {source(x, 0, 0), source(x, 0, 1), source(x, 1, 0), source(x, 1, 1), source(x, 2, 0)};
        write(
                x,
                x.apply(X86Operations.SHA_SHA256_LOWER_ROUNDS, arguments),
                x.apply(X86Operations.SHA_SHA256_UPPER_ROUNDS, arguments));
    }

    @Instruction("sha256msg1")
    @Encoding("NP 0F 38 CC /r : Vx Wx")
    static void sha256msg1(Lowering x) {
        write(
                x,
                x.apply(X86Operations.SHA_SHA256_FIRST_MESSAGE, source(x, 0, 0), source(x, 0, 1)),
                x.apply(X86Operations.SHA_SHA256_FIRST_MESSAGE, source(x, 0, 1), source(x, 1, 0)));
    }

    @Instruction("sha256msg2")
    @Encoding("NP 0F 38 CD /r : Vx Wx")
    static void sha256msg2(Lowering x) {
        Value low = x.apply(X86Operations.SHA_SHA256_SECOND_MESSAGE, source(x, 0, 0), source(x, 1, 1));
        write(x, low, x.apply(X86Operations.SHA_SHA256_SECOND_MESSAGE, source(x, 0, 1), low));
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xffff_ffffL;
    }

    private static int high(long half) {
        return (int) (half >>> 32);
    }

    // ---- SHA-1 ----

    private static int sha1Function(int function, int b, int c, int d) {
        return switch (function) {
            case 0 -> (b & c ^ ~b & d) + 0x5a82_7999;
            case 1 -> (b ^ c ^ d) + 0x6ed9_eba1;
            case 2 -> (b & c ^ b & d ^ c & d) + 0x8f1b_bcdc;
            default -> (b ^ c ^ d) + 0xca62_c1d6;
        };
    }

    private static int sha1Round(int function, int a, int b, int c, int d, int sum) {
        return sha1Function(function, b, c, d) + Integer.rotateLeft(a, 5) + sum;
    }

    /** C and D behind four rounds: A of the first two, rotated. */
    @Operation
    static long sha1FirstRounds(long dc, long ba, long words, int function) {
        int a = high(ba);
        int b = (int) ba;
        int c = high(dc);
        int d = (int) dc;
        int a1 = sha1Round(function, a, b, c, d, high(words));
        int a2 = sha1Round(function, a1, a, Integer.rotateLeft(b, 30), c, (int) words + d);
        return pair(Integer.rotateLeft(a2, 30), Integer.rotateLeft(a1, 30));
    }

    /** A and B behind four rounds. */
    @Operation
    static long sha1Rounds(long dc, long ba, long lastWords, long words, int function) {
        int a = high(ba);
        int b = (int) ba;
        int c = high(dc);
        int d = (int) dc;
        int a1 = sha1Round(function, a, b, c, d, high(words));
        int c1 = Integer.rotateLeft(b, 30);
        int a2 = sha1Round(function, a1, a, c1, c, (int) words + d);
        int c2 = Integer.rotateLeft(a, 30);
        int a3 = sha1Round(function, a2, a1, c2, c1, high(lastWords) + c);
        int c3 = Integer.rotateLeft(a1, 30);
        int a4 = sha1Round(function, a3, a2, c3, c2, (int) lastWords + c1);
        return pair(a4, a3);
    }

    @Operation
    static long nextE(long a, long b) {
        return b + ((long) Integer.rotateLeft(high(a), 30) << 32);
    }

    @Operation
    static long sha1UpperMessage(long a, long low, long high) {
        return pair(Integer.rotateLeft(high(a) ^ (int) high, 1), Integer.rotateLeft((int) a ^ high(low), 1));
    }

    /** @param first the words just made */
    @Operation
    static long sha1LowerMessage(long a, long low, long first) {
        return pair(Integer.rotateLeft(high(a) ^ (int) low, 1), Integer.rotateLeft((int) a ^ high(first), 1));
    }

    // ---- SHA-256 ----

    private static int upperSigma0(int a) {
        return Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
    }

    private static int upperSigma1(int e) {
        return Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
    }

    private static int lowerSigma0(int w) {
        return Integer.rotateRight(w, 7) ^ Integer.rotateRight(w, 18) ^ w >>> 3;
    }

    private static int lowerSigma1(int w) {
        return Integer.rotateRight(w, 17) ^ Integer.rotateRight(w, 19) ^ w >>> 10;
    }

    private static int choice(int e, int f, int g) {
        return g ^ e & (f ^ g);
    }

    private static int majority(int a, int b, int c) {
        return a & b | c & (a | b);
    }

    /** What both A and E of the next round have in them. */
    private static int common(int e, int f, int g, int sum) {
        return choice(e, f, g) + upperSigma1(e) + sum;
    }

    /** E and F behind two rounds. */
    @Operation
    static long sha256LowerRounds(long hg, long dc, long fe, long ba, long sums) {
        int e = high(fe);
        int f = (int) fe;
        int g = high(hg);
        int e1 = common(e, f, g, (int) sums + (int) hg) + (int) dc;
        int e2 = common(e1, e, f, high(sums) + g) + high(dc);
        return pair(e2, e1);
    }

    /** A and B behind two rounds. */
    @Operation
    static long sha256UpperRounds(long hg, long dc, long fe, long ba, long sums) {
        int a = high(ba);
        int b = (int) ba;
        int e = high(fe);
        int f = (int) fe;
        int g = high(hg);
        int first = common(e, f, g, (int) sums + (int) hg);
        int a1 = first + majority(a, b, high(dc)) + upperSigma0(a);
        int e1 = first + (int) dc;
        int a2 = common(e1, e, f, high(sums) + g) + majority(a1, a, b) + upperSigma0(a1);
        return pair(a2, a1);
    }

    /** Two words of the schedule and the next one. */
    @Operation
    static long sha256FirstMessage(long words, long next) {
        return pair(high(words) + lowerSigma0((int) next), (int) words + lowerSigma0(high(words)));
    }

    /** @param before the two words that stand two places before */
    @Operation
    static long sha256SecondMessage(long words, long before) {
        return pair(high(words) + lowerSigma1(high(before)), (int) words + lowerSigma1((int) before));
    }
}
