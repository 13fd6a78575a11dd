package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;

/** The operands of one instruction while it is read. */
final class OperandList {
    private final RegisterLayout registers;
    private final List<OperandSpec> operands = new ArrayList<>();
    private int destination = -1;

    OperandList(RegisterLayout registers) {
        this.registers = registers;
    }

    void add(OperandSpec operand) {
        if (operand.role() == Role.DESTINATION && destination < 0) {
            destination = operands.size();
        }
        operands.add(operand);
    }

    void noDestination() {
        destination = -1;
    }

    List<OperandSpec> all() {
        return List.copyOf(operands);
    }

    int destination() {
        return destination;
    }

    /** Index of the operand, or -1. */
    int index(String name) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Index of the operand that a read of {@code index} refers to. For a destination in a file with a zero register
     * that is an operand of its own, see {@link org.graftvm.spec.InstructionSpec#operands}.
     */
    int readIndex(int index) {
        OperandSpec operand = operands.get(index);
        if (operand.role() != Role.DESTINATION || registers.file(operand.file()).zero() < 0) {
            return index;
        }
        OperandSpec source = withRole(operand, Role.SOURCE);
        int known = operands.indexOf(source);
        if (known >= 0) {
            return known;
        }
        operands.add(source);
        return operands.size() - 1;
    }

    static OperandSpec withRole(OperandSpec operand, Role role) {
        return new OperandSpec(
                operand.name(),
                role,
                operand.file(),
                operand.firstSlot(),
                operand.base(),
                operand.fixed(),
                operand.signed(),
                operand.shift(),
                operand.print());
    }
}
