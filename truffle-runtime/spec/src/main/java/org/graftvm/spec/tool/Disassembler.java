package org.graftvm.spec.tool;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.notation.Syntax;

/**
 * Writes instructions as text in the syntax of their {@link org.graftvm.spec.Instruction} annotation, close to what
 * objdump prints: one blank behind the mnemonic and none behind commas. Safe for use by several threads.
 */
public final class Disassembler {
    private final RegisterLayout registers;
    private final OperandNames names;
    private final Map<InstructionSpec, Syntax> syntaxes = new IdentityHashMap<>();

    public Disassembler(InstructionSetSpec set, OperandNames names) {
        this.registers = set.registers();
        this.names = names;
        for (InstructionSpec spec : set.instructions()) {
            syntaxes.put(spec, Syntax.parse(spec.syntax()));
        }
    }

    /**
     * The text of one instruction.
     *
     * @param spec one of the instruction set's own
     * @param operands value of the operand at an index of {@link InstructionSpec#operands}
     * @param pc the instruction's address
     */
    public String disassemble(InstructionSpec spec, IntToLongFunction operands, long pc) {
        Syntax syntax = syntaxes.get(spec);
        if (syntax == null) {
            throw new IllegalArgumentException(spec.mnemonic() + " is not of this instruction set");
        }
        StringBuilder text = new StringBuilder();
        append(text, syntax.parts(), spec, operands, pc);
        return text.toString();
    }

    /** Returns whether all operands had a text. */
    private boolean append(
            StringBuilder text, List<Syntax.Part> parts, InstructionSpec spec, IntToLongFunction operands, long pc) {
        boolean complete = true;
        for (Syntax.Part part : parts) {
            switch (part) {
                case Syntax.Literal(String literal) -> text.append(literal);
                case Syntax.Operand(String name) -> {
                    int index = spec.operand(name);
                    OperandSpec known = spec.operands().get(index);
                    String operand = !known.isRegister() && known.print() == Print.NAMED
                            ? names.name(spec, index, operands, pc)
                            : text(known, operands.applyAsLong(index), pc);
                    complete &= !operand.isEmpty();
                    text.append(operand);
                }
                case Syntax.Optional(List<Syntax.Part> inner) -> {
                    int start = text.length();
                    if (!append(text, inner, spec, operands, pc)) {
                        text.setLength(start);
                    }
                }
            }
        }
        return complete;
    }

    /** The text of one operand of an instruction at {@code pc}. */
    String text(OperandSpec operand, long value, long pc) {
        if (operand.isRegister()) {
            return registers.name((int) value);
        }
        return switch (operand.print()) {
            case DECIMAL -> Long.toString(value >> operand.shift());
            case HEX -> hex(value >> operand.shift(), operand.shift());
            case PC_RELATIVE -> "0x" + Long.toHexString(pc + value);
            case NAMED -> names.name(operand, value);
        };
    }

    /** A shifted immediate is the upper part of a 32-bit constant, written without a sign. */
    private static String hex(long value, int shift) {
        if (value >= 0) {
            return "0x" + Long.toHexString(value);
        }
        return shift == 0 ? "-0x" + Long.toHexString(-value) : "0x" + Long.toHexString(value & 0xffff_ffffL >>> shift);
    }
}
