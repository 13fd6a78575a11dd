package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Moves;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Loads, stores, exchanges and conditional moves of x87 registers. */
@Section(ref = "SDM volume 1, 5.2.1: X87 FPU Data Transfer Instructions", feature = "x87")
final class X87Transfer {
    private X87Transfer() {}

    @Instruction("fld")
    @Encoding({"D9 /0 : Md", "DD /0 : Mq"})
    static void fld(Lowering x) {
        X87.await(x);
        Value value = x.load(x.bits(0), x.address());
        x.run(X86Operations.X87_TRANSFER_LOAD_REAL, value, Lowering.constant(x.bits(0)));
    }

    @Operation
    static void loadReal(X86Cpu cpu, long value, int bits) {
        X87Moves.loadReal(cpu.x87, value, bits);
    }

    @Instruction("fld")
    @Encoding("DB /5 : Mt")
    static void fldExtended(Lowering x) {
        X87.await(x);
        Value significand = x.load(64, x.address());
        Value signExponent = x.load(16, x.address().plus(8));
        x.run(X86Operations.X87_TRANSFER_LOAD_EXTENDED, significand, signExponent);
    }

    @Operation
    static void loadExtended(X86Cpu cpu, long significand, long signExponent) {
        X87Moves.loadExtended(cpu.x87, significand, signExponent);
    }

    @Instruction("fld")
    @Encoding("D9 C0+i : STi")
    static void fldRegister(Lowering x) {
        x.run(X86Operations.X87_TRANSFER_LOAD_REGISTER, X87.register(x, 0));
    }

    @Operation
    static void loadRegister(X86Cpu cpu, int i) {
        X87Moves.loadRegister(cpu.x87, i);
    }

    @Instruction("fild")
    @Encoding({"DF /0 : Mw", "DB /0 : Md", "DF /5 : Mq"})
    static void fild(Lowering x) {
        X87.await(x);
        Value value = x.read(0, Extend.Kind.SIGN);
        x.run(X86Operations.X87_TRANSFER_LOAD_INTEGER, value);
    }

    @Operation
    static void loadInteger(X86Cpu cpu, long value) {
        X87Moves.loadInteger(cpu.x87, value);
    }

    @Instruction("fbld")
    @Encoding("DF /4 : Mt")
    static void fbld(Lowering x) {
        X87.await(x);
        Value low = x.load(64, x.address());
        Value high = x.load(16, x.address().plus(8));
        x.run(X86Operations.X87_TRANSFER_LOAD_DECIMAL, low, high);
    }

    @Operation
    static void loadDecimal(X86Cpu cpu, long low, long high) {
        X87Moves.loadDecimal(cpu.x87, low, high);
    }

    @Instruction("fst")
    @Encoding({"D9 /2 : Md", "DD /2 : Mq"})
    static void fst(Lowering x) {
        storeReal(x, 0);
    }

    @Instruction("fstp")
    @Encoding({"D9 /3 : Md", "DD /3 : Mq"})
    static void fstp(Lowering x) {
        storeReal(x, 1);
    }

    private static void storeReal(Lowering x, int pops) {
        x.run(
                X86Operations.X87_TRANSFER_STORE_REAL,
                x.value(x.address()),
                Lowering.constant(x.bits(0)),
                Lowering.constant(pops));
    }

    @Operation
    @TruffleBoundary
    static void storeReal(X86Cpu cpu, long address, int bits, int pops) {
        X87Moves.storeReal(cpu.x87, cpu.memory, address, bits, pops);
    }

    @Instruction("fstp")
    @Encoding("DB /7 : Mt")
    static void fstpExtended(Lowering x) {
        x.run(X86Operations.X87_TRANSFER_STORE_EXTENDED, x.value(x.address()));
    }

    @Operation
    @TruffleBoundary
    static void storeExtended(X86Cpu cpu, long address) {
        X87Moves.storeExtended(cpu.x87, cpu.memory, address);
    }

    @Instruction("fst")
    @Encoding("DD D0+i : STi")
    static void fstRegister(Lowering x) {
        storeRegister(x, 0);
    }

    @Instruction("fstp")
    @Encoding("DD D8+i : STi")
    static void fstpRegister(Lowering x) {
        storeRegister(x, 1);
    }

    private static void storeRegister(Lowering x, int pops) {
        x.run(X86Operations.X87_TRANSFER_STORE_REGISTER, X87.register(x, 0), Lowering.constant(pops));
    }

    @Operation
    static void storeRegister(X86Cpu cpu, int i, int pops) {
        X87Moves.storeRegister(cpu.x87, i, pops);
    }

    @Instruction("fist")
    @Encoding({"DF /2 : Mw", "DB /2 : Md"})
    static void fist(Lowering x) {
        storeInteger(x, 0, 0);
    }

    @Instruction("fistp")
    @Encoding({"DF /3 : Mw", "DB /3 : Md", "DF /7 : Mq"})
    static void fistp(Lowering x) {
        storeInteger(x, 1, 0);
    }

    /** Of SSE3: truncates whatever the rounding control says. */
    @Instruction("fisttp")
    @Encoding({"DF /1 : Mw", "DB /1 : Md", "DD /1 : Mq"})
    static void fisttp(Lowering x) {
        storeInteger(x, 1, 1);
    }

    private static void storeInteger(Lowering x, int pops, int truncate) {
        x.run(
                X86Operations.X87_TRANSFER_STORE_INTEGER,
                x.value(x.address()),
                Lowering.constant(x.bits(0)),
                Lowering.constant(pops),
                Lowering.constant(truncate));
    }

    @Operation
    @TruffleBoundary
    static void storeInteger(X86Cpu cpu, long address, int bits, int pops, int truncate) {
        X87Moves.storeInteger(cpu.x87, cpu.memory, address, bits, pops, truncate != 0);
    }

    @Instruction("fbstp")
    @Encoding("DF /6 : Mt")
    static void fbstp(Lowering x) {
        x.run(X86Operations.X87_TRANSFER_STORE_DECIMAL, x.value(x.address()));
    }

    @Operation
    @TruffleBoundary
    static void storeDecimal(X86Cpu cpu, long address) {
        X87Moves.storeDecimal(cpu.x87, cpu.memory, address);
    }

    @Instruction("fxch")
    @Encoding("D9 C8+i : STi")
    static void fxch(Lowering x) {
        x.run(X86Operations.X87_TRANSFER_EXCHANGE, X87.register(x, 0));
    }

    @Operation
    static void exchange(X86Cpu cpu, int i) {
        X87Moves.exchange(cpu.x87, i);
    }

    @Instruction("fcmovb")
    @Encoding("DA C0+i : ST STi")
    static void fcmovb(Lowering x) {
        moveIf(x, CommonOperations.COMPARISONS_NEGATIVE, CF);
    }

    @Instruction("fcmove")
    @Encoding("DA C8+i : ST STi")
    static void fcmove(Lowering x) {
        moveIf(x, CommonOperations.COMPARISONS_ZERO, ZF);
    }

    @Instruction("fcmovbe")
    @Encoding("DA D0+i : ST STi")
    static void fcmovbe(Lowering x) {
        moveIf(x, X86Operations.CONDITIONS_BELOW_OR_EQUAL, CF, ZF);
    }

    @Instruction("fcmovu")
    @Encoding("DA D8+i : ST STi")
    static void fcmovu(Lowering x) {
        moveIf(x, X86Operations.CONDITIONS_PARITY_EVEN, PF);
    }

    @Instruction("fcmovnb")
    @Encoding("DB C0+i : ST STi")
    static void fcmovnb(Lowering x) {
        moveIf(x, CommonOperations.COMPARISONS_NOT_NEGATIVE, CF);
    }

    @Instruction("fcmovne")
    @Encoding("DB C8+i : ST STi")
    static void fcmovne(Lowering x) {
        moveIf(x, CommonOperations.COMPARISONS_NOT_ZERO, ZF);
    }

    @Instruction("fcmovnbe")
    @Encoding("DB D0+i : ST STi")
    static void fcmovnbe(Lowering x) {
        moveIf(x, X86Operations.CONDITIONS_ABOVE, CF, ZF);
    }

    @Instruction("fcmovnu")
    @Encoding("DB D8+i : ST STi")
    static void fcmovnu(Lowering x) {
        moveIf(x, X86Operations.CONDITIONS_PARITY_ODD, PF);
    }

    private static void moveIf(Lowering x, OperationType condition, int... flags) {
        Value[] arguments = Arrays.stream(flags).mapToObj(Value::register).toArray(Value[]::new);
        x.run(X86Operations.X87_TRANSFER_MOVE_IF, x.apply(condition, arguments), X87.register(x, 1));
    }

    @Operation
    static void moveIf(X86Cpu cpu, long condition, int i) {
        X87Moves.moveIf(cpu.x87, i, condition != 0);
    }
}
