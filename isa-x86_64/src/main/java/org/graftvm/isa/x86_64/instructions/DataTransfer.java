package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Moves between registers and memory. */
@Section(ref = "SDM volume 1, 5.1.1: Data Transfer Instructions", feature = "x86-64")
final class DataTransfer {
    private DataTransfer() {}

    @Instruction("mov")
    @Encoding({
        "88 /r : Eb Gb",
        "89 /r : Ev Gv",
        "8A /r : Gb Eb",
        "8B /r : Gv Ev",
        "A0 : AL Ob",
        "A1 : rAX Ov",
        "A2 : Ob AL",
        "A3 : Ov rAX",
        "B0+r ib : Zb Ib",
        "B8+r iv : Zv Iv",
        "C6 /0 ib : Eb Ib",
        "C7 /0 iz : Ev sIz"
    })
    static long mov(long b) {
        return b;
    }

    @Instruction("movzx")
    @Encoding({"0F B6 /r : Gv Eb", "0F B7 /r : Gv Ew"})
    static long movzx(@Extend(Extend.Kind.ZERO) long b) {
        return b;
    }

    @Instruction("movsx")
    @Encoding({"0F BE /r : Gv Eb", "0F BF /r : Gv Ew"})
    static long movsx(@Extend(Extend.Kind.SIGN) long b) {
        return b;
    }

    @Instruction("movsxd")
    @Encoding("63 /r : Gv Ez")
    static long movsxd(@Extend(Extend.Kind.SIGN) long b) {
        return b;
    }

    /** To memory without a cache's help, which is a matter of speed only. */
    @Instruction("movnti")
    @Encoding("NP 0F C3 /r : My Gy")
    static long movnti(long b) {
        return b;
    }

    @Instruction("lea")
    @Encoding("8D /r : Gv M")
    static void lea(Lowering x) {
        x.write(0, x.value(x.effectiveAddress()));
    }

    /** With memory always atomic; 90 with itself does nothing at all, not even clear the upper half of RAX. */
    @Instruction("xchg")
    @Encoding({"86 /r lock : Eb Gb", "87 /r lock : Ev Gv", "90+r : Zv rAX"})
    static void xchg(Lowering x) {
        if (x.form().isMemory(0)) {
            x.write(1, x.update(LockedOperation.SWAP, x.read(1)));
        } else if (x.form().row().encoding().modrm() || x.form().register(0) != RAX) {
            Value first = x.copy(x.read(0));
            Value second = x.copy(x.read(1));
            x.write(0, second);
            x.write(1, first);
        }
    }

    /** Undefined for 16 bits, of which CPUs make zero. */
    @Instruction("bswap")
    @Encoding("0F C8+r : Zv")
    static long bswap(@Extend(Extend.Kind.ZERO) long a, int size) {
        return size == 16 ? 0 : Long.reverseBytes(a) >>> 64 - size;
    }

    @Instruction("xadd")
    @Encoding({"0F C0 /r lock : Eb Gb", "0F C1 /r lock : Ev Gv"})
    static void xadd(Lowering x) {
        Value b = x.copy(x.read(1));
        Value a = x.form().lock() ? x.update(LockedOperation.ADD, b) : x.copy(x.read(0));
        Value sum = x.applyMasked(X86Operations.ARITHMETIC_ADD, Lowering.mask(x.bits(0)), a, b);
        if (x.form().isMemory(0)) {
            if (!x.form().lock()) {
                x.write(0, sum);
            }
            x.write(1, a);
        } else {
            x.write(1, a);
            x.write(0, sum);
        }
        FlagRule.ADD.set(x, new Value[] {a, b}, sum);
    }

    /** Compares RAX with the first operand; equal, the second goes there, else the first goes to RAX. */
    @Instruction("cmpxchg")
    @Encoding({"0F B0 /r lock : Eb Gb", "0F B1 /r lock : Ev Gv"})
    static void cmpxchg(Lowering x) {
        int bits = x.bits(0);
        Value accumulator = x.copy(Lowering.register(RAX));
        Value replacement = x.read(1);
        Value old;
        if (x.form().isMemory(0)) {
            old = x.apply(
                    X86Operations.LOCKED_COMPARE_AND_EXCHANGE,
                    x.value(x.address()),
                    accumulator,
                    replacement,
                    Lowering.constant(bits));
        } else {
            old = x.apply(CommonOperations.BASIC_MOVE, x.read(0, Extend.Kind.ZERO));
        }
        Value difference = x.applyMasked(X86Operations.ARITHMETIC_SUB, Lowering.mask(bits), accumulator, old);
        if (!x.form().isMemory(0)) {
            exchangeIfZero(x, difference, replacement, old);
        }
        // Equal, RAX keeps its upper half.
        Value changed = x.apply(CommonOperations.BASIC_MERGE, accumulator, old, Lowering.constant(Lowering.mask(bits)));
        if (bits == 32) {
            changed = old;
        }
        x.applyTo(
                new int[] {RAX},
                -1,
                X86Operations.CONDITIONS_SELECT_IF_ZERO,
                difference,
                Lowering.register(RAX),
                changed);
        FlagRule.SUB.set(x, new Value[] {accumulator, old}, difference);
    }

    /** A register that is not changed keeps its upper half. */
    private static void exchangeIfZero(Lowering x, Value difference, Value replacement, Value old) {
        int bits = x.bits(0);
        if (bits < 32) {
            x.write(0, x.apply(X86Operations.CONDITIONS_SELECT_IF_ZERO, difference, replacement, old));
        } else {
            Value extended = x.extend(replacement, bits, Extend.Kind.ZERO);
            int slot = x.form().register(0);
            x.set(
                    x.apply(X86Operations.CONDITIONS_SELECT_IF_ZERO, difference, extended, Lowering.register(slot)),
                    slot);
        }
    }

    /** Compares RDX:RAX of 32 bits each with memory; equal, RCX:RBX goes there. Only zero changes. */
    @Instruction("cmpxchg8b")
    @Encoding("0F C7 /1 W0 lock : Mq")
    static void cmpxchg8b(Lowering x) {
        Value expected = x.apply(X86Operations.PARTIAL_REGISTERS_PAIR, Lowering.register(RAX), Lowering.register(RDX));
        Value replacement = x.apply(
                X86Operations.PARTIAL_REGISTERS_PAIR, Lowering.register(X86Cpu.RBX), Lowering.register(X86Cpu.RCX));
        Value old = x.apply(
                X86Operations.LOCKED_COMPARE_AND_EXCHANGE,
                x.value(x.address()),
                expected,
                replacement,
                Lowering.constant(64));
        Value difference = x.apply(X86Operations.ARITHMETIC_SUB, expected, old);
        Value low = x.applyMasked(CommonOperations.BASIC_MOVE, Lowering.mask(32), old);
        Value high = x.apply(X86Operations.SHIFTS_SHR, old, Lowering.constant(32), Lowering.constant(64));
        x.applyTo(
                new int[] {RAX}, -1, X86Operations.CONDITIONS_SELECT_IF_ZERO, difference, Lowering.register(RAX), low);
        x.applyTo(
                new int[] {RDX}, -1, X86Operations.CONDITIONS_SELECT_IF_ZERO, difference, Lowering.register(RDX), high);
        x.set(difference, X86Cpu.ZF);
    }

    /** CBW, CWDE, CDQE by size. */
    @Instruction("cdqe")
    @Encoding("98")
    static void cdqe(Lowering x) {
        int bits = x.form().operandBits();
        x.writeRegister(RAX, bits, x.extend(Lowering.register(RAX), bits / 2, Extend.Kind.SIGN));
    }

    /** CWD, CDQ, CQO by size. */
    @Instruction("cqo")
    @Encoding("99")
    static void cqo(Lowering x) {
        int bits = x.form().operandBits();
        Value extended = x.extend(Lowering.register(RAX), bits, Extend.Kind.SIGN);
        Value sign = x.apply(X86Operations.SHIFTS_SAR, extended, Lowering.constant(63), Lowering.constant(64));
        x.writeRegister(RDX, bits, sign);
    }
}
