package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;

/** What an instruction with the LOCK prefix does to its memory operand, atomically. */
enum LockedOperation {
    SWAP,
    ADD,
    SUBTRACT,
    AND,
    OR,
    XOR,
    NEGATE;

    /** That of an instruction that is a single method. */
    static LockedOperation of(String method) {
        return switch (method) {
            case "add", "adc", "inc" -> ADD;
            case "sub", "sbb", "dec" -> SUBTRACT;
            case "and" -> AND;
            case "or" -> OR;
            case "xor", "not" -> XOR;
            case "neg" -> NEGATE;
            default -> throw new IllegalArgumentException(method + " cannot be locked");
        };
    }

    /** The operand beside the memory, from the arguments of the instruction's method. */
    Value operand(Lowering x, Value[] arguments) {
        return switch (x.form().row().spec().method()) {
            case "inc", "dec" -> Lowering.constant(1);
            case "not" -> Lowering.constant(-1);
            case "neg" -> Lowering.constant(0);
            case "adc", "sbb" -> x.apply(X86Operations.LOCKED_PLUS_CARRY, arguments[1], Lowering.register(X86Cpu.CF));
            default -> arguments[1];
        };
    }

    /** The new value; bits above the operand's size do not matter. */
    long apply(long old, long operand) {
        return switch (this) {
            case SWAP -> operand;
            case ADD -> old + operand;
            case SUBTRACT -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case NEGATE -> -old;
        };
    }
}
