package org.graftvm.spec.table;

import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;

/**
 * Translates between encoding fields and operand values as {@code InstructionNode.operand} gives them: a register's
 * slot, or the immediate's value.
 */
public final class OperandCodec {
    private final RegisterLayout registers;

    public OperandCodec(RegisterLayout registers) {
        this.registers = registers;
    }

    /** Value of an operand of {@code word}, which has {@code pattern}. */
    public long decode(OperandSpec operand, Pattern pattern, int word) {
        Field field = pattern.field(operand.name());
        if (!operand.isRegister()) {
            if (field == null) {
                throw new IllegalArgumentException("immediate " + operand.name() + " is not in " + pattern.text());
            }
            return immediate(operand, field, field.extract(word));
        }
        return slot(operand, field == null ? operand.fixed() : operand.base() + (int) field.extract(word));
    }

    /** The value of an immediate with the raw field value {@code raw}. */
    public static long immediate(OperandSpec operand, Field field, long raw) {
        int unused = 64 - field.width();
        return (operand.signed() ? raw << unused >> unused : raw) << operand.shift();
    }

    /** The slot that an operand with register {@code index} holds. */
    public int slot(OperandSpec operand, int index) {
        RegisterLayout.File file = registers.file(operand.file());
        return operand.role() == Role.DESTINATION ? registers.writeSlot(file, index) : file.firstSlot() + index;
    }

    /**
     * Instruction bits for an operand value.
     *
     * @throws IllegalArgumentException where the encoding cannot hold the value
     */
    public int encode(OperandSpec operand, Pattern pattern, long value) {
        Field field = pattern.field(operand.name());
        long raw = raw(operand, value);
        if (field == null) {
            if (raw + operand.base() != operand.fixed()) {
                throw misfit(operand, value, pattern);
            }
            return 0;
        }
        int bits = field.insert(raw);
        if (decode(operand, pattern, bits) != value) {
            throw misfit(operand, value, pattern);
        }
        return bits;
    }

    private long raw(OperandSpec operand, long value) {
        return operand.isRegister()
                ? registers.index(registers.file(operand.file()), (int) value) - operand.base()
                : value >> operand.shift();
    }

    private IllegalArgumentException misfit(OperandSpec operand, long value, Pattern pattern) {
        String text = operand.isRegister() ? registers.name((int) value) : Long.toString(value);
        return new IllegalArgumentException(
                text + " does not fit operand " + operand.name() + " of \"" + pattern.text() + "\"");
    }
}
