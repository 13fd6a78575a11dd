package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.slot;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;
import static org.graftvm.isa.x86_64.instructions.Vectors.writeLow;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Moves of XMM registers, of all of them, a half or a lane. */
@Section(ref = "SDM volume 1, 5.5.1.1 and 5.6.1.1: SSE and SSE2 Data Movement Instructions", feature = "SSE, SSE2")
final class VectorMoves {
    private VectorMoves() {}

    @Instruction("movups")
    @Encoding({"NP 0F 10 /r : Vx Wx", "NP 0F 11 /r : Wx Vx"})
    static void movups(Lowering x) {
        move(x);
    }

    @Instruction("movupd")
    @Encoding({"66 0F 10 /r : Vx Wx", "66 0F 11 /r : Wx Vx"})
    static void movupd(Lowering x) {
        move(x);
    }

    @Instruction("movaps")
    @Encoding({"NP 0F 28 /r : Vx Wx", "NP 0F 29 /r : Wx Vx"})
    static void movaps(Lowering x) {
        move(x);
    }

    @Instruction("movapd")
    @Encoding({"66 0F 28 /r : Vx Wx", "66 0F 29 /r : Wx Vx"})
    static void movapd(Lowering x) {
        move(x);
    }

    @Instruction("movdqa")
    @Encoding({"66 0F 6F /r : Vx Wx", "66 0F 7F /r : Wx Vx"})
    static void movdqa(Lowering x) {
        move(x);
    }

    @Instruction("movdqu")
    @Encoding({"F3 0F 6F /r : Vx Wx", "F3 0F 7F /r : Wx Vx"})
    static void movdqu(Lowering x) {
        move(x);
    }

    @Instruction("movntps")
    @Encoding("NP 0F 2B /r : Mx Vx")
    static void movntps(Lowering x) {
        move(x);
    }

    @Instruction("movntpd")
    @Encoding("66 0F 2B /r : Mx Vx")
    static void movntpd(Lowering x) {
        move(x);
    }

    @Instruction("movntdq")
    @Encoding("66 0F E7 /r : Mx Vx")
    static void movntdq(Lowering x) {
        move(x);
    }

    private static void move(Lowering x) {
        Value low = read(x, 1, 0);
        Value high = read(x, 1, 1);
        write(x, low, high);
    }

    @Instruction("movd")
    @Encoding({"66 0F 6E /r W0 : Vx Ed", "66 0F 7E /r W0 : Ed Vx"})
    static void movd(Lowering x) {
        betweenFiles(x, 32);
    }

    @Instruction("movq")
    @Encoding({"66 0F 6E /r W1 : Vx Eq", "66 0F 7E /r W1 : Eq Vx"})
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
    @Encoding({"F3 0F 7E /r : Vx Wq", "66 0F D6 /r : Wq Vx"})
    static void movq(Lowering x) {
        if (x.form().isMemory(0)) {
            x.store(64, x.address(), read(x, 1, 0));
        } else {
            writeLow(x, read(x, 1, 0));
        }
    }

    /** From memory the rest becomes zero, from a register it stays. */
    @Instruction("movss")
    @Encoding({"F3 0F 10 /r : Vx Wd", "F3 0F 11 /r : Wd Vx"})
    static void movss(Lowering x) {
        lane(x, 32);
    }

    @Instruction("movsd")
    @Encoding({"F2 0F 10 /r : Vx Wq", "F2 0F 11 /r : Wq Vx"})
    static void movsd(Lowering x) {
        lane(x, 64);
    }

    private static void lane(Lowering x, int bits) {
        if (x.form().isMemory(0)) {
            x.store(bits, x.address(), read(x, 1, 0));
        } else if (x.form().isMemory(1)) {
            writeLow(x, x.load(bits, x.address()));
        } else {
            x.applyTo(
                    new int[] {slot(x, 0, 0)},
                    -1,
                    X86Operations.BASIC_MERGE,
                    Lowering.register(slot(x, 0, 0)),
                    read(x, 1, 0),
                    Lowering.constant(Lowering.mask(bits)));
        }
    }

    @Instruction("movlps")
    @Encoding({"NP 0F 12 /r : Vx Mq", "NP 0F 13 /r : Mq Vx"})
    static void movlps(Lowering x) {
        half(x, 0);
    }

    @Instruction("movlpd")
    @Encoding({"66 0F 12 /r : Vx Mq", "66 0F 13 /r : Mq Vx"})
    static void movlpd(Lowering x) {
        half(x, 0);
    }

    @Instruction("movhps")
    @Encoding({"NP 0F 16 /r : Vx Mq", "NP 0F 17 /r : Mq Vx"})
    static void movhps(Lowering x) {
        half(x, 1);
    }

    @Instruction("movhpd")
    @Encoding({"66 0F 16 /r : Vx Mq", "66 0F 17 /r : Mq Vx"})
    static void movhpd(Lowering x) {
        half(x, 1);
    }

    private static void half(Lowering x, int half) {
        if (x.form().isMemory(0)) {
            x.store(64, x.address(), Lowering.register(slot(x, 1, half)));
        } else {
            x.set(x.load(64, x.address()), slot(x, 0, half));
        }
    }

    @Instruction("movhlps")
    @Encoding("NP 0F 12 /r : Vx Ux")
    static void movhlps(Lowering x) {
        x.set(read(x, 1, 1), slot(x, 0, 0));
    }

    @Instruction("movlhps")
    @Encoding("NP 0F 16 /r : Vx Ux")
    static void movlhps(Lowering x) {
        x.set(read(x, 1, 0), slot(x, 0, 1));
    }

    @Instruction("pmovmskb")
    @Encoding("66 0F D7 /r : Gy Ux")
    static void pmovmskb(Lowering x) {
        Value mask = x.apply(X86Operations.LANES_BYTE_SIGNS, read(x, 1, 0), read(x, 1, 1));
        x.set(mask, x.form().register(0));
    }

    @Instruction("movmskps")
    @Encoding("NP 0F 50 /r : Gy Ux")
    static void movmskps(Lowering x) {
        x.set(
                x.apply(X86Operations.LANES_SINGLE_SIGNS, read(x, 1, 0), read(x, 1, 1)),
                x.form().register(0));
    }

    @Instruction("movmskpd")
    @Encoding("66 0F 50 /r : Gy Ux")
    static void movmskpd(Lowering x) {
        x.set(
                x.apply(X86Operations.LANES_DOUBLE_SIGNS, read(x, 1, 0), read(x, 1, 1)),
                x.form().register(0));
    }

    /** Scratch registers keep what a destination that is also the source had. */
    static Value[] halves(Lowering x, int operand) {
        return new Value[] {x.copy(read(x, operand, 0)), x.copy(read(x, operand, 1))};
    }

    @Instruction("pshufd")
    @Encoding("66 0F 70 /r ib : Vx Wx Ib")
    static void pshufd(Lowering x) {
        Value[] source = halves(x, 1);
        long order = x.form().immediate(2);
        Value low = x.apply(X86Operations.LANES_TWO_WORDS, source[0], source[1], Lowering.constant(order & 15));
        Value high = x.apply(X86Operations.LANES_TWO_WORDS, source[0], source[1], Lowering.constant(order >> 4));
        write(x, low, high);
    }

    @Instruction("shufps")
    @Encoding("NP 0F C6 /r ib : Vx Wx Ib")
    static void shufps(Lowering x) {
        Value[] first = halves(x, 0);
        Value[] second = halves(x, 1);
        long order = x.form().immediate(2);
        Value low = x.apply(X86Operations.LANES_TWO_WORDS, first[0], first[1], Lowering.constant(order & 15));
        Value high = x.apply(X86Operations.LANES_TWO_WORDS, second[0], second[1], Lowering.constant(order >> 4));
        write(x, low, high);
    }

    @Instruction("shufpd")
    @Encoding("66 0F C6 /r ib : Vx Wx Ib")
    static void shufpd(Lowering x) {
        long order = x.form().immediate(2);
        Value second = read(x, 1, (int) (order >> 1 & 1));
        write(x, read(x, 0, (int) (order & 1)), second);
    }

    @Instruction("pshuflw")
    @Encoding("F2 0F 70 /r ib : Vx Wx Ib")
    static void pshuflw(Lowering x) {
        Value[] source = halves(x, 1);
        Value order = Lowering.constant(x.form().immediate(2));
        write(x, x.apply(X86Operations.LANES_SHUFFLE_SHORTS, source[0], order), source[1]);
    }

    @Instruction("pshufhw")
    @Encoding("F3 0F 70 /r ib : Vx Wx Ib")
    static void pshufhw(Lowering x) {
        Value[] source = halves(x, 1);
        Value order = Lowering.constant(x.form().immediate(2));
        write(x, source[0], x.apply(X86Operations.LANES_SHUFFLE_SHORTS, source[1], order));
    }

    @Instruction("pinsrw")
    @Encoding({"66 0F C4 /r ib : Vx Rd Ib", "66 0F C4 /r ib : Vx Mw Ib"})
    static void pinsrw(Lowering x) {
        int lane = (int) x.form().immediate(2) & 7;
        Value old = Lowering.register(slot(x, 0, lane >> 2));
        Value word = x.read(1);
        x.set(x.apply(X86Operations.LANES_INSERT_SHORT, old, word, Lowering.constant(lane & 3)), slot(x, 0, lane >> 2));
    }

    @Instruction("pextrw")
    @Encoding("66 0F C5 /r ib : Gd Ux Ib")
    static void pextrw(Lowering x) {
        int lane = (int) x.form().immediate(2) & 7;
        Value word = x.apply(X86Operations.LANES_EXTRACT_SHORT, read(x, 1, lane >> 2), Lowering.constant(lane & 3));
        x.set(word, x.form().register(0));
    }
}
