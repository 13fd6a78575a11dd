package org.graftvm.spec.tool;

import org.graftvm.spec.OperandSpec;

/** Texts of the {@link org.graftvm.spec.InstructionSet.Print#NAMED} operands of an instruction set. */
@FunctionalInterface
public interface OperandNames {
    /** For instruction sets without named operands. */
    OperandNames NUMBERS = (operand, value) -> Long.toString(value);

    /** How {@code value} is written; empty where the operand, and the optional part around it, is left out. */
    String name(OperandSpec operand, long value);
}
