package org.graftvm.spec;

import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSet.Role;

/**
 * An operand of one instruction, as declared by {@link InstructionSet.Operand}.
 *
 * @param name as in encodings and parameters
 * @param file register file of a register operand, else empty
 * @param firstSlot slot of register 0 of that file in the CPU's register array; -1 for immediates
 * @param base added to the field's value to get the register's index
 * @param fixed register index of an implicit operand, or -1
 * @param signed whether the immediate is sign-extended
 * @param shift bits to shift an immediate left
 * @param print how the disassembler writes an immediate
 */
public record OperandSpec(
        String name,
        Role role,
        String file,
        int firstSlot,
        int base,
        int fixed,
        boolean signed,
        int shift,
        Print print) {
    public boolean isRegister() {
        return role != Role.IMMEDIATE;
    }
}
