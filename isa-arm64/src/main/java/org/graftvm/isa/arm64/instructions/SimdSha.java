package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.Words.high;
import static org.graftvm.engine.lowering.Words.pair;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Sha1;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** SHA-1 and SHA-256: four rounds in an instruction, and message schedules. The first word, as A, stands lowest. */
@Section(ref = "Arm ARM C3.5.18: Cryptographic SHA", feature = "SHA1, SHA256")
final class SimdSha {
    private SimdSha() {}

    @Instruction("sha1c Qd, Sn, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 000 00 Sn:5 Qd:5")
    static void sha1c(Lowering x, int VmWords, int Sn, int Qd) {
        rounds(x, Sha1.CHOICE, Qd, Sn, VmWords);
    }

    @Instruction("sha1p Qd, Sn, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 001 00 Sn:5 Qd:5")
    static void sha1p(Lowering x, int VmWords, int Sn, int Qd) {
        rounds(x, Sha1.PARITY, Qd, Sn, VmWords);
    }

    @Instruction("sha1m Qd, Sn, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 010 00 Sn:5 Qd:5")
    static void sha1m(Lowering x, int VmWords, int Sn, int Qd) {
        rounds(x, Sha1.MAJORITY, Qd, Sn, VmWords);
    }

    @Instruction("sha1h Sd, Sn")
    @Encoding("0101 1110 00 10100 00000 10 Sn:5 Sd:5")
    static long sha1h(long Sn) {
        return Integer.rotateLeft((int) Sn, 30);
    }

    @Instruction("sha1su0 VdWords, VnWords, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 011 00 VnWords:5 VdWords:5")
    static void sha1su0(Lowering x, int VmWords, int VnWords, int VdWords) {
        Value low = Simd.read(VdWords, 0);
        Value high = Simd.read(VdWords, 1);
        Simd.write(
                x,
                VdWords,
                x.apply(Arm64Operations.SIMD_SHA_EXCLUSIVE_OR, low, high, Simd.read(VmWords, 0)),
                x.apply(Arm64Operations.SIMD_SHA_EXCLUSIVE_OR, high, Simd.read(VnWords, 0), Simd.read(VmWords, 1)));
    }

    @Instruction("sha1su1 VdWords, VnWords")
    @Encoding("0101 1110 00 10100 00001 10 VnWords:5 VdWords:5")
    static void sha1su1(Lowering x, int VnWords, int VdWords) {
        Value[] n = {Simd.read(VnWords, 0), Simd.read(VnWords, 1)};
        Value low = x.apply(Arm64Operations.SIMD_SHA_LOWER_MESSAGE, Simd.read(VdWords, 0), n[0], n[1]);
        Value high = x.apply(Arm64Operations.SIMD_SHA_UPPER_MESSAGE, Simd.read(VdWords, 1), n[1], low);
        Simd.write(x, VdWords, low, high);
    }

    @Instruction("sha256h Qd, Qn, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 100 00 Qn:5 Qd:5")
    static void sha256h(Lowering x, int VmWords, int Qn, int Qd) {
        Value[] state = rounds256(x, Qd, Qn, VmWords);
        Simd.write(x, Qd, swap(x, state[0]), swap(x, state[1]));
    }

    @Instruction("sha256h2 Qd, Qn, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 101 00 Qn:5 Qd:5")
    static void sha256h2(Lowering x, int VmWords, int Qn, int Qd) {
        Value[] state = rounds256(x, Qn, Qd, VmWords);
        Simd.write(x, Qd, swap(x, state[2]), swap(x, state[3]));
    }

    @Instruction("sha256su0 VdWords, VnWords")
    @Encoding("0101 1110 00 10100 00010 10 VnWords:5 VdWords:5")
    static void sha256su0(Lowering x, int VnWords, int VdWords) {
        Value low = Simd.read(VdWords, 0);
        Value high = Simd.read(VdWords, 1);
        Simd.write(
                x,
                VdWords,
                x.apply(CommonOperations.SHA256_FIRST_MESSAGE, low, high),
                x.apply(CommonOperations.SHA256_FIRST_MESSAGE, high, Simd.read(VnWords, 0)));
    }

    @Instruction("sha256su1 VdWords, VnWords, VmWords")
    @Encoding("0101 1110 000 VmWords:5 0 110 00 VnWords:5 VdWords:5")
    static void sha256su1(Lowering x, int VmWords, int VnWords, int VdWords) {
        Value[] n = {Simd.read(VnWords, 0), Simd.read(VnWords, 1), Simd.read(VmWords, 0)};
        Value[] results = {Simd.read(VmWords, 1), Lowering.constant(0)};
        for (int i = 0; i < results.length; i++) {
            Value sums = x.apply(Arm64Operations.SIMD_SHA_ADD_MIDDLE, Simd.read(VdWords, i), n[i], n[i + 1]);
            results[i] = x.apply(CommonOperations.SHA256_SECOND_MESSAGE, sums, i == 0 ? results[0] : results[i - 1]);
        }
        Simd.write(x, VdWords, results[0], results[1]);
    }

    // ---- compositions ----

    /** The shared rounds have the first word uppermost. */
    private static Value swap(Lowering x, Value words) {
        return x.apply(Arm64Operations.SIMD_SHA_SWAP, words);
    }

    private static void rounds(Lowering x, int which, int Qd, int Sn, int Vm) {
        Value ba = swap(x, Simd.read(Qd, 0));
        Value dc = swap(x, Simd.read(Qd, 1));
        Value words = x.apply(Arm64Operations.SIMD_SHA_ADD_TO_UPPER, swap(x, Simd.read(Vm, 0)), Simd.read(Sn, 0));
        Value last = swap(x, Simd.read(Vm, 1));
        Value stage = Lowering.constant(which + Sha1.CONSTANT_ADDED);
        Value low = x.apply(CommonOperations.SHA1_ROUNDS, dc, ba, last, words, stage);
        Value high = x.apply(CommonOperations.SHA1_FIRST_ROUNDS, dc, ba, words, stage);
        Simd.write(x, Qd, swap(x, low), swap(x, high));
    }

    /** A and B, C and D, E and F, G and H behind four rounds: two rounds make the first of each, twice. */
    private static Value[] rounds256(Lowering x, int abcd, int efgh, int Vm) {
        Value[] state = {
            swap(x, Simd.read(abcd, 0)),
            swap(x, Simd.read(abcd, 1)),
            swap(x, Simd.read(efgh, 0)),
            swap(x, Simd.read(efgh, 1))
        };
        for (int i = 0; i < 2; i++) {
            Value[] arguments = {state[3], state[1], state[2], state[0], Simd.read(Vm, i)};
            Value a = x.apply(CommonOperations.SHA256_UPPER_ROUNDS, arguments);
            Value e = x.apply(CommonOperations.SHA256_LOWER_ROUNDS, arguments);
            state = new Value[] {a, state[0], e, state[2]};
        }
        return state;
    }

    // ---- operations ----

    @Operation
    static long swap(long words) {
        return Long.rotateLeft(words, 32);
    }

    @Operation
    static long addToUpper(long words, long word) {
        return words + (word << 32);
    }

    @Operation
    static long exclusiveOr(long a, long b, long c) {
        return a ^ b ^ c;
    }

    /** Two words of the schedule of SHA-1; {@code low} and {@code high} have, in their middle, what is two places before. */
    @Operation
    static long lowerMessage(long words, long low, long high) {
        return pair(Integer.rotateLeft(high(words) ^ (int) high, 1), Integer.rotateLeft((int) words ^ high(low), 1));
    }

    /** @param first the words before, whose lower one is part of the last word */
    @Operation
    static long upperMessage(long words, long high, long first) {
        return pair(Integer.rotateLeft(high(words) ^ (int) first, 1), Integer.rotateLeft((int) words ^ high(high), 1));
    }

    /** Adds the upper word of {@code low} and the lower one of {@code high}. */
    @Operation
    static long addMiddle(long words, long low, long high) {
        return pair(high(words) + (int) high, (int) words + high(low));
    }
}
