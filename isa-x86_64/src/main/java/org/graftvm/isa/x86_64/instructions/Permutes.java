package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.eachPart;
import static org.graftvm.isa.x86_64.instructions.Vectors.immediate;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.sources;

import java.util.Arrays;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Permutations within lanes and across them, and what chooses by element. */
@Section(ref = "SDM volume 1, 5.13 and 5.15: AVX and AVX2 (permutes, blends, variable shifts)", feature = "AVX, AVX2")
final class Permutes {
    private Permutes() {}

    @Instruction("vpermilps")
    @Encoding("VEX.66.0F3A.W0 04 /r ib : Vx Wx Ib")
    static void vpermilpsImmediate(Lowering x) {
        VectorMoves.shuffleWords(x);
    }

    @Instruction("vpermilpd")
    @Encoding("VEX.66.0F3A.W0 05 /r ib : Vx Wx Ib")
    static void vpermilpdImmediate(Lowering x) {
        int order = immediate(x);
        Value[] source = all(x);
        eachPart(x, part -> source[part & 2 | order >> part & 1]);
    }

    @Instruction("vpermilps")
    @Encoding("VEX.66.0F38.W0 0C /r : Vx Hx Wx")
    static void vpermilps(Lowering x) {
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            return new Value[] {
                x.apply(X86Operations.PERMUTES_CHOOSE_WORDS, a[0], a[1], b[0]),
                x.apply(X86Operations.PERMUTES_CHOOSE_WORDS, a[0], a[1], b[1])
            };
        });
    }

    @Instruction("vpermilpd")
    @Encoding("VEX.66.0F38.W0 0D /r : Vx Hx Wx")
    static void vpermilpd(Lowering x) {
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            return new Value[] {
                x.apply(X86Operations.PERMUTES_CHOOSE, a[0], a[1], b[0]),
                x.apply(X86Operations.PERMUTES_CHOOSE, a[0], a[1], b[1])
            };
        });
    }

    /** Two words of four, each chosen by the lowest bits of a word. */
    @Operation
    static long chooseWords(long low, long high, long choice) {
        return Lanes.word(low, high, (int) choice & 3) | Lanes.word(low, high, (int) (choice >>> 32) & 3) << 32;
    }

    /** One of two, by bit 1. */
    @Operation
    static long choose(long low, long high, long choice) {
        return (choice & 2) == 0 ? low : high;
    }

    @Instruction("vpermq")
    @Encoding("VEX.256.66.0F3A.W1 00 /r ib : Vx Wx Ib")
    static void vpermq(Lowering x) {
        permuteParts(x);
    }

    @Instruction("vpermpd")
    @Encoding("VEX.256.66.0F3A.W1 01 /r ib : Vx Wx Ib")
    static void vpermpd(Lowering x) {
        permuteParts(x);
    }

    private static void permuteParts(Lowering x) {
        int order = immediate(x);
        Value[] source = all(x);
        eachPart(x, part -> source[order >> 2 * part & 3]);
    }

    /** All parts of the second operand, where it is the only source. */
    private static Value[] all(Lowering x) {
        Value[] parts = new Value[Vectors.parts(x)];
        Arrays.setAll(parts, part -> read(x, 1, part));
        return parts;
    }

    @Instruction("vpermd")
    @Encoding("VEX.256.66.0F38.W0 36 /r : Vx Hx Wx")
    static void vpermd(Lowering x) {
        permuteWords(x);
    }

    @Instruction("vpermps")
    @Encoding("VEX.256.66.0F38.W0 16 /r : Vx Hx Wx")
    static void vpermps(Lowering x) {
        permuteWords(x);
    }

    private static void permuteWords(Lowering x) {
        Value[] from = sources(x, 1);
        eachPart(
                x,
                part -> x.apply(X86Operations.PERMUTES_WORDS, from[0], from[1], from[2], from[3], source(x, 0, part)));
    }

    /** Two words of eight, each chosen by the lowest bits of a word. */
    @Operation
    static long words(long a, long b, long c, long d, long choice) {
        return word(a, b, c, d, (int) choice) | word(a, b, c, d, (int) (choice >>> 32)) << 32;
    }

    private static long word(long a, long b, long c, long d, int index) {
        return (index & 4) == 0 ? Lanes.word(a, b, index & 3) : Lanes.word(c, d, index & 3);
    }

    @Instruction("vpblendd")
    @Encoding("VEX.66.0F3A.W0 02 /r ib : Vx Hx Wx Ib")
    static void vpblendd(Lowering x) {
        int choice = immediate(x);
        eachPart(x, part -> {
            long mask = ((choice >> 2 * part & 1) != 0 ? 0xffff_ffffL : 0)
                    | ((choice >> 2 * part & 2) != 0 ? 0xffff_ffffL << 32 : 0);
            return x.apply(
                    CommonOperations.BASIC_MERGE, source(x, 0, part), source(x, 1, part), Lowering.constant(mask));
        });
    }

    // ---- shifts of each element by its own count ----

    @Instruction("vpsllvd")
    @Encoding("VEX.66.0F38.W0 47 /r : Vx Hx Wx")
    static long vpsllvd(long a, long b) {
        return left(a, b) | left(a >>> 32, b >>> 32) << 32;
    }

    private static long left(long value, long count) {
        return (count & 0xffff_ffffL) < 32 ? value << (int) count & 0xffff_ffffL : 0;
    }

    @Instruction("vpsllvq")
    @Encoding("VEX.66.0F38.W1 47 /r : Vx Hx Wx")
    static long vpsllvq(long a, long b) {
        return Lanes.shiftLeft(a, b, 64);
    }

    @Instruction("vpsrlvd")
    @Encoding("VEX.66.0F38.W0 45 /r : Vx Hx Wx")
    static long vpsrlvd(long a, long b) {
        return right(a, b) | right(a >>> 32, b >>> 32) << 32;
    }

    private static long right(long value, long count) {
        return (count & 0xffff_ffffL) < 32 ? (value & 0xffff_ffffL) >>> (int) count : 0;
    }

    @Instruction("vpsrlvq")
    @Encoding("VEX.66.0F38.W1 45 /r : Vx Hx Wx")
    static long vpsrlvq(long a, long b) {
        return Lanes.shiftRight(a, b, 64);
    }

    @Instruction("vpsravd")
    @Encoding("VEX.66.0F38.W0 46 /r : Vx Hx Wx")
    static long vpsravd(long a, long b) {
        return rightSigned((int) a, b) & 0xffff_ffffL | rightSigned((int) (a >>> 32), b >>> 32) << 32;
    }

    private static long rightSigned(int value, long count) {
        return value >> (int) Math.min(count & 0xffff_ffffL, 31);
    }
}
