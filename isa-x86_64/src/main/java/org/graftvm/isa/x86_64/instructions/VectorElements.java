package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachPart;
import static org.graftvm.isa.x86_64.instructions.Vectors.immediate;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Blends, and elements put in and taken out. */
@Section(ref = "SDM volume 1, 5.10: SSE4.1 Instructions", feature = "SSE4.1")
final class VectorElements {
    private VectorElements() {}

    /** Each byte of the second operand where the third is negative. */
    @Instruction("pblendvb")
    @Encoding({"66 0F 38 10 /r : Vx Wx XMM0", "VEX.66.0F3A.W0 4C /r /is4 : Vx Hx Wx Lx"})
    static long pblendvb(long a, long b, long c) {
        return choose(a, b, (c & Lanes.BYTE_SIGNS) >>> 7, 0xff);
    }

    @Instruction("blendvps")
    @Encoding({"66 0F 38 14 /r : Vx Wx XMM0", "VEX.66.0F3A.W0 4A /r /is4 : Vx Hx Wx Lx"})
    static long blendvps(long a, long b, long c) {
        return choose(a, b, (c & Lanes.INT_SIGNS) >>> 31, 0xffff_ffffL);
    }

    @Instruction("blendvpd")
    @Encoding({"66 0F 38 15 /r : Vx Wx XMM0", "VEX.66.0F3A.W0 4B /r /is4 : Vx Hx Wx Lx"})
    static long blendvpd(long a, long b, long c) {
        return c < 0 ? b : a;
    }

    /** @param lowest the lowest bit of each element to take from {@code b} */
    private static long choose(long a, long b, long lowest, long all) {
        return a ^ (a ^ b) & lowest * all;
    }

    @Instruction("blendps")
    @Encoding({"66 0F 3A 0C /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 0C /r ib : Vx Hx Wx Ib"})
    static void blendps(Lowering x) {
        blend(x, 32);
    }

    @Instruction("blendpd")
    @Encoding({"66 0F 3A 0D /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 0D /r ib : Vx Hx Wx Ib"})
    static void blendpd(Lowering x) {
        blend(x, 64);
    }

    /** Each lane takes the same words. */
    @Instruction("pblendw")
    @Encoding({"66 0F 3A 0E /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 0E /r ib : Vx Hx Wx Ib"})
    static void pblendw(Lowering x) {
        blend(x, 16);
    }

    /** A bit for each word of 16 bits in a lane, of a bit for each element. */
    private static int words(int order, int bits) {
        int words = 0;
        for (int i = 0; i < 8; i++) {
            words |= (order >> i * 16 / bits & 1) << i;
        }
        return words;
    }

    /** A bit of the immediate for each element says from which operand it comes. */
    private static void blend(Lowering x, int bits) {
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_BLEND,
                            WholeVectors.source(x, 0, lane),
                            WholeVectors.source(x, 1, lane),
                            Lowering.constant(words(immediate(x) >> (bits == 16 ? 0 : lane * 128 / bits), bits))));
            return;
        }
        int count = 64 / bits;
        eachPart(x, part -> {
            int order = immediate(x) >> (bits == 16 ? part & 1 : part) * count;
            long mask = 0;
            for (int i = 0; i < count; i++) {
                mask |= (order >> i & 1) != 0 ? Lowering.mask(bits) << i * bits : 0;
            }
            Value a = source(x, 0, part);
            Value b = source(x, 1, part);
            return mask == 0
                    ? a
                    : mask == -1 ? b : x.apply(CommonOperations.BASIC_MERGE, a, b, Lowering.constant(mask));
        });
    }

    @Instruction("movntdqa")
    @Encoding({"66 0F 38 2A /r : Vx Mx", "VEX.66.0F38.WIG 2A /r aligned : Vx Mx"})
    static void movntdqa(Lowering x) {
        eachPart(x, part -> Vectors.read(x, 1, part));
    }

    @Instruction("pinsrb")
    @Encoding({
        "66 0F 3A 20 /r ib : Vx Rd Ib",
        "66 0F 3A 20 /r ib : Vx Mb Ib",
        "VEX.128.66.0F3A.W0 20 /r ib : Vx Hx Rd Ib",
        "VEX.128.66.0F3A.W0 20 /r ib : Vx Hx Mb Ib"
    })
    static void pinsrb(Lowering x) {
        insert(x, 8);
    }

    @Instruction("pinsrd")
    @Encoding({"66 0F 3A 22 /r ib W0 : Vx Ed Ib", "VEX.128.66.0F3A.W0 22 /r ib : Vx Hx Ed Ib"})
    static void pinsrd(Lowering x) {
        insert(x, 32);
    }

    @Instruction("pinsrq")
    @Encoding({"66 0F 3A 22 /r ib W1 : Vx Eq Ib", "VEX.128.66.0F3A.W1 22 /r ib : Vx Hx Eq Ib"})
    static void pinsrq(Lowering x) {
        insert(x, 64);
    }

    private static void insert(Lowering x, int bits) {
        int at = immediate(x) % (128 / bits) * bits;
        Value element = x.read(Vectors.operand(x, 1));
        Value[] parts = {source(x, 0, 0), source(x, 0, 1)};
        parts[at / 64] = insert(x, parts[at / 64], element, at % 64, bits);
        write(x, parts);
    }

    private static Value insert(Lowering x, Value old, Value element, int at, int bits) {
        return bits == 64
                ? element
                : x.apply(
                        X86Operations.VECTOR_ELEMENTS_PUT,
                        old,
                        element,
                        Lowering.constant(at),
                        Lowering.constant(bits));
    }

    @Instruction("pextrb")
    @Encoding({
        "66 0F 3A 14 /r ib : Rd Vx Ib",
        "66 0F 3A 14 /r ib : Mb Vx Ib",
        "VEX.128.66.0F3A.W0 14 /r ib : Rd Vx Ib",
        "VEX.128.66.0F3A.W0 14 /r ib : Mb Vx Ib"
    })
    static void pextrb(Lowering x) {
        extract(x, 8);
    }

    @Instruction("pextrw")
    @Encoding({
        "66 0F 3A 15 /r ib : Rd Vx Ib",
        "66 0F 3A 15 /r ib : Mw Vx Ib",
        "VEX.128.66.0F3A.W0 15 /r ib : Rd Vx Ib",
        "VEX.128.66.0F3A.W0 15 /r ib : Mw Vx Ib"
    })
    static void pextrw(Lowering x) {
        extract(x, 16);
    }

    @Instruction("pextrd")
    @Encoding({"66 0F 3A 16 /r ib W0 : Ed Vx Ib", "VEX.128.66.0F3A.W0 16 /r ib : Ed Vx Ib"})
    static void pextrd(Lowering x) {
        extract(x, 32);
    }

    @Instruction("pextrq")
    @Encoding({"66 0F 3A 16 /r ib W1 : Eq Vx Ib", "VEX.128.66.0F3A.W1 16 /r ib : Eq Vx Ib"})
    static void pextrq(Lowering x) {
        extract(x, 64);
    }

    @Instruction("extractps")
    @Encoding({"66 0F 3A 17 /r ib : Ed Vx Ib", "VEX.128.66.0F3A.WIG 17 /r ib : Ed Vx Ib"})
    static void extractps(Lowering x) {
        extract(x, 32);
    }

    private static void extract(Lowering x, int bits) {
        int at = immediate(x) % (128 / bits) * bits;
        Value element = get(x, Vectors.read(x, 1, at / 64), at % 64, bits);
        if (x.form().isMemory(0)) {
            x.store(bits, x.address(), element);
        } else {
            x.set(element, x.form().register(0));
        }
    }

    private static Value get(Lowering x, Value part, int at, int bits) {
        return bits == 64
                ? part
                : x.apply(X86Operations.VECTOR_ELEMENTS_GET, part, Lowering.constant(at), Lowering.constant(bits));
    }

    /** Bits 7 and 6 choose the element of a register, 5 and 4 its place, and each of the lowest four zeros one. */
    @Instruction("insertps")
    @Encoding({
        "66 0F 3A 21 /r ib : Vx Ud Ib",
        "66 0F 3A 21 /r ib : Vx Md Ib",
        "VEX.128.66.0F3A.WIG 21 /r ib : Vx Hx Ud Ib",
        "VEX.128.66.0F3A.WIG 21 /r ib : Vx Hx Md Ib"
    })
    static void insertps(Lowering x) {
        int control = immediate(x);
        int operand = Vectors.operand(x, 1);
        int from = control >> 6 & 3;
        Value element = x.form().isMemory(operand)
                ? x.load(32, x.address())
                : get(x, Vectors.read(x, operand, from / 2), from % 2 * 32, 32);
        int to = control >> 4 & 3;
        Value[] parts = {source(x, 0, 0), source(x, 0, 1)};
        parts[to / 2] = insert(x, parts[to / 2], element, to % 2 * 32, 32);
        for (int part = 0; part < 2; part++) {
            long kept = ((control >> 2 * part & 1) == 0 ? 0xffff_ffffL : 0)
                    | ((control >> 2 * part & 2) == 0 ? -1L << 32 : 0);
            if (kept != -1) {
                parts[part] = x.applyMasked(CommonOperations.BASIC_MOVE, kept, parts[part]);
            }
        }
        write(x, parts);
    }

    /** Replaces {@code bits} bits from bit {@code at} on. */
    @Operation
    static long put(long old, long element, int at, int bits) {
        long mask = Lowering.mask(bits);
        return old & ~(mask << at) | (element & mask) << at;
    }

    @Operation
    static long get(long value, int at, int bits) {
        return value >>> at & Lowering.mask(bits);
    }
}
