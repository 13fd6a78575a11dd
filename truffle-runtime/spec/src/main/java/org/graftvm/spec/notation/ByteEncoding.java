package org.graftvm.spec.notation;

import java.util.List;

/**
 * A parsed {@link org.graftvm.spec.Encoding} of the byte dialect: a row of the x86 manual's opcode tables.
 *
 * @param text the notation
 * @param selector what the row fixes of prefixes, opcode and ModRM byte, as bits of a {@link Selector} word
 * @param modrm whether a ModRM byte follows the opcode
 * @param operands in the order of assembly text
 * @param width how the operand size comes about
 * @param lockable whether the LOCK prefix is allowed in front of a memory destination
 * @param aligned whether the memory operand has to lie at a multiple of the vector's size
 * @param lengthIgnored whether VEX.L says nothing ({@code LIG})
 */
public record ByteEncoding(
        String text,
        Pattern selector,
        boolean modrm,
        List<ByteOperand> operands,
        Width width,
        boolean lockable,
        boolean aligned,
        boolean lengthIgnored) {
    /** How the size of operands with type {@code v} comes about. */
    public enum Width {
        /** 32 bits; 64 with REX.W, 16 with the prefix 66. */
        DEFAULT,
        /** 64 bits; 16 with the prefix 66 ({@code d64}). */
        DEFAULT_64,
        /** Always 64 bits ({@code f64}). */
        FORCED_64
    }

    public ByteEncoding {
        operands = List.copyOf(operands);
    }

    /** Whether the row has a VEX prefix. */
    public boolean isVex() {
        return (selector.match() >>> Selector.MAP & Selector.VEX) != 0;
    }

    /** Whether VEX.vvvv selects an operand. */
    public boolean usesVvvv() {
        return operands.stream().anyMatch(operand -> operand.kind().isVex());
    }

    /**
     * Which operand is the first source: 0 where the destination is a source too, and 1 where VEX.vvvv is what keeps the two
     * apart.
     */
    public int firstSource() {
        return operands.stream().limit(2).anyMatch(operand -> operand.kind().isVex()) ? 1 : 0;
    }

    /** @throws NotationException where {@code text} is not a row of the byte dialect */
    public static ByteEncoding parse(String text) {
        return new ByteEncodingParser(text).parse();
    }
}
