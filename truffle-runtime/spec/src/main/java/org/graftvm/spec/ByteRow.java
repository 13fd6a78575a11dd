package org.graftvm.spec;

import org.graftvm.spec.notation.ByteEncoding;

/**
 * A row of a {@link ByteInstructionSet}.
 *
 * @param id its number in the generated {@code <name>Rows}
 * @param spec the instruction that the row is an encoding of
 */
public record ByteRow(int id, InstructionSpec spec, ByteEncoding encoding) {
    /** Name in assembly: where an instruction is older than VEX, its rows with VEX have a {@code v} in front. */
    public String mnemonic() {
        boolean isOlder = encoding.isVex() && !spec.encodings().getFirst().startsWith("VEX");
        return isOlder ? "v" + spec.syntax() : spec.syntax();
    }
}
