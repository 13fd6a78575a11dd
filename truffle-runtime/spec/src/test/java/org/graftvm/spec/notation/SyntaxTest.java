package org.graftvm.spec.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.graftvm.spec.notation.Syntax.Literal;
import org.graftvm.spec.notation.Syntax.Operand;
import org.graftvm.spec.notation.Syntax.Optional;
import org.junit.jupiter.api.Test;

class SyntaxTest {
    @Test
    void operandsAndLiterals() {
        assertEquals(
                List.of(
                        new Literal("lw "),
                        new Operand("rd"),
                        new Literal(","),
                        new Operand("imm"),
                        new Literal("("),
                        new Operand("rs1"),
                        new Literal(")")),
                Syntax.parse("lw rd, imm(rs1)").parts());
    }

    @Test
    void optionalParts() {
        Syntax syntax = Syntax.parse("x.w{order} rd{, rm}");
        assertEquals(
                List.of(
                        new Literal("x.w"),
                        new Optional(List.of(new Operand("order"))),
                        new Literal(" "),
                        new Operand("rd"),
                        new Optional(List.of(new Literal(","), new Operand("rm")))),
                syntax.parts());
        assertEquals(List.of("order", "rd", "rm"), syntax.operands());
    }

    @Test
    void mistakes() {
        assertThrows(NotationException.class, () -> Syntax.parse("x {rm"));
        assertThrows(NotationException.class, () -> Syntax.parse("x rm}"));
        assertThrows(NotationException.class, () -> Syntax.parse(" "));
    }
}
