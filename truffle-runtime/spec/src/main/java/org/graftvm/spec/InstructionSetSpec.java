package org.graftvm.spec;

import java.util.List;

/**
 * A whole instruction set, as the generated {@code <name>Instructions.SET} describes it.
 *
 * @param instructions in the order of the sections and their methods
 * @param absent encodings that are known but not implemented
 */
public record InstructionSetSpec(
        String name, List<InstructionSpec> instructions, RegisterLayout registers, List<Absent> absent) {
    /** One known gap. */
    public record Absent(String name, String reason) {}

    public InstructionSetSpec {
        instructions = List.copyOf(instructions);
        absent = List.copyOf(absent);
    }
}
