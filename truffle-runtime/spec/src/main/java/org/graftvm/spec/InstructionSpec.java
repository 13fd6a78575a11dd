package org.graftvm.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one instruction, derived from its annotated method. Decoded instructions refer to it.
 *
 * @param owner binary name of the section class
 * @param method name of the instruction method
 * @param descriptor its JVM method descriptor
 * @param syntax assembly syntax, mnemonic first
 * @param encodings patterns in the notation of {@link Encoding}
 * @param when condition on raw field values, or empty
 * @param operands the operands in the order in which a decoded instruction holds their values: those of the encoding by
 *     first appearance, then implicit ones. A destination that the method also reads stands there twice if its file has
 *     a zero register: as the destination and, last, as a source of the same name, because a write to the zero register
 *     goes to the sink while a read comes from the register
 * @param destination index into {@code operands} of the register that is written, or -1
 * @param parameters the method's parameters in order
 * @param wholeState whether registers are accessed through the CPU ({@link Instruction#wholeState})
 * @param ref manual chapter, @param feature extension
 * @param access what {@link Access} says, or null
 */
public record InstructionSpec(
        String owner,
        String method,
        String descriptor,
        String syntax,
        List<String> encodings,
        String when,
        Flow flow,
        List<OperandSpec> operands,
        int destination,
        List<Parameter> parameters,
        boolean wholeState,
        String ref,
        String feature,
        @Nullable MemoryAccess access) {
    /** Where the value of a method parameter comes from. */
    public enum Source {
        /** The register that the operand selects. */
        REGISTER,
        /** The 128 bits of two registers: the one that the operand selects and the one behind it. */
        VECTOR,
        /** The immediate operand's value. */
        IMMEDIATE,
        MEMORY,
        PC,
        /** Address of the following instruction. */
        NEXT,
        CPU
    }

    /**
     * One parameter of the instruction method.
     *
     * @param operand index into {@link InstructionSpec#operands} for REGISTER and IMMEDIATE, else -1
     * @param isInt whether the parameter is an {@code int} rather than a {@code long}
     */
    public record Parameter(Source source, int operand, boolean isInt) {}

    /**
     * One load or store.
     *
     * @param alignment what the address has to be a multiple of; 1 for any
     * @param checks whether there is only the check of the access
     * @param base index into {@link InstructionSpec#operands} of the base register
     * @param displacement index of the immediate that is added
     */
    public record MemoryAccess(int bytes, boolean write, int alignment, boolean checks, int base, int displacement) {}

    /** The mnemonic without its optional parts. */
    public String mnemonic() {
        int end = 0;
        while (end < syntax.length() && syntax.charAt(end) != ' ' && syntax.charAt(end) != '{') {
            end++;
        }
        return syntax.substring(0, end);
    }

    /** Index of the first operand of this name, or -1. */
    public int operand(String name) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the method can raise a trap: it takes memory or the CPU. */
    public boolean mayTrap() {
        return parameters.stream().anyMatch(p -> p.source() == Source.MEMORY || p.source() == Source.CPU);
    }

    /** Whether the result is all that it gives: it can be left out where nobody reads that. */
    public boolean isPure() {
        return flow == Flow.NEXT && !wholeState && !mayTrap() && !descriptor.endsWith("V");
    }
}
