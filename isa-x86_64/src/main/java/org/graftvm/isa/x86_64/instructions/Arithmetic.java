package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/** Binary arithmetic. */
@Section(ref = "SDM volume 1, 5.1.2: Binary Arithmetic Instructions", feature = "x86-64")
final class Arithmetic {
    private Arithmetic() {}

    @Instruction("add")
    @Encoding({
        "00 /r lock : Eb Gb",
        "01 /r lock : Ev Gv",
        "02 /r : Gb Eb",
        "03 /r : Gv Ev",
        "04 ib : AL Ib",
        "05 iz : rAX sIz",
        "80 /0 ib lock : Eb Ib",
        "81 /0 iz lock : Ev sIz",
        "83 /0 ib lock : Ev sIb"
    })
    @Flags("add")
    static long add(long a, long b) {
        return a + b;
    }

    @Instruction("adc")
    @Encoding({
        "10 /r lock : Eb Gb",
        "11 /r lock : Ev Gv",
        "12 /r : Gb Eb",
        "13 /r : Gv Ev",
        "14 ib : AL Ib",
        "15 iz : rAX sIz",
        "80 /2 ib lock : Eb Ib",
        "81 /2 iz lock : Ev sIz",
        "83 /2 ib lock : Ev sIb"
    })
    @Flags("add")
    static long adc(long a, long b, long cf) {
        return a + b + (cf >>> 63);
    }

    @Instruction("sub")
    @Encoding({
        "28 /r lock : Eb Gb",
        "29 /r lock : Ev Gv",
        "2A /r : Gb Eb",
        "2B /r : Gv Ev",
        "2C ib : AL Ib",
        "2D iz : rAX sIz",
        "80 /5 ib lock : Eb Ib",
        "81 /5 iz lock : Ev sIz",
        "83 /5 ib lock : Ev sIb"
    })
    @Flags("sub")
    static long sub(long a, long b) {
        return a - b;
    }

    @Instruction("sbb")
    @Encoding({
        "18 /r lock : Eb Gb",
        "19 /r lock : Ev Gv",
        "1A /r : Gb Eb",
        "1B /r : Gv Ev",
        "1C ib : AL Ib",
        "1D iz : rAX sIz",
        "80 /3 ib lock : Eb Ib",
        "81 /3 iz lock : Ev sIz",
        "83 /3 ib lock : Ev sIb"
    })
    @Flags("sub")
    static long sbb(long a, long b, long cf) {
        return a - b - (cf >>> 63);
    }

    @Instruction("cmp")
    @Encoding({
        "38 /r : Eb Gb",
        "39 /r : Ev Gv",
        "3A /r : Gb Eb",
        "3B /r : Gv Ev",
        "3C ib : AL Ib",
        "3D iz : rAX sIz",
        "80 /7 ib : Eb Ib",
        "81 /7 iz : Ev sIz",
        "83 /7 ib : Ev sIb"
    })
    @Flags(value = "sub", only = true)
    static long cmp(long a, long b) {
        return a - b;
    }

    @Instruction("inc")
    @Encoding({"FE /0 lock : Eb", "FF /0 lock : Ev"})
    @Flags("inc")
    static long inc(long a) {
        return a + 1;
    }

    @Instruction("dec")
    @Encoding({"FE /1 lock : Eb", "FF /1 lock : Ev"})
    @Flags("dec")
    static long dec(long a) {
        return a - 1;
    }

    @Instruction("neg")
    @Encoding({"F6 /3 lock : Eb", "F7 /3 lock : Ev"})
    @Flags("neg")
    static long neg(long a) {
        return -a;
    }

    @Instruction("imul")
    @Encoding("0F AF /r : Gv Ev")
    @Flags("imul")
    static long imul(long a, long b) {
        return a * b;
    }

    @Instruction("imul")
    @Encoding({"69 /r iz : Gv Ev sIz", "6B /r ib : Gv Ev sIb"})
    @Flags("imul")
    static long imulImmediate(long b, long c) {
        return b * c;
    }

    /** RDX:RAX = RAX * operand, of bytes AX = AL * operand. */
    @Instruction("mul")
    @Encoding({"F6 /4 : Eb", "F7 /4 : Ev"})
    static void mul(Lowering x) {
        multiply(
                x, Extend.Kind.ZERO, X86Operations.PRODUCTS_HIGH_UNSIGNED, X86Operations.FLAG_VALUES_IS_NOT_ZERO_CARRY);
    }

    @Instruction("imul")
    @Encoding({"F6 /5 : Eb", "F7 /5 : Ev"})
    static void imulWide(Lowering x) {
        multiply(x, Extend.Kind.SIGN, X86Operations.PRODUCTS_HIGH_SIGNED, null);
    }

    private static void multiply(
            Lowering x, Extend.Kind extension, OperationType highHalf, @Nullable OperationType unsignedCarry) {
        int bits = x.bits(0);
        Value a = x.copy(x.extend(Lowering.register(RAX), bits, extension));
        Value b = x.copy(x.read(0, extension));
        Value low = x.apply(X86Operations.PRODUCTS_LOW, a, b);
        Value high = x.apply(highHalf, a, b, Lowering.constant(bits));
        if (bits == 8) {
            x.writeRegister(RAX, 16, low);
        } else {
            x.writeRegister(RAX, bits, low);
            x.writeRegister(RDX, bits, high);
        }
        FlagRule.result(x, low);
        if (unsignedCarry == null) {
            x.applyTo(
                    new int[] {CF, OF}, -1, X86Operations.FLAG_VALUES_PRODUCT_OVERFLOW, a, b, Lowering.constant(bits));
        } else {
            x.applyTo(new int[] {CF, OF}, -1, unsignedCarry, high);
        }
    }

    /** RAX = RDX:RAX / operand, RDX = remainder; of bytes AL and AH from AX. */
    @Instruction("div")
    @Encoding({"F6 /6 : Eb", "F7 /6 : Ev"})
    static void div(Lowering x) {
        divide(x, X86Operations.PRODUCTS_QUOTIENT_UNSIGNED);
    }

    @Instruction("idiv")
    @Encoding({"F6 /7 : Eb", "F7 /7 : Ev"})
    static void idiv(Lowering x) {
        divide(x, X86Operations.PRODUCTS_QUOTIENT_SIGNED);
    }

    private static void divide(Lowering x, OperationType quotient) {
        int bits = x.bits(0);
        Value divisor = x.read(0);
        Value low = x.copy(Lowering.register(RAX));
        Value high =
                bits == 8 ? x.apply(X86Operations.PARTIAL_REGISTERS_HIGH_BYTE, low) : x.copy(Lowering.register(RDX));
        Value size = Lowering.constant(bits);
        Value q = x.apply(quotient, high, low, divisor, size);
        Value r = x.apply(X86Operations.PRODUCTS_REMAINDER, low, q, divisor);
        if (bits == 8) {
            Value both = x.apply(X86Operations.PARTIAL_REGISTERS_MERGE_HIGH_BYTE, q, r);
            x.writeRegister(RAX, 16, both);
        } else {
            x.writeRegister(RAX, bits, q);
            x.writeRegister(RDX, bits, r);
        }
    }
}
