package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flags;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/** Single bits, and counts of bits. */
@Section(ref = "SDM volume 1, 5.1.6: Bit and Byte Instructions", feature = "x86-64, LZCNT, TZCNT, POPCNT")
final class Bits {
    private Bits() {}

    @Instruction("bt")
    @Encoding({"0F A3 /r : Ev Gv", "0F BA /4 ib : Ev Ib"})
    static void bt(Lowering x) {
        test(x, null, null);
    }

    @Instruction("bts")
    @Encoding({"0F AB /r lock : Ev Gv", "0F BA /5 ib lock : Ev Ib"})
    static void bts(Lowering x) {
        test(x, X86Operations.LOGIC_OR, LockedOperation.OR);
    }

    @Instruction("btr")
    @Encoding({"0F B3 /r lock : Ev Gv", "0F BA /6 ib lock : Ev Ib"})
    static void btr(Lowering x) {
        test(x, X86Operations.BIT_VALUES_CLEAR, LockedOperation.AND);
    }

    @Instruction("btc")
    @Encoding({"0F BB /r lock : Ev Gv", "0F BA /7 ib lock : Ev Ib"})
    static void btc(Lowering x) {
        test(x, X86Operations.LOGIC_XOR, LockedOperation.XOR);
    }

    /** A bit number in a register reaches beyond a memory operand: the address moves by whole operands. */
    private static void test(Lowering x, @Nullable OperationType change, @Nullable LockedOperation locked) {
        int bits = x.bits(0);
        boolean memory = x.form().isMemory(0);
        Value number = x.read(1, Extend.Kind.SIGN);
        Address address = new Address(X86Cpu.ZERO, 0);
        Value a;
        if (memory) {
            address = x.address();
            if (!number.isConstant()) {
                Value moved = x.apply(
                        X86Operations.BIT_VALUES_ADDRESS,
                        Lowering.register(address.base()),
                        number,
                        Lowering.constant(bits));
                address = new Address(moved.slot(), address.displacement());
            }
        }
        Value bit = x.apply(X86Operations.BIT_VALUES_BIT, number, Lowering.constant(bits));
        if (memory && locked != null && x.form().lock()) {
            Value operand = locked == LockedOperation.AND ? x.apply(X86Operations.LOGIC_NOT, bit) : bit;
            a = x.apply(
                    X86Operations.LOCKED_UPDATE,
                    x.value(address),
                    operand,
                    Lowering.constant(bits),
                    Lowering.constant(locked.ordinal()));
        } else {
            a = memory ? x.load(bits, address) : x.copy(x.read(0));
            if (change != null) {
                Value changed = x.apply(change, a, bit);
                if (memory) {
                    x.store(bits, address, changed);
                } else {
                    x.write(0, changed);
                }
            }
        }
        Value selected = x.apply(X86Operations.LOGIC_AND, a, bit);
        x.applyTo(new int[] {CF}, -1, X86Operations.FLAG_VALUES_IS_NOT_ZERO_CARRY, selected);
    }

    @Instruction("bsf")
    @Encoding("0F BC /r : Gv Ev")
    static void bsf(Lowering x) {
        scan(x, X86Operations.BIT_VALUES_LOWEST);
    }

    @Instruction("bsr")
    @Encoding("0F BD /r : Gv Ev")
    static void bsr(Lowering x) {
        scan(x, X86Operations.BIT_VALUES_HIGHEST);
    }

    /** Of zero the destination stays as it is, all 64 bits of it. */
    private static void scan(Lowering x, OperationType type) {
        Value source = x.copy(x.read(1, Extend.Kind.ZERO));
        Value result = x.apply(type, x.read(0), source);
        x.set(source, ZF);
        if (x.bits(0) == 16) {
            x.write(0, result);
        } else {
            x.set(result, x.form().register(0));
        }
    }

    @Instruction("tzcnt")
    @Encoding("F3 0F BC /r : Gv Ev")
    @Flags("count_zeros")
    static long tzcnt(@Extend(Extend.Kind.ZERO) long b, int size) {
        return Math.min(Long.numberOfTrailingZeros(b), size);
    }

    @Instruction("lzcnt")
    @Encoding("F3 0F BD /r : Gv Ev")
    @Flags("count_zeros")
    static long lzcnt(@Extend(Extend.Kind.ZERO) long b, int size) {
        return Long.numberOfLeadingZeros(b) - (64 - size);
    }

    @Instruction("popcnt")
    @Encoding("F3 0F B8 /r : Gv Ev")
    @Flags("popcnt")
    static long popcnt(@Extend(Extend.Kind.ZERO) long b) {
        return Long.bitCount(b);
    }
}
