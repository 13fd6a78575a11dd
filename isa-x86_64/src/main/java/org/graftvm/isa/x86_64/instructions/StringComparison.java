package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Comparisons of strings of up to sixteen bytes or eight words, and 64-bit integers. What is compared with what, and what becomes
 * of the result, stands in the immediate byte (SDM volume 2, 4.1).
 */
@Section(ref = "SDM volume 1, 5.11: SSE4.2 Instructions", feature = "SSE4.2")
final class StringComparison {
    private static final int WORDS = 1;
    private static final int NEGATE = 0x10;
    private static final int ONLY_VALID = 0x20;
    /** Of an index the highest rather than the lowest; of a mask all bits of an element. */
    private static final int OTHER_RESULT = 0x40;

    private StringComparison() {}

    @Instruction("pcmpgtq")
    @Encoding({"66 0F 38 37 /r : Vx Wx", "VEX.66.0F38.WIG 37 /r : Vx Hx Wx"})
    static long pcmpgtq(long a, long b) {
        return a > b ? -1 : 0;
    }

    @Instruction("pcmpestrm")
    @Encoding({"66 0F 3A 60 /r ib unaligned : Vx Wx Ib", "VEX.128.66.0F3A.WIG 60 /r ib : Vx Wx Ib"})
    static void pcmpestrm(Lowering x) {
        mask(x, explicit(x, RAX), explicit(x, RDX));
    }

    @Instruction("pcmpestri")
    @Encoding({"66 0F 3A 61 /r ib unaligned : Vx Wx Ib", "VEX.128.66.0F3A.WIG 61 /r ib : Vx Wx Ib"})
    static void pcmpestri(Lowering x) {
        index(x, explicit(x, RAX), explicit(x, RDX));
    }

    @Instruction("pcmpistrm")
    @Encoding({"66 0F 3A 62 /r ib unaligned : Vx Wx Ib", "VEX.128.66.0F3A.WIG 62 /r ib : Vx Wx Ib"})
    static void pcmpistrm(Lowering x) {
        mask(x, implicit(x, 0), implicit(x, 1));
    }

    @Instruction("pcmpistri")
    @Encoding({"66 0F 3A 63 /r ib unaligned : Vx Wx Ib", "VEX.128.66.0F3A.WIG 63 /r ib : Vx Wx Ib"})
    static void pcmpistri(Lowering x) {
        index(x, implicit(x, 0), implicit(x, 1));
    }

    private static Value control(Lowering x) {
        return Lowering.constant(Vectors.immediate(x));
    }

    private static Value explicit(Lowering x, int register) {
        Value length = Lowering.register(register);
        if (x.form().operandBits() != 64) {
            length = x.extend(length, 32, Extend.Kind.SIGN);
        }
        return x.apply(X86Operations.STRING_COMPARISON_EXPLICIT_LENGTH, length, control(x));
    }

    private static Value implicit(Lowering x, int source) {
        return x.apply(
                X86Operations.STRING_COMPARISON_IMPLICIT_LENGTH,
                source(x, source, 0),
                source(x, source, 1),
                control(x));
    }

    private static void index(Lowering x, Value first, Value second) {
        Value result = compare(x, first, second);
        Value index = x.apply(X86Operations.STRING_COMPARISON_INDEX, result, control(x));
        x.set(index, RCX);
    }

    private static void mask(Lowering x, Value first, Value second) {
        Value result = compare(x, first, second);
        Value low = x.apply(X86Operations.STRING_COMPARISON_PART_OF_MASK, result, control(x), Lowering.constant(0));
        Value high = x.apply(X86Operations.STRING_COMPARISON_PART_OF_MASK, result, control(x), Lowering.constant(1));
        x.set(low, Vectors.slot(0, 0));
        x.set(high, Vectors.slot(0, 1));
        if (x.form().isVex()) {
            Vectors.clear(x, 0, 2);
        }
    }

    /** The result, a bit for each element; sets flags. */
    private static Value compare(Lowering x, Value first, Value second) {
        Value lengths = x.apply(X86Operations.STRING_COMPARISON_LENGTHS, first, second, control(x));
        Value matches = x.apply(
                switch (Vectors.immediate(x) >> 2 & 3) {
                    case 0 -> X86Operations.STRING_COMPARISON_EQUAL_ANY;
                    case 1 -> X86Operations.STRING_COMPARISON_IN_RANGES;
                    case 2 -> X86Operations.STRING_COMPARISON_EQUAL_EACH;
                    default -> X86Operations.STRING_COMPARISON_EQUAL_ORDERED;
                },
                source(x, 0, 0),
                source(x, 0, 1),
                source(x, 1, 0),
                source(x, 1, 1),
                lengths);
        Value result = x.apply(X86Operations.STRING_COMPARISON_POLARITY, matches, second, control(x));
        x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_IS_NOT_ZERO_CARRY, result);
        x.applyTo(new int[] {ZF}, -1, X86Operations.STRING_COMPARISON_IS_FULL, second, control(x));
        x.applyTo(new int[] {SF}, -1, X86Operations.STRING_COMPARISON_IS_SHORT, first, control(x));
        x.applyTo(new int[] {OF}, -1, X86Operations.FLAG_VALUES_SIGN, result, Lowering.constant(0));
        x.set(Lowering.constant(0), AF);
        x.set(Lowering.constant(1), PF);
        return result;
    }

    // ---- lengths ----

    private static int count(int control) {
        return (control & WORDS) != 0 ? 8 : 16;
    }

    @Operation
    static long explicitLength(long value, int control) {
        int most = count(control);
        return value >= most || value <= -most ? most : Math.abs(value);
    }

    /** Elements before the first that is zero. */
    @Operation
    static long implicitLength(long low, long high, int control) {
        int zeros = StringElements.equal(low, high, 0, 0, (control & WORDS) != 0);
        return Math.min(count(control), Integer.numberOfTrailingZeros(zeros));
    }

    /** What comparisons need besides the strings: both lengths, and the format of elements. */
    @Operation
    static long lengths(long first, long second, int control) {
        return first | second << 8 | (long) (control & 3) << 16;
    }

    // ---- comparisons: a bit for each element of the second string ----

    private static int valid(long length) {
        return (1 << (int) length) - 1;
    }

    @Operation
    static long equalAny(long aLow, long aHigh, long bLow, long bHigh, long lengths) {
        boolean words = (lengths >> 16 & WORDS) != 0;
        int result = 0;
        for (int i = 0; i < (lengths & 0xff); i++) {
            long element = StringElements.repeat(aLow, aHigh, i, words);
            result |= StringElements.equal(bLow, bHigh, element, element, words);
        }
        return result & valid(lengths >> 8 & 0xff);
    }

    @Operation
    static long inRanges(long aLow, long aHigh, long bLow, long bHigh, long lengths) {
        boolean words = (lengths >> 16 & WORDS) != 0;
        // Signed elements compare as unsigned ones whose signs are turned round.
        long signs = (lengths >> 16 & 2) == 0 ? 0 : words ? Lanes.SHORT_SIGNS : Lanes.BYTE_SIGNS;
        int result = 0;
        for (int i = 0; i + 1 < (lengths & 0xff); i += 2) {
            long least = StringElements.repeat(aLow, aHigh, i, words) ^ signs;
            long most = StringElements.repeat(aLow, aHigh, i + 1, words) ^ signs;
            result |= StringElements.atLeast(bLow ^ signs, bHigh ^ signs, least, least, words)
                    & StringElements.atLeast(most, most, bLow ^ signs, bHigh ^ signs, words);
        }
        return result & valid(lengths >> 8 & 0xff);
    }

    /** Behind both ends elements are equal. */
    @Operation
    static long equalEach(long aLow, long aHigh, long bLow, long bHigh, long lengths) {
        boolean words = (lengths >> 16 & WORDS) != 0;
        int first = valid(lengths & 0xff);
        int second = valid(lengths >> 8 & 0xff);
        int equal = StringElements.equal(aLow, aHigh, bLow, bHigh, words);
        return equal & first & second | ~(first | second) & (words ? 0xff : 0xffff);
    }

    /** Where the first string begins in the second one, as far as this can be seen. */
    @Operation
    static long equalOrdered(long aLow, long aHigh, long bLow, long bHigh, long lengths) {
        boolean words = (lengths >> 16 & WORDS) != 0;
        int second = valid(lengths >> 8 & 0xff);
        int all = words ? 0xff : 0xffff;
        int result = all;
        for (int i = 0; i < (lengths & 0xff) && result != 0; i++) {
            long element = StringElements.repeat(aLow, aHigh, i, words);
            int equal = StringElements.equal(bLow, bHigh, element, element, words) & second;
            result &= equal >> i | ~(all >> i);
        }
        return result & all;
    }

    // ---- results ----

    @Operation
    static long polarity(long matches, long second, int control) {
        int all = (1 << count(control)) - 1;
        int turned = (control & NEGATE) == 0 ? 0 : (control & ONLY_VALID) == 0 ? all : valid(second);
        return matches ^ turned;
    }

    /** Of the lowest or highest bit that is set; the number of elements where none is. */
    @Operation
    static long index(long result, int control) {
        if (result == 0) {
            return count(control);
        }
        return (control & OTHER_RESULT) == 0
                ? Long.numberOfTrailingZeros(result)
                : 63 - Long.numberOfLeadingZeros(result);
    }

    @Operation
    static long partOfMask(long result, int control, int half) {
        if ((control & OTHER_RESULT) == 0) {
            return half == 0 ? result : 0;
        }
        return StringElements.spread(result, half, (control & WORDS) != 0);
    }

    /** Raw zero: set where the string ends within the register. */
    @Operation
    static long isFull(long length, int control) {
        return length == count(control) ? 1 : 0;
    }

    /** Raw sign: negative where the string ends within the register. */
    @Operation
    static long isShort(long length, int control) {
        return length - count(control);
    }
}
