package org.graftvm.spec.tool;

import java.util.function.IntToLongFunction;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;

/** Texts of the {@link org.graftvm.spec.InstructionSet.Print#NAMED} operands of an instruction set. */
@FunctionalInterface
public interface OperandNames {
    /** For instruction sets without named operands. */
    OperandNames NUMBERS = (operand, value) -> Long.toString(value);

    /** How {@code value} is written; empty where the operand, and the optional part around it, is left out. */
    String name(OperandSpec operand, long value);

    /**
     * How operand {@code index} of an instruction is written, where that depends on other operands as well (the width of a
     * register) or on the instruction's address.
     */
    default String name(InstructionSpec spec, int index, IntToLongFunction operands, long pc) {
        return name(spec.operands().get(index), operands.applyAsLong(index));
    }
}
