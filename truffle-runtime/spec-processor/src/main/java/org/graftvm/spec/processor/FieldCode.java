package org.graftvm.spec.processor;

import java.util.stream.Collectors;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.notation.Slice;

/** Java expressions that take operand values out of a variable {@code word}. */
final class FieldCode {
    private final RegisterLayout registers;

    FieldCode(RegisterLayout registers) {
        this.registers = registers;
    }

    /** The operand as a node holds it: a slot, or the immediate's value. */
    String operand(OperandSpec operand, Pattern pattern) {
        Field field = pattern.field(operand.name());
        if (!operand.isRegister()) {
            if (field == null) {
                throw new IllegalStateException("immediate " + operand.name() + " is not in " + pattern.text());
            }
            return immediate(operand, field);
        }
        RegisterLayout.File file = registers.file(operand.file());
        boolean written = operand.role() == Role.DESTINATION;
        if (field == null) {
            int fixed = operand.fixed();
            return Integer.toString(written ? registers.writeSlot(file, fixed) : file.firstSlot() + fixed);
        }
        String index = raw(field);
        int zero = file.zero() - operand.base();
        if (written && file.zero() >= 0 && zero >= 0 && zero <= field.valueMask()) {
            return "written(" + index + ", " + zero + ", " + (file.firstSlot() + operand.base()) + ")";
        }
        int offset = file.firstSlot() + operand.base();
        return offset == 0 ? index : "(" + index + ") + " + offset;
    }

    private static String immediate(OperandSpec operand, Field field) {
        int width = field.width();
        int shift = operand.shift();
        if (operand.signed()) {
            if (endsTheWord(field)) {
                String value = "word >> " + field.slices().getFirst().source();
                return shift == 0 ? value : "(long) (" + value + ") << " + shift;
            }
            int unused = 64 - width;
            return "((long) (" + raw(field) + ") << " + unused + ") >> " + (unused - shift)
                    + (shift == 0 ? "" : " & -1L << " + shift);
        }
        String value = width == 32 ? "Integer.toUnsignedLong(" + raw(field) + ")" : raw(field);
        return shift == 0 ? value : "(long) (" + value + ") << " + shift;
    }

    /** Whether the value of an immediate is computed as a long, else as an int. */
    static boolean isLong(OperandSpec operand, Field field) {
        boolean isInt = operand.signed() ? endsTheWord(field) : field.width() < 32;
        return !isInt || operand.shift() != 0;
    }

    /** Whether the field is the highest bits of a word, in one piece: a shift of the word extends its sign. */
    private static boolean endsTheWord(Field field) {
        Slice slice = field.slices().getFirst();
        return field.slices().size() == 1 && slice.target() == 0 && field.width() + slice.source() == 32;
    }

    /** The raw value, an int. */
    static String raw(Field field) {
        return field.slices().stream().map(FieldCode::slice).collect(Collectors.joining(" | "));
    }

    private static String slice(Slice slice) {
        int distance = slice.source() - slice.target();
        String moved = distance == 0 ? "word" : distance > 0 ? "word >>> " + distance : "word << " + -distance;
        if (slice.source() + slice.length() == 32 && slice.target() == 0) {
            return moved;
        }
        return moved + " & " + JavaText.hex((int) slice.targetMask());
    }

    /** The condition over {@code word}. */
    static String condition(Condition condition, Pattern pattern) {
        return switch (condition) {
            case Condition.And(var terms) ->
                terms.isEmpty()
                        ? "true"
                        : terms.stream().map(t -> condition(t, pattern)).collect(Collectors.joining(" && ", "(", ")"));
            case Condition.Or(var terms) ->
                terms.stream().map(t -> condition(t, pattern)).collect(Collectors.joining(" || ", "(", ")"));
            case Condition.Not(var term) -> "!" + condition(term, pattern);
            case Condition.Comparison c ->
                "(" + term(c.left(), pattern) + " " + c.operator().symbol() + " " + term(c.right(), pattern) + ")";
        };
    }

    private static String term(Condition.Term term, Pattern pattern) {
        return switch (term) {
            case Condition.Constant(long value) -> value + "L";
            case Condition.FieldBits bits -> {
                Field field = pattern.field(bits.name());
                if (field == null) {
                    throw new IllegalStateException(bits.name() + " is not in " + pattern.text());
                }
                String value = "Integer.toUnsignedLong(" + raw(field) + ")";
                yield bits.whole()
                        ? value
                        : "(" + value + " >>> " + bits.low() + " & " + ((1L << (bits.high() - bits.low() + 1)) - 1)
                                + "L)";
            }
        };
    }
}
