package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.eachPart;
import static org.graftvm.isa.x86_64.instructions.Vectors.immediate;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;
import static org.graftvm.isa.x86_64.instructions.Vectors.parts;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Integer arithmetic, comparisons and conversions of elements. */
@Section(ref = "SDM volume 1, 5.10: SSE4.1 Instructions", feature = "SSE4.1")
final class PackedIntegerSse4 {
    private PackedIntegerSse4() {}

    @Instruction("pminsb")
    @Encoding({"66 0F 38 38 /r : Vx Wx", "VEX.66.0F38.WIG 38 /r : Vx Hx Wx"})
    static long pminsb(long a, long b) {
        return Lanes.minimum(a, b, 8, true);
    }

    @Instruction("pminsd")
    @Encoding({"66 0F 38 39 /r : Vx Wx", "VEX.66.0F38.WIG 39 /r : Vx Hx Wx"})
    static long pminsd(long a, long b) {
        return Lanes.minimum(a, b, 32, true);
    }

    @Instruction("pminuw")
    @Encoding({"66 0F 38 3A /r : Vx Wx", "VEX.66.0F38.WIG 3A /r : Vx Hx Wx"})
    static long pminuw(long a, long b) {
        return Lanes.minimum(a, b, 16, false);
    }

    @Instruction("pminud")
    @Encoding({"66 0F 38 3B /r : Vx Wx", "VEX.66.0F38.WIG 3B /r : Vx Hx Wx"})
    static long pminud(long a, long b) {
        return Lanes.minimum(a, b, 32, false);
    }

    @Instruction("pmaxsb")
    @Encoding({"66 0F 38 3C /r : Vx Wx", "VEX.66.0F38.WIG 3C /r : Vx Hx Wx"})
    static long pmaxsb(long a, long b) {
        return Lanes.maximum(a, b, 8, true);
    }

    @Instruction("pmaxsd")
    @Encoding({"66 0F 38 3D /r : Vx Wx", "VEX.66.0F38.WIG 3D /r : Vx Hx Wx"})
    static long pmaxsd(long a, long b) {
        return Lanes.maximum(a, b, 32, true);
    }

    @Instruction("pmaxuw")
    @Encoding({"66 0F 38 3E /r : Vx Wx", "VEX.66.0F38.WIG 3E /r : Vx Hx Wx"})
    static long pmaxuw(long a, long b) {
        return Lanes.maximum(a, b, 16, false);
    }

    @Instruction("pmaxud")
    @Encoding({"66 0F 38 3F /r : Vx Wx", "VEX.66.0F38.WIG 3F /r : Vx Hx Wx"})
    static long pmaxud(long a, long b) {
        return Lanes.maximum(a, b, 32, false);
    }

    @Instruction("pmulld")
    @Encoding({"66 0F 38 40 /r : Vx Wx", "VEX.66.0F38.WIG 40 /r : Vx Hx Wx"})
    static long pmulld(long a, long b) {
        return a * b & 0xffff_ffffL | (a >>> 32) * (b >>> 32) << 32;
    }

    @Instruction("pmuldq")
    @Encoding({"66 0F 38 28 /r : Vx Wx", "VEX.66.0F38.WIG 28 /r : Vx Hx Wx"})
    static long pmuldq(long a, long b) {
        return (long) (int) a * (int) b;
    }

    @Instruction("pcmpeqq")
    @Encoding({"66 0F 38 29 /r : Vx Wx", "VEX.66.0F38.WIG 29 /r : Vx Hx Wx"})
    static long pcmpeqq(long a, long b) {
        return a == b ? -1 : 0;
    }

    @Instruction("packusdw")
    @Encoding({"66 0F 38 2B /r : Vx Wx", "VEX.66.0F38.WIG 2B /r : Vx Hx Wx"})
    static void packusdw(Lowering x) {
        PackedShifts.pack(x, 16, 0);
    }

    @Instruction("pmovsxbw")
    @Encoding({"66 0F 38 20 /r : Vx Wq", "VEX.128.66.0F38.WIG 20 /r : Vx Wq", "VEX.256.66.0F38.WIG 20 /r : Vx Wdq"})
    static void pmovsxbw(Lowering x) {
        widen(x, 8, 16, 1);
    }

    @Instruction("pmovsxbd")
    @Encoding({"66 0F 38 21 /r : Vx Wd", "VEX.128.66.0F38.WIG 21 /r : Vx Wd", "VEX.256.66.0F38.WIG 21 /r : Vx Wq"})
    static void pmovsxbd(Lowering x) {
        widen(x, 8, 32, 1);
    }

    @Instruction("pmovsxbq")
    @Encoding({"66 0F 38 22 /r : Vx Ww", "VEX.128.66.0F38.WIG 22 /r : Vx Ww", "VEX.256.66.0F38.WIG 22 /r : Vx Wd"})
    static void pmovsxbq(Lowering x) {
        widen(x, 8, 64, 1);
    }

    @Instruction("pmovsxwd")
    @Encoding({"66 0F 38 23 /r : Vx Wq", "VEX.128.66.0F38.WIG 23 /r : Vx Wq", "VEX.256.66.0F38.WIG 23 /r : Vx Wdq"})
    static void pmovsxwd(Lowering x) {
        widen(x, 16, 32, 1);
    }

    @Instruction("pmovsxwq")
    @Encoding({"66 0F 38 24 /r : Vx Wd", "VEX.128.66.0F38.WIG 24 /r : Vx Wd", "VEX.256.66.0F38.WIG 24 /r : Vx Wq"})
    static void pmovsxwq(Lowering x) {
        widen(x, 16, 64, 1);
    }

    @Instruction("pmovsxdq")
    @Encoding({"66 0F 38 25 /r : Vx Wq", "VEX.128.66.0F38.WIG 25 /r : Vx Wq", "VEX.256.66.0F38.WIG 25 /r : Vx Wdq"})
    static void pmovsxdq(Lowering x) {
        widen(x, 32, 64, 1);
    }

    @Instruction("pmovzxbw")
    @Encoding({"66 0F 38 30 /r : Vx Wq", "VEX.128.66.0F38.WIG 30 /r : Vx Wq", "VEX.256.66.0F38.WIG 30 /r : Vx Wdq"})
    static void pmovzxbw(Lowering x) {
        widen(x, 8, 16, 0);
    }

    @Instruction("pmovzxbd")
    @Encoding({"66 0F 38 31 /r : Vx Wd", "VEX.128.66.0F38.WIG 31 /r : Vx Wd", "VEX.256.66.0F38.WIG 31 /r : Vx Wq"})
    static void pmovzxbd(Lowering x) {
        widen(x, 8, 32, 0);
    }

    @Instruction("pmovzxbq")
    @Encoding({"66 0F 38 32 /r : Vx Ww", "VEX.128.66.0F38.WIG 32 /r : Vx Ww", "VEX.256.66.0F38.WIG 32 /r : Vx Wd"})
    static void pmovzxbq(Lowering x) {
        widen(x, 8, 64, 0);
    }

    @Instruction("pmovzxwd")
    @Encoding({"66 0F 38 33 /r : Vx Wq", "VEX.128.66.0F38.WIG 33 /r : Vx Wq", "VEX.256.66.0F38.WIG 33 /r : Vx Wdq"})
    static void pmovzxwd(Lowering x) {
        widen(x, 16, 32, 0);
    }

    @Instruction("pmovzxwq")
    @Encoding({"66 0F 38 34 /r : Vx Wd", "VEX.128.66.0F38.WIG 34 /r : Vx Wd", "VEX.256.66.0F38.WIG 34 /r : Vx Wq"})
    static void pmovzxwq(Lowering x) {
        widen(x, 16, 64, 0);
    }

    @Instruction("pmovzxdq")
    @Encoding({"66 0F 38 35 /r : Vx Wq", "VEX.128.66.0F38.WIG 35 /r : Vx Wq", "VEX.256.66.0F38.WIG 35 /r : Vx Wdq"})
    static void pmovzxdq(Lowering x) {
        widen(x, 32, 64, 0);
    }

    /** Elements of {@code from} bits become elements of {@code to} bits: the lowest ones, as many as fill the destination. */
    private static void widen(Lowering x, int from, int to, int signed) {
        if (x.hasVectors() && (to < 64 || signed == 0)) { // Not every host shifts the signs of 64 bits.
            WholeVectors.eachLane(x, lane -> {
                int at = 128 * from / to * lane;
                return x.applyVector(
                        CommonOperations.VECTOR_PACKS_WIDEN,
                        Vectors.read(x, 1, at / 64),
                        Lowering.constant(at % 64),
                        Lowering.constant(from),
                        Lowering.constant(to),
                        Lowering.constant(signed));
            });
            return;
        }
        eachPart(x, part -> {
            int at = 64 * from / to * part;
            Value source = Vectors.read(x, 1, at / 64);
            return x.apply(
                    X86Operations.PACKED_INTEGER_SSE4_WIDEN,
                    source,
                    Lowering.constant(at % 64),
                    Lowering.constant(from),
                    Lowering.constant(to),
                    Lowering.constant(signed));
        });
    }

    /** Elements from bit {@code at} on. */
    @Operation
    static long widen(long source, int at, int from, int to, int signed) {
        long result = 0;
        for (int i = 0; i < 64 / to; i++) {
            long element = source << 64 - from - at - i * from;
            long extended = signed != 0 ? element >> 64 - from : element >>> 64 - from;
            result |= (extended & Lowering.mask(to)) << i * to;
        }
        return result;
    }

    /** The least of eight words, and where it is. */
    @Instruction("phminposuw")
    @Encoding({"66 0F 38 41 /r : Vx Wx", "VEX.128.66.0F38.WIG 41 /r : Vx Wx"})
    static void phminposuw(Lowering x) {
        Value minimum = x.apply(X86Operations.PACKED_INTEGER_SSE4_MINIMUM_AND_PLACE, lane(x, 1, 0));
        write(x, minimum, Lowering.constant(0));
    }

    @Operation
    static long minimumAndPlace(long low, long high) {
        // The place behind the word breaks ties.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            least = Math.min(
                    least, Math.min((low >>> 16 * i & 0xffff) << 3 | i, (high >>> 16 * i & 0xffff) << 3 | i + 4));
        }
        return least >>> 3 | (least & 7) << 16;
    }

    /** Sums of absolute differences between four bytes of the second operand and each four neighbours of the first. */
    @Instruction("mpsadbw")
    @Encoding({"66 0F 3A 42 /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 42 /r ib : Vx Hx Wx Ib"})
    static void mpsadbw(Lowering x) {
        int control = immediate(x);
        eachLane(x, lane -> {
            int offsets = control >> 3 * lane;
            Value[] a = lane(x, 0, lane);
            Value four = SupplementalSse3.bytes(x, lane(x, 1, lane), (offsets & 3) * 4);
            int from = offsets & 4;
            return new Value[] {
                x.apply(
                        X86Operations.PACKED_INTEGER_SSE4_SLIDING_DIFFERENCES,
                        SupplementalSse3.bytes(x, a, from),
                        four),
                x.apply(
                        X86Operations.PACKED_INTEGER_SSE4_SLIDING_DIFFERENCES,
                        SupplementalSse3.bytes(x, a, from + 4),
                        four)
            };
        });
    }

    @Operation
    static long slidingDifferences(long window, long four) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            long sum = 0;
            for (int k = 0; k < 4; k++) {
                sum += Math.abs((window >>> 8 * (i + k) & 0xff) - (four >>> 8 * k & 0xff));
            }
            result |= sum << 16 * i;
        }
        return result;
    }

    /** Zero says that the operands share no bit, carry that the second has none that the first has not. */
    @Instruction("ptest")
    @Encoding({"66 0F 38 17 /r : Vx Wx", "VEX.66.0F38.WIG 17 /r : Vx Wx"})
    static void ptest(Lowering x) {
        test(x, -1);
    }

    @Instruction("vtestps")
    @Encoding("VEX.66.0F38.W0 0E /r : Vx Wx")
    static void vtestps(Lowering x) {
        test(x, Lanes.INT_SIGNS);
    }

    @Instruction("vtestpd")
    @Encoding("VEX.66.0F38.W0 0F /r : Vx Wx")
    static void vtestpd(Lowering x) {
        test(x, Long.MIN_VALUE);
    }

    /** Of each part the bits of a mask count. */
    private static void test(Lowering x, long mask) {
        Value both = Lowering.constant(0);
        Value second = Lowering.constant(0);
        if (x.hasVectors() && mask == -1) {
            for (int lane = 0; lane < parts(x) / 2; lane++) {
                Value a = WholeVectors.source(x, 0, lane);
                Value b = WholeVectors.source(x, 1, lane);
                both = or(x, both, bytesSet(x, X86Operations.VECTOR_LOGIC_VECTORS_PAND, a, b));
                second = or(x, second, bytesSet(x, X86Operations.VECTOR_LOGIC_VECTORS_PANDN, a, b));
            }
            setTestFlags(x, both, second);
            return;
        }
        for (int part = 0; part < parts(x); part++) {
            Value a = source(x, 0, part);
            Value b = source(x, 1, part);
            both = or(x, both, x.applyMasked(X86Operations.VECTOR_LOGIC_PAND, mask, a, b));
            second = or(x, second, x.applyMasked(X86Operations.VECTOR_LOGIC_PANDN, mask, a, b));
        }
        setTestFlags(x, both, second);
    }

    /** Nonzero where the operation leaves a bit. */
    private static Value bytesSet(Lowering x, OperationType logic, Value a, Value b) {
        return x.apply(CommonOperations.VECTOR_SHUFFLES_BYTES_SET, x.applyVector(logic, a, b));
    }

    private static void setTestFlags(Lowering x, Value both, Value second) {
        x.set(both, X86Cpu.ZF);
        x.applyTo(new int[] {X86Cpu.CF}, -1, X86Operations.FLAG_VALUES_IS_ZERO_CARRY, second);
        x.set(Lowering.constant(0), X86Cpu.OF, X86Cpu.SF, X86Cpu.AF);
        x.set(Lowering.constant(1), X86Cpu.PF);
    }

    private static Value or(Lowering x, Value a, Value b) {
        return a.isConstant() ? b : x.apply(X86Operations.VECTOR_LOGIC_POR, a, b);
    }
}
