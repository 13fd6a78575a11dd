package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Horizontal arithmetic, absolute values, signs, and bytes in any order. */
@Section(ref = "SDM volume 1, 5.8: Supplemental Streaming SIMD Extensions 3 (SSSE3) Instructions", feature = "SSSE3")
final class SupplementalSse3 {
    private SupplementalSse3() {}

    @Instruction("pshufb")
    @Encoding({"NP 0F 38 00 /r : Pq Qq", "66 0F 38 00 /r : Vx Wx", "VEX.66.0F38.WIG 00 /r : Vx Hx Wx"})
    static void pshufb(Lowering x) {
        if (Vectors.isMmx(x)) {
            Value a = Vectors.source(x, 0, 0);
            Vectors.write(x, x.apply(X86Operations.SUPPLEMENTAL_SSE3_SHUFFLE_BYTES, a, a, Vectors.source(x, 1, 0)));
            return;
        }
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_CHOOSE,
                            WholeVectors.source(x, 0, lane),
                            WholeVectors.source(x, 1, lane)));
            return;
        }
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            return new Value[] {
                x.apply(X86Operations.SUPPLEMENTAL_SSE3_SHUFFLE_BYTES, a[0], a[1], b[0]),
                x.apply(X86Operations.SUPPLEMENTAL_SSE3_SHUFFLE_BYTES, a[0], a[1], b[1])
            };
        });
    }

    @Instruction("phaddw")
    @Encoding({"NP 0F 38 01 /r : Pq Qq", "66 0F 38 01 /r : Vx Wx", "VEX.66.0F38.WIG 01 /r : Vx Hx Wx"})
    static void phaddw(Lowering x) {
        horizontal(x, X86Operations.SUPPLEMENTAL_SSE3_SUMS, X86Operations.PACKED_INTEGER_VECTORS_PADDW, 16);
    }

    @Instruction("phaddd")
    @Encoding({"NP 0F 38 02 /r : Pq Qq", "66 0F 38 02 /r : Vx Wx", "VEX.66.0F38.WIG 02 /r : Vx Hx Wx"})
    static void phaddd(Lowering x) {
        horizontal(x, X86Operations.SUPPLEMENTAL_SSE3_SUMS, X86Operations.PACKED_INTEGER_VECTORS_PADDD, 32);
    }

    @Instruction("phaddsw")
    @Encoding({"NP 0F 38 03 /r : Pq Qq", "66 0F 38 03 /r : Vx Wx", "VEX.66.0F38.WIG 03 /r : Vx Hx Wx"})
    static void phaddsw(Lowering x) {
        horizontal(x, X86Operations.SUPPLEMENTAL_SSE3_SATURATED_SUMS, X86Operations.PACKED_INTEGER_VECTORS_PADDSW, 16);
    }

    @Instruction("phsubw")
    @Encoding({"NP 0F 38 05 /r : Pq Qq", "66 0F 38 05 /r : Vx Wx", "VEX.66.0F38.WIG 05 /r : Vx Hx Wx"})
    static void phsubw(Lowering x) {
        horizontal(x, X86Operations.SUPPLEMENTAL_SSE3_DIFFERENCES, X86Operations.PACKED_INTEGER_VECTORS_PSUBW, 16);
    }

    @Instruction("phsubd")
    @Encoding({"NP 0F 38 06 /r : Pq Qq", "66 0F 38 06 /r : Vx Wx", "VEX.66.0F38.WIG 06 /r : Vx Hx Wx"})
    static void phsubd(Lowering x) {
        horizontal(x, X86Operations.SUPPLEMENTAL_SSE3_DIFFERENCES, X86Operations.PACKED_INTEGER_VECTORS_PSUBD, 32);
    }

    @Instruction("phsubsw")
    @Encoding({"NP 0F 38 07 /r : Pq Qq", "66 0F 38 07 /r : Vx Wx", "VEX.66.0F38.WIG 07 /r : Vx Hx Wx"})
    static void phsubsw(Lowering x) {
        horizontal(
                x,
                X86Operations.SUPPLEMENTAL_SSE3_SATURATED_DIFFERENCES,
                X86Operations.PACKED_INTEGER_VECTORS_PSUBSW,
                16);
    }

    /**
     * Neighbours of the first operand, then of the second.
     *
     * @param whole the same of elements one below the other
     */
    private static void horizontal(Lowering x, OperationType type, OperationType whole, int bits) {
        if (Vectors.isMmx(x)) {
            Value[] both = {Vectors.source(x, 0, 0), Vectors.source(x, 1, 0)};
            Vectors.write(x, horizontal(x, type, both, bits));
            return;
        }
        if (x.hasVectors()) {
            WholeVectors.eachLane(x, lane -> {
                Value low = WholeVectors.source(x, 0, lane);
                Value high = WholeVectors.source(x, 1, lane);
                return x.applyVector(whole, everySecond(x, low, high, bits, 0), everySecond(x, low, high, bits, 1));
            });
            return;
        }
        eachLane(x, lane ->
                new Value[] {horizontal(x, type, lane(x, 0, lane), bits), horizontal(x, type, lane(x, 1, lane), bits)});
    }

    private static Value everySecond(Lowering x, Value low, Value high, int bits, int odd) {
        return x.applyVector(
                CommonOperations.VECTOR_SHUFFLES_EVERY_SECOND,
                low,
                high,
                Lowering.constant(bits),
                Lowering.constant(odd));
    }

    private static Value horizontal(Lowering x, OperationType type, Value[] source, int bits) {
        return x.apply(type, source[0], source[1], Lowering.constant(bits));
    }

    /** Unsigned bytes times signed ones. */
    @Instruction("pmaddubsw")
    @Encoding({"NP 0F 38 04 /r : Pq Qq", "66 0F 38 04 /r : Vx Wx", "VEX.66.0F38.WIG 04 /r : Vx Hx Wx"})
    static long pmaddubsw(long a, long b) {
        return Lanes.multiplyAddBytes(a, b);
    }

    @Instruction("psignb")
    @Encoding({"NP 0F 38 08 /r : Pq Qq", "66 0F 38 08 /r : Vx Wx", "VEX.66.0F38.WIG 08 /r : Vx Hx Wx"})
    static long psignb(long a, long b) {
        return Lanes.withSign(a, b, 8);
    }

    @Instruction("psignw")
    @Encoding({"NP 0F 38 09 /r : Pq Qq", "66 0F 38 09 /r : Vx Wx", "VEX.66.0F38.WIG 09 /r : Vx Hx Wx"})
    static long psignw(long a, long b) {
        return Lanes.withSign(a, b, 16);
    }

    @Instruction("psignd")
    @Encoding({"NP 0F 38 0A /r : Pq Qq", "66 0F 38 0A /r : Vx Wx", "VEX.66.0F38.WIG 0A /r : Vx Hx Wx"})
    static long psignd(long a, long b) {
        return Lanes.withSign(a, b, 32);
    }

    @Instruction("pmulhrsw")
    @Encoding({"NP 0F 38 0B /r : Pq Qq", "66 0F 38 0B /r : Vx Wx", "VEX.66.0F38.WIG 0B /r : Vx Hx Wx"})
    static long pmulhrsw(long a, long b) {
        return Lanes.productRounded(a, b);
    }

    @Instruction("pabsb")
    @Encoding({"NP 0F 38 1C /r : Pq Qq", "66 0F 38 1C /r : Vx Wx", "VEX.66.0F38.WIG 1C /r : Vx Wx"})
    static long pabsb(long b) {
        return Lanes.withSign(b, b, 8);
    }

    @Instruction("pabsw")
    @Encoding({"NP 0F 38 1D /r : Pq Qq", "66 0F 38 1D /r : Vx Wx", "VEX.66.0F38.WIG 1D /r : Vx Wx"})
    static long pabsw(long b) {
        return Lanes.withSign(b, b, 16);
    }

    @Instruction("pabsd")
    @Encoding({"NP 0F 38 1E /r : Pq Qq", "66 0F 38 1E /r : Vx Wx", "VEX.66.0F38.WIG 1E /r : Vx Wx"})
    static long pabsd(long b) {
        return Lanes.withSign(b, b, 32);
    }

    /** As many bytes as an operand has, out of both, the second one below. */
    @Instruction("palignr")
    @Encoding({"NP 0F 3A 0F /r ib : Pq Qq Ib", "66 0F 3A 0F /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 0F /r ib : Vx Hx Wx Ib"
    })
    static void palignr(Lowering x) {
        int from = Vectors.immediate(x);
        if (Vectors.isMmx(x)) {
            Value a = Vectors.source(x, 0, 0);
            Vectors.write(x, bytes(x, new Value[] {Vectors.source(x, 1, 0), a}, from));
            return;
        }
        if (x.hasVectors() && from < 16) {
            Value count = Lowering.constant(from);
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_ALIGN,
                            WholeVectors.source(x, 1, lane),
                            WholeVectors.source(x, 0, lane),
                            count));
            return;
        }
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            Value[] wide = {b[0], b[1], a[0], a[1]};
            return new Value[] {bytes(x, wide, from), bytes(x, wide, from + 8)};
        });
    }

    /** Eight bytes from a position in some words, behind which all is zero. */
    static Value bytes(Lowering x, Value[] words, int from) {
        int index = from / 8;
        Value low = index < words.length ? words[index] : Lowering.constant(0);
        Value high = index + 1 < words.length ? words[index + 1] : Lowering.constant(0);
        int shift = from % 8 * 8;
        return shift == 0 ? low : x.apply(X86Operations.LANES_FUNNEL, low, high, Lowering.constant(shift));
    }

    /** The bytes of a lane that eight indices choose; zero where the highest bit of one is set. */
    @Operation
    static long shuffleBytes(long low, long high, long indices) {
        long result = 0;
        for (int at = 0; at < 64; at += 8) {
            long index = indices >>> at;
            long chosen = ((index & 8) == 0 ? low : high) >>> (index << 3); // Of the distance six bits count.
            result |= (chosen & 0xff & ~(index << 56 >> 63)) << at;
        }
        return result;
    }

    @Operation
    static long sums(long low, long high, int bits) {
        return Lanes.neighbours(low, high, bits, 1, false);
    }

    @Operation
    static long differences(long low, long high, int bits) {
        return Lanes.neighbours(low, high, bits, -1, false);
    }

    @Operation
    static long saturatedSums(long low, long high, int bits) {
        return Lanes.neighbours(low, high, bits, 1, true);
    }

    @Operation
    static long saturatedDifferences(long low, long high, int bits) {
        return Lanes.neighbours(low, high, bits, -1, true);
    }
}
