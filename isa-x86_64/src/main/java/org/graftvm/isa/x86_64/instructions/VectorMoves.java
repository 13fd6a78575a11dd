package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.immediate;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.slot;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;
import static org.graftvm.isa.x86_64.instructions.Vectors.writeLow;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Moves of XMM registers, of all of them, a half or a lane. */
@Section(ref = "SDM volume 1, 5.5.1.1 and 5.6.1.1: SSE and SSE2 Data Movement Instructions", feature = "SSE, SSE2")
final class VectorMoves {
    private VectorMoves() {}

    @Instruction("movups")
    @Encoding({
        "NP 0F 10 /r unaligned : Vx Wx",
        "NP 0F 11 /r unaligned : Wx Vx",
        "VEX.0F.WIG 10 /r : Vx Wx",
        "VEX.0F.WIG 11 /r : Wx Vx"
    })
    static void movups(Lowering x) {
        move(x);
    }

    @Instruction("movupd")
    @Encoding({
        "66 0F 10 /r unaligned : Vx Wx",
        "66 0F 11 /r unaligned : Wx Vx",
        "VEX.66.0F.WIG 10 /r : Vx Wx",
        "VEX.66.0F.WIG 11 /r : Wx Vx"
    })
    static void movupd(Lowering x) {
        move(x);
    }

    @Instruction("movaps")
    @Encoding({
        "NP 0F 28 /r : Vx Wx",
        "NP 0F 29 /r : Wx Vx",
        "VEX.0F.WIG 28 /r aligned : Vx Wx",
        "VEX.0F.WIG 29 /r aligned : Wx Vx"
    })
    static void movaps(Lowering x) {
        move(x);
    }

    @Instruction("movapd")
    @Encoding({
        "66 0F 28 /r : Vx Wx",
        "66 0F 29 /r : Wx Vx",
        "VEX.66.0F.WIG 28 /r aligned : Vx Wx",
        "VEX.66.0F.WIG 29 /r aligned : Wx Vx"
    })
    static void movapd(Lowering x) {
        move(x);
    }

    @Instruction("movdqa")
    @Encoding({
        "66 0F 6F /r : Vx Wx",
        "66 0F 7F /r : Wx Vx",
        "VEX.66.0F.WIG 6F /r aligned : Vx Wx",
        "VEX.66.0F.WIG 7F /r aligned : Wx Vx"
    })
    static void movdqa(Lowering x) {
        move(x);
    }

    @Instruction("movdqu")
    @Encoding({
        "F3 0F 6F /r unaligned : Vx Wx",
        "F3 0F 7F /r unaligned : Wx Vx",
        "VEX.F3.0F.WIG 6F /r : Vx Wx",
        "VEX.F3.0F.WIG 7F /r : Wx Vx"
    })
    static void movdqu(Lowering x) {
        move(x);
    }

    @Instruction("movntps")
    @Encoding({"NP 0F 2B /r : Mx Vx", "VEX.0F.WIG 2B /r aligned : Mx Vx"})
    static void movntps(Lowering x) {
        move(x);
    }

    @Instruction("movntpd")
    @Encoding({"66 0F 2B /r : Mx Vx", "VEX.66.0F.WIG 2B /r aligned : Mx Vx"})
    static void movntpd(Lowering x) {
        move(x);
    }

    @Instruction("movntdq")
    @Encoding({"66 0F E7 /r : Mx Vx", "VEX.66.0F.WIG E7 /r aligned : Mx Vx"})
    static void movntdq(Lowering x) {
        move(x);
    }

    private static void move(Lowering x) {
        if (x.hasVectors()) {
            WholeVectors.write(x, WholeVectors.read(x, 1));
        } else {
            Vectors.eachPart(x, part -> read(x, 1, part));
        }
    }

    @Instruction("movd")
    @Encoding({
        "66 0F 6E /r W0 : Vx Ed",
        "66 0F 7E /r W0 : Ed Vx",
        "VEX.128.66.0F.W0 6E /r : Vx Ed",
        "VEX.128.66.0F.W0 7E /r : Ed Vx"
    })
    static void movd(Lowering x) {
        betweenFiles(x, 32);
    }

    @Instruction("movq")
    @Encoding({
        "66 0F 6E /r W1 : Vx Eq",
        "66 0F 7E /r W1 : Eq Vx",
        "VEX.128.66.0F.W1 6E /r : Vx Eq",
        "VEX.128.66.0F.W1 7E /r : Eq Vx"
    })
    static void movqGeneral(Lowering x) {
        betweenFiles(x, 64);
    }

    private static void betweenFiles(Lowering x, int bits) {
        if (x.bits(0) == 128) {
            writeLow(x, x.extend(x.read(1), bits, Extend.Kind.ZERO));
        } else {
            x.write(0, Lowering.register(slot(x, 1, 0)));
        }
    }

    @Instruction("movq")
    @Encoding({
        "F3 0F 7E /r : Vx Wq",
        "66 0F D6 /r : Wq Vx",
        "VEX.128.F3.0F.WIG 7E /r : Vx Wq",
        "VEX.128.66.0F.WIG D6 /r : Wq Vx"
    })
    static void movq(Lowering x) {
        if (x.form().isMemory(0)) {
            x.store(64, x.address(), read(x, 1, 0));
        } else {
            writeLow(x, read(x, 1, 0));
        }
    }

    /** From memory the rest becomes zero, from a register it stays. */
    @Instruction("movss")
    @Encoding({
        "F3 0F 10 /r : Vx Wd",
        "F3 0F 11 /r : Wd Vx",
        "VEX.LIG.F3.0F.WIG 10 /r : Vx Hx Ud",
        "VEX.LIG.F3.0F.WIG 10 /r : Vx Md",
        "VEX.LIG.F3.0F.WIG 11 /r : Ud Hx Vx",
        "VEX.LIG.F3.0F.WIG 11 /r : Md Vx"
    })
    static void movss(Lowering x) {
        lane(x, 32);
    }

    @Instruction("movsd")
    @Encoding({
        "F2 0F 10 /r : Vx Wq",
        "F2 0F 11 /r : Wq Vx",
        "VEX.LIG.F2.0F.WIG 10 /r : Vx Hx Uq",
        "VEX.LIG.F2.0F.WIG 10 /r : Vx Mq",
        "VEX.LIG.F2.0F.WIG 11 /r : Uq Hx Vx",
        "VEX.LIG.F2.0F.WIG 11 /r : Mq Vx"
    })
    static void movsd(Lowering x) {
        lane(x, 64);
    }

    private static void lane(Lowering x, int bits) {
        if (x.form().isMemory(0)) {
            x.store(bits, x.address(), read(x, 1, 0));
        } else if (x.form().isMemory(1)) {
            writeLow(x, x.load(bits, x.address()));
        } else {
            Value low = x.apply(
                    CommonOperations.BASIC_MERGE,
                    source(x, 0, 0),
                    source(x, 1, 0),
                    Lowering.constant(Lowering.mask(bits)));
            write(x, low, source(x, 0, 1));
        }
    }

    @Instruction("movlps")
    @Encoding({
        "NP 0F 12 /r : Vx Mq",
        "NP 0F 13 /r : Mq Vx",
        "VEX.128.0F.WIG 12 /r : Vx Hx Mq",
        "VEX.128.0F.WIG 13 /r : Mq Vx"
    })
    static void movlps(Lowering x) {
        half(x, 0);
    }

    @Instruction("movlpd")
    @Encoding({
        "66 0F 12 /r : Vx Mq",
        "66 0F 13 /r : Mq Vx",
        "VEX.128.66.0F.WIG 12 /r : Vx Hx Mq",
        "VEX.128.66.0F.WIG 13 /r : Mq Vx"
    })
    static void movlpd(Lowering x) {
        half(x, 0);
    }

    @Instruction("movhps")
    @Encoding({
        "NP 0F 16 /r : Vx Mq",
        "NP 0F 17 /r : Mq Vx",
        "VEX.128.0F.WIG 16 /r : Vx Hx Mq",
        "VEX.128.0F.WIG 17 /r : Mq Vx"
    })
    static void movhps(Lowering x) {
        half(x, 1);
    }

    @Instruction("movhpd")
    @Encoding({
        "66 0F 16 /r : Vx Mq",
        "66 0F 17 /r : Mq Vx",
        "VEX.128.66.0F.WIG 16 /r : Vx Hx Mq",
        "VEX.128.66.0F.WIG 17 /r : Mq Vx"
    })
    static void movhpd(Lowering x) {
        half(x, 1);
    }

    private static void half(Lowering x, int half) {
        if (x.form().isMemory(0)) {
            x.store(64, x.address(), read(x, 1, half));
        } else {
            Value loaded = x.load(64, x.address());
            write(x, half == 0 ? loaded : source(x, 0, 0), half == 0 ? source(x, 0, 1) : loaded);
        }
    }

    @Instruction("movhlps")
    @Encoding({"NP 0F 12 /r : Vx Ux", "VEX.128.0F.WIG 12 /r : Vx Hx Ux"})
    static void movhlps(Lowering x) {
        write(x, source(x, 1, 1), source(x, 0, 1));
    }

    @Instruction("movlhps")
    @Encoding({"NP 0F 16 /r : Vx Ux", "VEX.128.0F.WIG 16 /r : Vx Hx Ux"})
    static void movlhps(Lowering x) {
        write(x, source(x, 0, 0), source(x, 1, 0));
    }

    @Instruction("pmovmskb")
    @Encoding({"66 0F D7 /r : Gy Ux", "VEX.66.0F.WIG D7 /r : Gy Ux"})
    static void pmovmskb(Lowering x) {
        signs(x, X86Operations.LANES_BYTE_SIGNS, 16);
    }

    @Instruction("movmskps")
    @Encoding({"NP 0F 50 /r : Gy Ux", "VEX.0F.WIG 50 /r : Gy Ux"})
    static void movmskps(Lowering x) {
        signs(x, X86Operations.LANES_SINGLE_SIGNS, 4);
    }

    @Instruction("movmskpd")
    @Encoding({"66 0F 50 /r : Gy Ux", "VEX.66.0F.WIG 50 /r : Gy Ux"})
    static void movmskpd(Lowering x) {
        signs(x, X86Operations.LANES_DOUBLE_SIGNS, 2);
    }

    /** The signs of all elements side by side, {@code count} of each lane. */
    private static void signs(Lowering x, OperationType type, int count) {
        Value result = laneSigns(x, type, 0);
        if (Vectors.parts(x) == 4) {
            Value high = laneSigns(x, type, 1);
            result = x.apply(CommonOperations.BASIC_INDEX, result, high, Lowering.constant(count));
        }
        x.set(result, x.form().register(0));
    }

    private static Value laneSigns(Lowering x, OperationType type, int lane) {
        if (!x.hasVectors()) {
            return x.apply(type, Vectors.lane(x, 1, lane));
        }
        OperationType whole = type == X86Operations.LANES_BYTE_SIGNS
                ? CommonOperations.VECTOR_SHUFFLES_BYTE_SIGNS
                : type == X86Operations.LANES_SINGLE_SIGNS
                        ? CommonOperations.VECTOR_SHUFFLES_WORD_SIGNS
                        : CommonOperations.VECTOR_SHUFFLES_HALF_SIGNS;
        return x.apply(whole, WholeVectors.source(x, 1, lane));
    }

    @Instruction("pshufd")
    @Encoding({"66 0F 70 /r ib : Vx Wx Ib", "VEX.66.0F.WIG 70 /r ib : Vx Wx Ib"})
    static void pshufd(Lowering x) {
        if (x.hasVectors()) {
            Value order = Lowering.constant(immediate(x));
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_WORDS, WholeVectors.source(x, 1, lane), order));
            return;
        }
        shuffleWords(x);
    }

    /** Of each lane of the second operand. */
    static void shuffleWords(Lowering x) {
        int order = immediate(x);
        eachLane(x, lane -> {
            Value[] source = Vectors.lane(x, 1, lane);
            return words(x, source, source, order);
        });
    }

    @Instruction("shufps")
    @Encoding({"NP 0F C6 /r ib : Vx Wx Ib", "VEX.0F.WIG C6 /r ib : Vx Hx Wx Ib"})
    static void shufps(Lowering x) {
        int order = immediate(x);
        if (x.hasVectors()) {
            WholeVectors.eachLane(x, lane -> wholeWords(x, lane, order));
            return;
        }
        eachLane(x, lane -> words(x, Vectors.lane(x, 0, lane), Vectors.lane(x, 1, lane), order));
    }

    private static Value wholeWords(Lowering x, int lane, int order) {
        return x.applyVector(
                CommonOperations.VECTOR_SHUFFLES_TWO_WORDS,
                WholeVectors.source(x, 0, lane),
                WholeVectors.source(x, 1, lane),
                Lowering.constant(order));
    }

    /** Two words of 32 bits of the one and two of the other, each chosen by two bits. */
    private static Value[] words(Lowering x, Value[] first, Value[] second, int order) {
        return new Value[] {
            x.apply(X86Operations.LANES_TWO_WORDS, first[0], first[1], Lowering.constant(order & 15)),
            x.apply(X86Operations.LANES_TWO_WORDS, second[0], second[1], Lowering.constant(order >> 4))
        };
    }

    @Instruction("shufpd")
    @Encoding({"66 0F C6 /r ib : Vx Wx Ib", "VEX.66.0F.WIG C6 /r ib : Vx Hx Wx Ib"})
    static void shufpd(Lowering x) {
        int order = immediate(x);
        if (x.hasVectors()) {
            WholeVectors.eachLane(x, lane -> {
                int low = order >> 2 * lane & 1;
                int high = order >> 2 * lane + 1 & 1;
                return wholeWords(x, lane, 0b0100 + 0b1010 * low | (0b0100 + 0b1010 * high) << 4);
            });
            return;
        }
        Vectors.eachPart(x, part -> source(x, part & 1, part & 2 | order >> part & 1));
    }

    @Instruction("pshuflw")
    @Encoding({"F2 0F 70 /r ib : Vx Wx Ib", "VEX.F2.0F.WIG 70 /r ib : Vx Wx Ib"})
    static void pshuflw(Lowering x) {
        shuffleShorts(x, 0);
    }

    @Instruction("pshufhw")
    @Encoding({"F3 0F 70 /r ib : Vx Wx Ib", "VEX.F3.0F.WIG 70 /r ib : Vx Wx Ib"})
    static void pshufhw(Lowering x) {
        shuffleShorts(x, 1);
    }

    /** In one half of each lane. */
    private static void shuffleShorts(Lowering x, int half) {
        Value order = Lowering.constant(immediate(x));
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_SHORTS,
                            WholeVectors.source(x, 1, lane),
                            order,
                            Lowering.constant(half)));
            return;
        }
        Vectors.eachPart(x, part -> {
            Value source = read(x, 1, part);
            return (part & 1) == half ? x.apply(X86Operations.LANES_SHUFFLE_SHORTS, source, order) : source;
        });
    }

    @Instruction("pinsrw")
    @Encoding({
        "66 0F C4 /r ib : Vx Rd Ib",
        "66 0F C4 /r ib : Vx Mw Ib",
        "VEX.128.66.0F.W0 C4 /r ib : Vx Hx Rd Ib",
        "VEX.128.66.0F.W0 C4 /r ib : Vx Hx Mw Ib"
    })
    static void pinsrw(Lowering x) {
        int element = immediate(x) & 7;
        Value word = x.read(Vectors.operand(x, 1));
        Value old = source(x, 0, element >> 2);
        Value inserted = x.apply(X86Operations.LANES_INSERT_SHORT, old, word, Lowering.constant(element & 3));
        boolean isLow = element < 4;
        write(x, isLow ? inserted : source(x, 0, 0), isLow ? source(x, 0, 1) : inserted);
    }

    @Instruction("pextrw")
    @Encoding({"66 0F C5 /r ib : Gd Ux Ib", "VEX.128.66.0F.W0 C5 /r ib : Gd Ux Ib"})
    static void pextrw(Lowering x) {
        int lane = (int) x.form().immediate(2) & 7;
        Value word = x.apply(X86Operations.LANES_EXTRACT_SHORT, read(x, 1, lane >> 2), Lowering.constant(lane & 3));
        x.set(word, x.form().register(0));
    }
}
