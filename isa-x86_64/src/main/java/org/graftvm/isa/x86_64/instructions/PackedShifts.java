package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.VectorMoves.halves;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.slot;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.OperationType;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts of lanes, and what moves lanes between the halves. */
@Section(ref = "SDM volume 1, 5.6.3: SSE2 128-Bit SIMD Integer Instructions (shifts, packing)", feature = "SSE2")
final class PackedShifts {
    private PackedShifts() {}

    @Instruction("psrlw")
    @Encoding("66 0F 71 /2 ib : Ux Ib")
    static void psrlwImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 16);
    }

    @Instruction("psrlw")
    @Encoding("66 0F D1 /r : Vx Wx")
    static void psrlw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 16);
    }

    @Instruction("psraw")
    @Encoding("66 0F 71 /4 ib : Ux Ib")
    static void psrawImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 16);
    }

    @Instruction("psraw")
    @Encoding("66 0F E1 /r : Vx Wx")
    static void psraw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 16);
    }

    @Instruction("psllw")
    @Encoding("66 0F 71 /6 ib : Ux Ib")
    static void psllwImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 16);
    }

    @Instruction("psllw")
    @Encoding("66 0F F1 /r : Vx Wx")
    static void psllw(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 16);
    }

    @Instruction("psrld")
    @Encoding("66 0F 72 /2 ib : Ux Ib")
    static void psrldImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 32);
    }

    @Instruction("psrld")
    @Encoding("66 0F D2 /r : Vx Wx")
    static void psrld(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 32);
    }

    @Instruction("psrad")
    @Encoding("66 0F 72 /4 ib : Ux Ib")
    static void psradImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 32);
    }

    @Instruction("psrad")
    @Encoding("66 0F E2 /r : Vx Wx")
    static void psrad(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT_SIGNED, 32);
    }

    @Instruction("pslld")
    @Encoding("66 0F 72 /6 ib : Ux Ib")
    static void pslldImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 32);
    }

    @Instruction("pslld")
    @Encoding("66 0F F2 /r : Vx Wx")
    static void pslld(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 32);
    }

    @Instruction("psrlq")
    @Encoding("66 0F 73 /2 ib : Ux Ib")
    static void psrlqImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 64);
    }

    @Instruction("psrlq")
    @Encoding("66 0F D3 /r : Vx Wx")
    static void psrlq(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_RIGHT, 64);
    }

    @Instruction("psllq")
    @Encoding("66 0F 73 /6 ib : Ux Ib")
    static void psllqImmediate(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 64);
    }

    @Instruction("psllq")
    @Encoding("66 0F F3 /r : Vx Wx")
    static void psllq(Lowering x) {
        shift(x, X86Operations.LANES_SHIFT_LEFT, 64);
    }

    /** By an immediate, or by the low half of the second operand. */
    private static void shift(Lowering x, OperationType type, int bits) {
        boolean immediate = x.form().operand(1).kind().isImmediate();
        Value count = immediate ? Lowering.constant(x.form().immediate(1)) : x.copy(read(x, 1, 0));
        if (x.form().isMemory(1)) {
            read(x, 1, 1); // All 16 bytes have to be readable.
        }
        Value low = x.apply(type, Lowering.register(slot(x, 0, 0)), count, Lowering.constant(bits));
        Value high = x.apply(type, Lowering.register(slot(x, 0, 1)), count, Lowering.constant(bits));
        write(x, low, high);
    }

    @Instruction("psrldq")
    @Encoding("66 0F 73 /3 ib : Ux Ib")
    static void psrldq(Lowering x) {
        bytes(x, true);
    }

    @Instruction("pslldq")
    @Encoding("66 0F 73 /7 ib : Ux Ib")
    static void pslldq(Lowering x) {
        bytes(x, false);
    }

    /** Shifts the whole register: as two halves of 32 bytes, of which the other 16 are zero. */
    private static void bytes(Lowering x, boolean right) {
        Value[] a = halves(x, 0);
        int count = (int) Math.min(16, x.form().immediate(1));
        int from = right ? count : 16 - count;
        Value zero = Lowering.constant(0);
        Value[] wide = right ? new Value[] {a[0], a[1], zero, zero} : new Value[] {zero, zero, a[0], a[1]};
        write(x, extract(x, wide, from), extract(x, wide, from + 8));
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
    @Encoding("66 0F 60 /r : Vx Wx")
    static void punpcklbw(Lowering x) {
        interleave(x, 8, 0);
    }

    @Instruction("punpcklwd")
    @Encoding("66 0F 61 /r : Vx Wx")
    static void punpcklwd(Lowering x) {
        interleave(x, 16, 0);
    }

    @Instruction("punpckldq")
    @Encoding("66 0F 62 /r : Vx Wx")
    static void punpckldq(Lowering x) {
        interleave(x, 32, 0);
    }

    @Instruction("punpckhbw")
    @Encoding("66 0F 68 /r : Vx Wx")
    static void punpckhbw(Lowering x) {
        interleave(x, 8, 1);
    }

    @Instruction("punpckhwd")
    @Encoding("66 0F 69 /r : Vx Wx")
    static void punpckhwd(Lowering x) {
        interleave(x, 16, 1);
    }

    @Instruction("punpckhdq")
    @Encoding("66 0F 6A /r : Vx Wx")
    static void punpckhdq(Lowering x) {
        interleave(x, 32, 1);
    }

    @Instruction("unpcklps")
    @Encoding("NP 0F 14 /r : Vx Wx")
    static void unpcklps(Lowering x) {
        interleave(x, 32, 0);
    }

    @Instruction("unpckhps")
    @Encoding("NP 0F 15 /r : Vx Wx")
    static void unpckhps(Lowering x) {
        interleave(x, 32, 1);
    }

    /** Lanes of a half of both operands by turns. */
    private static void interleave(Lowering x, int bits, int half) {
        Value a = x.copy(read(x, 0, half));
        Value b = x.copy(read(x, 1, half));
        Value low = x.apply(X86Operations.LANES_INTERLEAVE, a, b, Lowering.constant(bits), Lowering.constant(0));
        Value high = x.apply(X86Operations.LANES_INTERLEAVE, a, b, Lowering.constant(bits), Lowering.constant(1));
        write(x, low, high);
    }

    @Instruction("punpcklqdq")
    @Encoding("66 0F 6C /r : Vx Wx")
    static void punpcklqdq(Lowering x) {
        x.set(read(x, 1, 0), slot(x, 0, 1));
    }

    @Instruction("punpckhqdq")
    @Encoding("66 0F 6D /r : Vx Wx")
    static void punpckhqdq(Lowering x) {
        Value high = read(x, 1, 1);
        write(x, read(x, 0, 1), high);
    }

    @Instruction("unpcklpd")
    @Encoding("66 0F 14 /r : Vx Wx")
    static void unpcklpd(Lowering x) {
        punpcklqdq(x);
    }

    @Instruction("unpckhpd")
    @Encoding("66 0F 15 /r : Vx Wx")
    static void unpckhpd(Lowering x) {
        punpckhqdq(x);
    }

    @Instruction("packsswb")
    @Encoding("66 0F 63 /r : Vx Wx")
    static void packsswb(Lowering x) {
        pack(x, 8, 1);
    }

    @Instruction("packuswb")
    @Encoding("66 0F 67 /r : Vx Wx")
    static void packuswb(Lowering x) {
        pack(x, 8, 0);
    }

    @Instruction("packssdw")
    @Encoding("66 0F 6B /r : Vx Wx")
    static void packssdw(Lowering x) {
        pack(x, 16, 1);
    }

    private static void pack(Lowering x, int bits, int signed) {
        Value[] a = halves(x, 0);
        Value[] b = halves(x, 1);
        Value size = Lowering.constant(bits);
        Value low = x.apply(X86Operations.LANES_PACK, a[0], a[1], size, Lowering.constant(signed));
        Value high = x.apply(X86Operations.LANES_PACK, b[0], b[1], size, Lowering.constant(signed));
        write(x, low, high);
    }
}
