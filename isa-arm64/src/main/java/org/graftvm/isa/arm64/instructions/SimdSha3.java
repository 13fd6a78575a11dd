package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** SHA-512, and what SHA-3 is made of. */
@Section(ref = "Arm ARM C3.5.18: Cryptographic SHA-512, SHA-3", feature = "SHA512, SHA3")
final class SimdSha3 {
    private SimdSha3() {}

    /** Two rounds: the sums that A and E get. */
    @Instruction("sha512h Qd, Qn, VmDoubles")
    @Encoding("1100 1110 011 VmDoubles:5 1 0 00 00 Qn:5 Qd:5")
    static void sha512h(Lowering x, int VmDoubles, int Qn, int Qd) {
        Value e = Simd.read(VmDoubles, 1);
        Value f = Simd.read(Qn, 0);
        OperationType type = Arm64Operations.SIMD_SHA3_CHOICE_ROUND;
        Value high = x.apply(type, e, f, Simd.read(Qn, 1), Simd.read(Qd, 1));
        Value next = x.apply(CommonOperations.BASIC_PLUS, high, Simd.read(VmDoubles, 0));
        Simd.write(x, Qd, x.apply(type, next, e, f, Simd.read(Qd, 0)), high);
    }

    /** The same rounds' part of A alone. */
    @Instruction("sha512h2 Qd, Qn, VmDoubles")
    @Encoding("1100 1110 011 VmDoubles:5 1 0 00 01 Qn:5 Qd:5")
    static void sha512h2(Lowering x, int VmDoubles, int Qn, int Qd) {
        Value a = Simd.read(VmDoubles, 0);
        Value b = Simd.read(VmDoubles, 1);
        OperationType type = Arm64Operations.SIMD_SHA3_MAJORITY_ROUND;
        Value high = x.apply(type, a, b, Simd.read(Qn, 0), Simd.read(Qd, 1));
        Simd.write(x, Qd, x.apply(type, high, a, b, Simd.read(Qd, 0)), high);
    }

    @Instruction("sha512su0 VdDoubles, VnDoubles")
    @Encoding("1100 1110 110 00000 1000 00 VnDoubles:5 VdDoubles:5")
    static void sha512su0(Lowering x, int VnDoubles, int VdDoubles) {
        Value low = Simd.read(VdDoubles, 0);
        Value high = Simd.read(VdDoubles, 1);
        OperationType type = Arm64Operations.SIMD_SHA3_FIRST_MESSAGE;
        Simd.write(x, VdDoubles, x.apply(type, low, high), x.apply(type, high, Simd.read(VnDoubles, 0)));
    }

    @Instruction("sha512su1 VdDoubles, VnDoubles, VmDoubles")
    @Encoding("1100 1110 011 VmDoubles:5 1 0 00 10 VnDoubles:5 VdDoubles:5")
    static long sha512su1(long VdDoubles, long VnDoubles, long VmDoubles) {
        return VdDoubles
                + VmDoubles
                + (Long.rotateRight(VnDoubles, 19) ^ Long.rotateRight(VnDoubles, 61) ^ VnDoubles >>> 6);
    }

    @Instruction("eor3 VdBlock, VnBlock, VmBlock, VaBlock")
    @Encoding("1100 1110 000 VmBlock:5 0 VaBlock:5 VnBlock:5 VdBlock:5")
    static long eor3(long VnBlock, long VmBlock, long VaBlock) {
        return VnBlock ^ VmBlock ^ VaBlock;
    }

    @Instruction("bcax VdBlock, VnBlock, VmBlock, VaBlock")
    @Encoding("1100 1110 001 VmBlock:5 0 VaBlock:5 VnBlock:5 VdBlock:5")
    static long bcax(long VnBlock, long VmBlock, long VaBlock) {
        return VnBlock ^ VmBlock & ~VaBlock;
    }

    @Instruction("rax1 VdDoubles, VnDoubles, VmDoubles")
    @Encoding("1100 1110 011 VmDoubles:5 1 0 00 11 VnDoubles:5 VdDoubles:5")
    static long rax1(long VnDoubles, long VmDoubles) {
        return VnDoubles ^ Long.rotateLeft(VmDoubles, 1);
    }

    @Instruction("xar VdDoubles, VnDoubles, VmDoubles, #imm6")
    @Encoding("1100 1110 100 VmDoubles:5 imm6:6 VnDoubles:5 VdDoubles:5")
    static long xar(long VnDoubles, long VmDoubles, int imm6) {
        return Long.rotateRight(VnDoubles ^ VmDoubles, imm6);
    }

    // ---- operations (FIPS 180-4, 4.1.3) ----

    @Operation
    static long choiceRound(long e, long f, long g, long sum) {
        long sigma = Long.rotateRight(e, 14) ^ Long.rotateRight(e, 18) ^ Long.rotateRight(e, 41);
        return (g ^ e & (f ^ g)) + sigma + sum;
    }

    @Operation
    static long majorityRound(long a, long b, long c, long sum) {
        long sigma = Long.rotateRight(a, 28) ^ Long.rotateRight(a, 34) ^ Long.rotateRight(a, 39);
        return (a & b | c & (a | b)) + sigma + sum;
    }

    @Operation
    static long firstMessage(long word, long next) {
        return word + (Long.rotateRight(next, 1) ^ Long.rotateRight(next, 8) ^ next >>> 7);
    }
}
