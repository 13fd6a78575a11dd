package org.graftvm.spec.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.notation.Syntax;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.table.OperandCodec;
import org.jspecify.annotations.Nullable;

/**
 * Assembles single instructions in the syntax of their {@link org.graftvm.spec.Instruction} annotation, for tests. No
 * labels, directives or aliases.
 */
public final class Assembler {
    private final InstructionTable table;
    private final OperandCodec codec;
    private final Disassembler disassembler;
    private final Map<InstructionSpec, Map<String, Map<String, Long>>> names = new HashMap<>();

    public Assembler(InstructionTable table, OperandNames names) {
        this.table = table;
        this.codec = new OperandCodec(table.set().registers());
        this.disassembler = new Disassembler(table.set(), names);
    }

    public Assembler(InstructionSetSpec set, OperandNames names) {
        this(new InstructionTable(set), names);
    }

    /**
     * Assembles one line.
     *
     * @param line an instruction as the {@link Disassembler} writes it; blanks behind commas and tabs are allowed
     * @param pc address that pc-relative targets are relative to
     * @throws IllegalArgumentException where no instruction reads so or an operand does not fit
     */
    public Decoded assemble(String line, long pc) {
        String text = line.strip().replaceAll("\\s+", " ").replaceAll(" ?, ?", ",");
        IllegalArgumentException failure = new IllegalArgumentException("no instruction reads \"" + text + "\"");
        for (InstructionSpec spec : table.set().instructions()) {
            if (!text.startsWith(spec.mnemonic())) {
                continue;
            }
            Match match = new Match(spec, text, pc);
            if (match.parts(Syntax.parse(spec.syntax()).parts(), 0, 0, text.length())) {
                try {
                    return table.encode(spec, match.values);
                } catch (IllegalArgumentException e) {
                    failure = e;
                }
            }
        }
        throw failure;
    }

    /** Encodes an instruction from operand values, see {@link InstructionTable#encode}. */
    public Decoded encode(InstructionSpec spec, long... operands) {
        return table.encode(spec, operands);
    }

    /** One attempt to read a text in the syntax of one instruction. */
    private final class Match {
        private final InstructionSpec spec;
        private final String text;
        private final long pc;
        final long[] values;

        Match(InstructionSpec spec, String text, long pc) {
            this.spec = spec;
            this.text = text;
            this.pc = pc;
            this.values = new long[spec.operands().size()];
            for (int i = 0; i < values.length; i++) {
                OperandSpec operand = spec.operands().get(i);
                if (operand.fixed() >= 0) {
                    values[i] = codec.slot(operand, operand.fixed());
                }
            }
        }

        /** Whether {@code parts} from {@code index} on can be read from exactly {@code from} to {@code to}. */
        boolean parts(List<Syntax.Part> parts, int index, int from, int to) {
            if (index == parts.size()) {
                return from == to;
            }
            return switch (parts.get(index)) {
                case Syntax.Literal(String literal) ->
                    text.startsWith(literal, from) && parts(parts, index + 1, from + literal.length(), to);
                case Syntax.Operand(String name) -> operand(name, parts, index, from, to);
                case Syntax.Optional(List<Syntax.Part> inner) -> optional(inner, parts, index, from, to);
            };
        }

        private boolean operand(String name, List<Syntax.Part> parts, int index, int from, int to) {
            for (int end = to; end > from; end--) {
                Long value = value(name, text.substring(from, end));
                if (value != null && parts(parts, index + 1, end, to)) {
                    values[spec.operand(name)] = value;
                    return true;
                }
            }
            return false;
        }

        private boolean optional(List<Syntax.Part> inner, List<Syntax.Part> parts, int index, int from, int to) {
            for (int end = to; end > from; end--) {
                if (parts(inner, 0, from, end) && parts(parts, index + 1, end, to)) {
                    return true;
                }
            }
            // Left out: each operand has the value whose text is empty.
            for (Syntax.Part part : inner) {
                if (part instanceof Syntax.Operand(String name)) {
                    Long value = value(name, "");
                    if (value == null) {
                        return false;
                    }
                    values[spec.operand(name)] = value;
                }
            }
            return parts(parts, index + 1, from, to);
        }

        private @Nullable Long value(String name, String token) {
            OperandSpec operand = spec.operands().get(spec.operand(name));
            if (operand.isRegister()) {
                RegisterLayout.File file = table.set().registers().file(operand.file());
                int register = file.names().indexOf(token);
                return register < 0 ? null : Long.valueOf(codec.slot(operand, register));
            }
            Long named = names(spec, operand).get(token);
            return named != null ? named : number(operand, token, pc);
        }
    }

    private @Nullable Long number(OperandSpec operand, String token, long pc) {
        try {
            long value = token.startsWith("0x") ? Long.parseUnsignedLong(token.substring(2), 16) : Long.decode(token);
            return switch (operand.print()) {
                case PC_RELATIVE -> value - pc;
                case DECIMAL, NAMED -> value << operand.shift();
                // Undoes the loss of the sign in Disassembler.hex.
                case HEX ->
                    operand.shift() == 0
                            ? value
                            : operand.signed() ? (long) (int) (value << operand.shift()) : value << operand.shift();
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Values of a named operand by their texts. */
    private Map<String, Long> names(InstructionSpec spec, OperandSpec operand) {
        if (operand.print() != Print.NAMED) {
            return Map.of();
        }
        return names.computeIfAbsent(spec, s -> new HashMap<>()).computeIfAbsent(operand.name(), name -> {
            Map<String, Long> values = new HashMap<>();
            for (var row : table.candidates(spec)) {
                Pattern pattern = row.pattern();
                Field field = pattern.field(name);
                for (long raw = 0; field != null && raw <= field.valueMask(); raw++) {
                    long value = OperandCodec.immediate(operand, field, raw);
                    values.putIfAbsent(disassembler.text(operand, value, 0), value);
                }
            }
            return values;
        });
    }
}
