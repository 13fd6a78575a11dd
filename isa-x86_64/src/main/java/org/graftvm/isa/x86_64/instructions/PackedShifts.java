package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts of lanes, and what moves lanes between the halves. */
@Section(ref = "SDM volume 1, 5.6.3: SSE2 128-Bit SIMD Integer Instructions (shifts, packing)", feature = "SSE2")
final class PackedShifts {
    private PackedShifts() {}

    @Instruction("psrlw")
    @Encoding({"NP 0F 71 /2 ib : Nq Ib", "66 0F 71 /2 ib : Ux Ib", "VEX.66.0F.WIG 71 /2 ib : Hx Ux Ib"})
    static void psrlwImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 16);
    }

    @Instruction("psrlw")
    @Encoding({"NP 0F D1 /r : Pq Qq", "66 0F D1 /r : Vx Wx", "VEX.66.0F.WIG D1 /r : Vx Hx Wdq"})
    static void psrlw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 16);
    }

    @Instruction("psraw")
    @Encoding({"NP 0F 71 /4 ib : Nq Ib", "66 0F 71 /4 ib : Ux Ib", "VEX.66.0F.WIG 71 /4 ib : Hx Ux Ib"})
    static void psrawImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 16);
    }

    @Instruction("psraw")
    @Encoding({"NP 0F E1 /r : Pq Qq", "66 0F E1 /r : Vx Wx", "VEX.66.0F.WIG E1 /r : Vx Hx Wdq"})
    static void psraw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 16);
    }

    @Instruction("psllw")
    @Encoding({"NP 0F 71 /6 ib : Nq Ib", "66 0F 71 /6 ib : Ux Ib", "VEX.66.0F.WIG 71 /6 ib : Hx Ux Ib"})
    static void psllwImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 16);
    }

    @Instruction("psllw")
    @Encoding({"NP 0F F1 /r : Pq Qq", "66 0F F1 /r : Vx Wx", "VEX.66.0F.WIG F1 /r : Vx Hx Wdq"})
    static void psllw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 16);
    }

    @Instruction("psrld")
    @Encoding({"NP 0F 72 /2 ib : Nq Ib", "66 0F 72 /2 ib : Ux Ib", "VEX.66.0F.WIG 72 /2 ib : Hx Ux Ib"})
    static void psrldImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 32);
    }

    @Instruction("psrld")
    @Encoding({"NP 0F D2 /r : Pq Qq", "66 0F D2 /r : Vx Wx", "VEX.66.0F.WIG D2 /r : Vx Hx Wdq"})
    static void psrld(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 32);
    }

    @Instruction("psrad")
    @Encoding({"NP 0F 72 /4 ib : Nq Ib", "66 0F 72 /4 ib : Ux Ib", "VEX.66.0F.WIG 72 /4 ib : Hx Ux Ib"})
    static void psradImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 32);
    }

    @Instruction("psrad")
    @Encoding({"NP 0F E2 /r : Pq Qq", "66 0F E2 /r : Vx Wx", "VEX.66.0F.WIG E2 /r : Vx Hx Wdq"})
    static void psrad(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 32);
    }

    @Instruction("pslld")
    @Encoding({"NP 0F 72 /6 ib : Nq Ib", "66 0F 72 /6 ib : Ux Ib", "VEX.66.0F.WIG 72 /6 ib : Hx Ux Ib"})
    static void pslldImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 32);
    }

    @Instruction("pslld")
    @Encoding({"NP 0F F2 /r : Pq Qq", "66 0F F2 /r : Vx Wx", "VEX.66.0F.WIG F2 /r : Vx Hx Wdq"})
    static void pslld(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 32);
    }

    @Instruction("psrlq")
    @Encoding({"NP 0F 73 /2 ib : Nq Ib", "66 0F 73 /2 ib : Ux Ib", "VEX.66.0F.WIG 73 /2 ib : Hx Ux Ib"})
    static void psrlqImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 64);
    }

    @Instruction("psrlq")
    @Encoding({"NP 0F D3 /r : Pq Qq", "66 0F D3 /r : Vx Wx", "VEX.66.0F.WIG D3 /r : Vx Hx Wdq"})
    static void psrlq(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 64);
    }

    @Instruction("psllq")
    @Encoding({"NP 0F 73 /6 ib : Nq Ib", "66 0F 73 /6 ib : Ux Ib", "VEX.66.0F.WIG 73 /6 ib : Hx Ux Ib"})
    static void psllqImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 64);
    }

    @Instruction("psllq")
    @Encoding({"NP 0F F3 /r : Pq Qq", "66 0F F3 /r : Vx Wx", "VEX.66.0F.WIG F3 /r : Vx Hx Wdq"})
    static void psllq(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 64);
    }

    /** By an immediate, or by the low half of the second operand. */
    private static void shift(Lowering x, OperationType type, int bits) {
        int operand = Vectors.operand(x, 1);
        boolean immediate = x.form().operand(operand).kind().isImmediate();
        if (immediate && x.hasVectors() && !Vectors.isMmx(x)) {
            wholeShift(x, type, (int) x.form().immediate(operand) & 0xff, bits);
            return;
        }
        Value count = immediate ? Lowering.constant(x.form().immediate(operand)) : read(x, operand, 0);
        Vectors.eachPart(x, part -> x.apply(type, source(x, 0, part), count, Lowering.constant(bits)));
    }

    private static void wholeShift(Lowering x, OperationType type, int count, int bits) {
        boolean signed = type == X86Operations.LANES_SHIFT_RIGHT_SIGNED;
        if (count >= bits && !signed) {
            Vectors.eachPart(x, _ -> Lowering.constant(0));
            return;
        }
        OperationType whole = signed
                ? CommonOperations.VECTOR_SHIFTS_RIGHT_SIGNED
                : type == X86Operations.LANES_SHIFT_LEFT
                        ? CommonOperations.VECTOR_SHIFTS_LEFT
                        : CommonOperations.VECTOR_SHIFTS_RIGHT;
        Value distance = Lowering.constant(Math.min(count, bits - 1));
        WholeVectors.eachLane(
                x, lane -> x.applyVector(whole, WholeVectors.source(x, 0, lane), distance, Lowering.constant(bits)));
    }

    @Instruction("psrldq")
    @Encoding({"66 0F 73 /3 ib : Ux Ib", "VEX.66.0F.WIG 73 /3 ib : Hx Ux Ib"})
    static void psrldq(Lowering x) {
        bytes(x, true);
    }

    @Instruction("pslldq")
    @Encoding({"66 0F 73 /7 ib : Ux Ib", "VEX.66.0F.WIG 73 /7 ib : Hx Ux Ib"})
    static void pslldq(Lowering x) {
        bytes(x, false);
    }

    /** Shifts each lane: as two halves of 32 bytes, of which the other 16 are zero. */
    private static void bytes(Lowering x, boolean right) {
        int count = Math.min(16, Vectors.immediate(x));
        if (x.hasVectors() && count < 16) {
            OperationType type = right ? CommonOperations.VECTOR_SHUFFLES_RIGHT : CommonOperations.VECTOR_SHUFFLES_LEFT;
            WholeVectors.eachLane(
                    x, lane -> x.applyVector(type, WholeVectors.source(x, 0, lane), Lowering.constant(count)));
            return;
        }
        int from = right ? count : 16 - count;
        Value zero = Lowering.constant(0);
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] wide = right ? new Value[] {a[0], a[1], zero, zero} : new Value[] {zero, zero, a[0], a[1]};
            return new Value[] {extract(x, wide, from), extract(x, wide, from + 8)};
        });
    }

    /** Eight bytes from a position in 32. */
    private static Value extract(Lowering x, Value[] wide, int from) {
        int index = from / 8;
        int shift = from % 8 * 8;
        return shift == 0
                ? index == 4 ? Lowering.constant(0) : wide[index]
                : x.apply(
                        X86Operations.LANES_FUNNEL,
                        wide[index],
                        index == 3 ? Lowering.constant(0) : wide[index + 1],
                        Lowering.constant(shift));
    }

    @Instruction("punpcklbw")
    @Encoding({"NP 0F 60 /r : Pq Qd", "66 0F 60 /r : Vx Wx", "VEX.66.0F.WIG 60 /r : Vx Hx Wx"})
    static void punpcklbw(Lowering x) {
        interleave(x, 8, 0);
    }

    @Instruction("punpcklwd")
    @Encoding({"NP 0F 61 /r : Pq Qd", "66 0F 61 /r : Vx Wx", "VEX.66.0F.WIG 61 /r : Vx Hx Wx"})
    static void punpcklwd(Lowering x) {
        interleave(x, 16, 0);
    }

    @Instruction("punpckldq")
    @Encoding({"NP 0F 62 /r : Pq Qd", "66 0F 62 /r : Vx Wx", "VEX.66.0F.WIG 62 /r : Vx Hx Wx"})
    static void punpckldq(Lowering x) {
        interleave(x, 32, 0);
    }

    @Instruction("punpckhbw")
    @Encoding({"NP 0F 68 /r : Pq Qq", "66 0F 68 /r : Vx Wx", "VEX.66.0F.WIG 68 /r : Vx Hx Wx"})
    static void punpckhbw(Lowering x) {
        interleave(x, 8, 1);
    }

    @Instruction("punpckhwd")
    @Encoding({"NP 0F 69 /r : Pq Qq", "66 0F 69 /r : Vx Wx", "VEX.66.0F.WIG 69 /r : Vx Hx Wx"})
    static void punpckhwd(Lowering x) {
        interleave(x, 16, 1);
    }

    @Instruction("punpckhdq")
    @Encoding({"NP 0F 6A /r : Pq Qq", "66 0F 6A /r : Vx Wx", "VEX.66.0F.WIG 6A /r : Vx Hx Wx"})
    static void punpckhdq(Lowering x) {
        interleave(x, 32, 1);
    }

    @Instruction("unpcklps")
    @Encoding({"NP 0F 14 /r : Vx Wx", "VEX.0F.WIG 14 /r : Vx Hx Wx"})
    static void unpcklps(Lowering x) {
        interleave(x, 32, 0);
    }

    @Instruction("unpckhps")
    @Encoding({"NP 0F 15 /r : Vx Wx", "VEX.0F.WIG 15 /r : Vx Hx Wx"})
    static void unpckhps(Lowering x) {
        interleave(x, 32, 1);
    }

    /** Lanes of a half of both operands by turns. */
    private static void interleave(Lowering x, int bits, int half) {
        if (Vectors.isMmx(x)) {
            Value a = source(x, 0, 0);
            Value b = source(x, 1, 0);
            Vectors.write(
                    x, x.apply(X86Operations.LANES_INTERLEAVE, a, b, Lowering.constant(bits), Lowering.constant(half)));
            return;
        }
        if (x.hasVectors()) {
            Value size = Lowering.constant(bits);
            Value which = Lowering.constant(half);
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_INTERLEAVE,
                            WholeVectors.source(x, 0, lane),
                            WholeVectors.source(x, 1, lane),
                            size,
                            which));
            return;
        }
        eachLane(x, lane -> {
            Value a = source(x, 0, 2 * lane + half);
            Value b = source(x, 1, 2 * lane + half);
            Value size = Lowering.constant(bits);
            return new Value[] {
                x.apply(X86Operations.LANES_INTERLEAVE, a, b, size, Lowering.constant(0)),
                x.apply(X86Operations.LANES_INTERLEAVE, a, b, size, Lowering.constant(1))
            };
        });
    }

    @Instruction("punpcklqdq")
    @Encoding({"66 0F 6C /r : Vx Wx", "VEX.66.0F.WIG 6C /r : Vx Hx Wx"})
    static void punpcklqdq(Lowering x) {
        if (x.hasVectors()) {
            interleave(x, 64, 0);
            return;
        }
        Vectors.eachPart(x, part -> source(x, part & 1, part & 2));
    }

    @Instruction("punpckhqdq")
    @Encoding({"66 0F 6D /r : Vx Wx", "VEX.66.0F.WIG 6D /r : Vx Hx Wx"})
    static void punpckhqdq(Lowering x) {
        if (x.hasVectors()) {
            interleave(x, 64, 1);
            return;
        }
        Vectors.eachPart(x, part -> source(x, part & 1, part | 1));
    }

    @Instruction("unpcklpd")
    @Encoding({"66 0F 14 /r : Vx Wx", "VEX.66.0F.WIG 14 /r : Vx Hx Wx"})
    static void unpcklpd(Lowering x) {
        punpcklqdq(x);
    }

    @Instruction("unpckhpd")
    @Encoding({"66 0F 15 /r : Vx Wx", "VEX.66.0F.WIG 15 /r : Vx Hx Wx"})
    static void unpckhpd(Lowering x) {
        punpckhqdq(x);
    }

    @Instruction("packsswb")
    @Encoding({"NP 0F 63 /r : Pq Qq", "66 0F 63 /r : Vx Wx", "VEX.66.0F.WIG 63 /r : Vx Hx Wx"})
    static void packsswb(Lowering x) {
        pack(x, 8, 1);
    }

    @Instruction("packuswb")
    @Encoding({"NP 0F 67 /r : Pq Qq", "66 0F 67 /r : Vx Wx", "VEX.66.0F.WIG 67 /r : Vx Hx Wx"})
    static void packuswb(Lowering x) {
        pack(x, 8, 0);
    }

    @Instruction("packssdw")
    @Encoding({"NP 0F 6B /r : Pq Qq", "66 0F 6B /r : Vx Wx", "VEX.66.0F.WIG 6B /r : Vx Hx Wx"})
    static void packssdw(Lowering x) {
        pack(x, 16, 1);
    }

    /** Both operands narrowed to {@code bits}. */
    static void pack(Lowering x, int bits, int signed) {
        if (Vectors.isMmx(x)) {
            Vectors.write(x, pack(x, new Value[] {source(x, 0, 0), source(x, 1, 0)}, bits, signed));
            return;
        }
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_PACKS_PACK,
                            WholeVectors.source(x, 0, lane),
                            WholeVectors.source(x, 1, lane),
                            Lowering.constant(bits),
                            Lowering.constant(signed)));
            return;
        }
        eachLane(x, lane ->
                new Value[] {pack(x, lane(x, 0, lane), bits, signed), pack(x, lane(x, 1, lane), bits, signed)});
    }

    private static Value pack(Lowering x, Value[] source, int bits, int signed) {
        return x.apply(
                X86Operations.LANES_PACK, source[0], source[1], Lowering.constant(bits), Lowering.constant(signed));
    }
}
