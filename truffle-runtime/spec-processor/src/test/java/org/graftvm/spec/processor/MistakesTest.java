package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every mistake is a compile error at the line where it stands. */
class MistakesTest {
    /** @param line counted from the first line of {@code methods} */
    private static void assertMistake(String methods, int line, String message) {
        assertMistake(Toy.compile(methods), Toy.FIRST_LINE + line - 1, message);
    }

    /** A mistake in the annotation of the instruction set. */
    private static void assertSetMistake(String target, String replacement, String message) {
        Compilation compilation = Toy.compile("", target, replacement);
        assertMistake(compilation, Toy.setLine(target), message);
    }

    private static void assertMistake(Compilation compilation, int line, String message) {
        assertFalse(compilation.success(), "compiles");
        // Without the generated classes the toy CPU does not compile either; that is not what is looked for.
        List<String> errors = compilation.errors().stream()
                .filter(e -> !e.contains("ToyInstructions"))
                .toList();
        assertEquals(1, errors.size(), errors::toString);
        String error = errors.getFirst();
        assertTrue(error.contains(message), error);
        assertTrue(error.startsWith(line + ":"), error);
    }

    @Test
    void wrongBitCount() {
        assertMistake("""
                @Instruction("add rd, rs1, rs2")
                @Encoding("000000 rs2:5 rs1:5 000 rd:5 0110011")
                static long add(long rs1, long rs2) { return rs1 + rs2; }
                """, 2, "the parts have 31 bits, not 16 or 32");
    }

    @Test
    void unknownOperandOfEncoding() {
        assertMistake("""
                @Instruction("add rd, rs1, rs2")
                @Encoding("0000000 rs3:5 rs1:5 000 rd:5 0110011")
                static long add(long rs1, long rs2) { return rs1 + rs2; }
                """, 2, "unknown operand rs3");
    }

    @Test
    void unknownBaseOfAccess() {
        assertMistake("""
                @Instruction("lw rd, imm(rs1)")
                @Encoding("imm[11:0] rs1:5 010 rd:5 0000011")
                @org.graftvm.spec.Access(bytes = 4, base = "rs2", displacement = "imm")
                static long lw(Memory memory, long rs1, long imm) { return memory.readInt(rs1 + imm); }
                """, 3, "no register parameter rs2");
    }

    @Test
    void displacementOfAccessIsImmediate() {
        assertMistake("""
                @Instruction("lw rd, imm(rs1)")
                @Encoding("imm[11:0] rs1:5 010 rd:5 0000011")
                @org.graftvm.spec.Access(bytes = 4, base = "rs1", displacement = "rd")
                static long lw(Memory memory, long rs1, long imm) { return memory.readInt(rs1 + imm); }
                """, 3, "no immediate parameter rd");
    }

    @Test
    void unknownOperandOfSyntax() {
        assertMistake("""
                @Encoding("0000000 rs2:5 rs1:5 000 rd:5 0110011")
                @Instruction("add rd, rs1, rs3")
                static long add(long rs1, long rs2) { return rs1 + rs2; }
                """, 2, "unknown operand rs3 in the syntax");
    }

    @Test
    void unknownOperandOfCondition() {
        assertMistake("""
                @Instruction("add rd, rs1, rs2")
                @Encoding(
                    value = "0000000 rs2:5 rs1:5 000 rd:5 0110011",
                    when = "imm != 0")
                static long add(long rs1, long rs2) { return rs1 + rs2; }
                """, 4, "unknown operand imm");
    }

    @Test
    void badCondition() {
        assertMistake("""
                @Instruction("add rd, rs1, rs2")
                @Encoding(value = "0000000 rs2:5 rs1:5 000 rd:5 0110011",
                    when = "rd != ")
                static long add(long rs1, long rs2) { return rs1 + rs2; }
                """, 3, "expected an operand or a number at column 7");
    }

    @Test
    void missingSlice() {
        assertMistake("""
                @Instruction("x rd, imm")
                @Encoding({
                    "imm[11:0] 00000 000 rd:5 0110011",
                    "imm[11:6|4:0] 000000 001 rd:5 0110011"})
                static long x(long imm) { return imm; }
                """, 4, "bit 5 of operand imm is in no slice");
    }

    @Test
    void unusedOperand() {
        assertMistake("""
                @Instruction("add rd, rs1")
                @Encoding("0000000 rs2:5 rs1:5 000 rd:5 0110011")
                static long add(long rs1) { return rs1; }
                """, 2, "operand rs2 is neither a parameter nor the destination nor in the syntax");
    }

    @Test
    void syntaxOperandWithoutField() {
        assertMistake("""
                @Instruction("add rd, rs1, rs2")
                @Encoding("0000000 00000 rs1:5 000 rd:5 0110011")
                static long add(long rs1) { return rs1; }
                """, 2, "operand rs2 is not in the encoding");
    }

    @Test
    void strangeParameter() {
        assertMistake("""
                @Instruction("add rd, rs1")
                @Encoding("0000000 00000 rs1:5 000 rd:5 0110011")
                static long add(long rs1,
                                long rs9) { return rs1; }
                """, 4, "parameter rs9 is no operand of the encoding");
    }

    @Test
    void parameterOfWrongType() {
        assertMistake("""
                @Instruction("add rd, rs1")
                @Encoding("0000000 00000 rs1:5 000 rd:5 0110011")
                static long add(short rs1) { return rs1; }
                """, 3, "parameter rs1 cannot be of type short");
    }

    @Test
    void registerAsInt() {
        assertMistake("""
                @Instruction("add rd, rs1")
                @Encoding("0000000 00000 rs1:5 000 rd:5 0110011")
                static long add(int rs1) { return rs1; }
                """, 3, "parameter rs1 is a register");
    }

    @Test
    void destinationWithoutValue() {
        assertMistake("""
                @Instruction("add rd, rs1")
                @Encoding("0000000 00000 rs1:5 000 rd:5 0110011")
                static void add(long rs1) {}
                """, 3, "returns void, but operand rd takes a long");
    }

    @Test
    void valueWithoutDestination() {
        assertMistake("""
                @Instruction("add rs1")
                @Encoding("0000000 00000 rs1:5 000 00000 0110011")
                static long add(long rs1) { return rs1; }
                """, 3, "returns long, but there is no destination operand");
    }

    @Test
    void branchThatReturnsNoBoolean() {
        assertMistake("""
                @Instruction(value = "b rs1, offset", flow = Flow.BRANCH)
                @Encoding("offset[12|10:5] 00000 rs1:5 000 offset[4:1|11] 1100011")
                static long b(long rs1) { return rs1; }
                """, 3, "a branch returns boolean");
    }

    @Test
    void branchWithoutTarget() {
        assertMistake("""
                @Instruction(value = "b rs1, imm", flow = Flow.BRANCH)
                @Encoding("imm[12|10:5] 00000 rs1:5 000 imm[4:1|11] 1100011")
                static boolean b(long rs1) { return rs1 == 0; }
                """, 3, "a branch needs a PC_RELATIVE immediate");
    }

    @Test
    void indirectJumpWithoutTarget() {
        assertMistake("""
                @Instruction(value = "jr rs1", flow = Flow.INDIRECT)
                @Encoding("0000000 00000 rs1:5 000 00000 1100011")
                static void jr(long rs1) {}
                """, 3, "an indirect jump returns its target");
    }

    @Test
    void overlap() {
        assertMistake("""
                @Instruction("a rd, imm")
                @Encoding("imm:4 000 rd:5 0001")
                static long a(long imm) { return imm; }
                @Instruction("b rd, uimm")
                @Encoding("000 uimm:4 rd:5 0001")
                static long b(long uimm) { return uimm; }
                """, 5, "encoding overlaps Methods.a \"imm:4 000 rd:5 0001\", for example 0x1;");
    }

    @Test
    void conditionsThatDoNotExcludeEachOther() {
        assertMistake("""
                @Instruction("a rd, imm")
                @Encoding(value = "imm:4 000 rd:5 0001", when = "rd < 9")
                static long a(long imm) { return imm; }
                @Instruction("b rd, uimm")
                @Encoding(when = "rd > 7",
                    value = "uimm:4 000 rd:5 0001")
                static long b(long uimm) { return uimm; }
                """, 6, "for example 0x81");
    }

    @Test
    void noEncoding() {
        assertMistake("@Instruction(\"a\") static void a() {}", 1, "no @Encoding");
    }

    @Test
    void notStatic() {
        assertMistake("""
                @Instruction("a")
                @Encoding("0000000000000000")
                void a() {}
                """, 3, "an instruction method is static and not private");
    }

    @Test
    void sameNameTwice() {
        assertMistake("""
                @Instruction("a") @Encoding("0000000000000000")
                static void a() {}
                @Instruction("a imm") @Encoding("imm:12 0001")
                static void a(long imm) {}
                """, 4, "another instruction method of Methods has this name");
    }

    @Test
    void twoDestinations() {
        assertMistake("""
                @Instruction("a rd, rdc") @Encoding("rd:5 rdc:3 00000001")
                static long a() { return 1; }
                """, 2, "two destinations: rd and rdc");
    }

    @Test
    void operandOfUnknownFile() {
        assertSetMistake(
                "@Operand(name = \"rs2\", role = Role.SOURCE, file = \"x\")",
                "@Operand(name = \"rs2\", role = Role.SOURCE, file = \"y\")",
                "operand rs2 is of unknown register file \"y\"");
    }

    @Test
    void operandTwice() {
        assertSetMistake("@Operand(name = \"rs2\",", "@Operand(name = \"rs1\",", "operand rs1 is declared twice");
    }

    @Test
    void reservedOperandName() {
        assertSetMistake("@Operand(name = \"imm\",", "@Operand(name = \"pc\",", "the operand name pc is reserved");
    }

    @Test
    void wrongNumberOfNames() {
        assertSetMistake(
                "@RegisterFile(name = \"f\", size = 32)",
                "@RegisterFile(name = \"f\", size = 32, names = {\"a\", \"b\"})",
                "register file f has 32 registers but 2 names");
    }

    @Test
    void sectionWithoutAnnotation() {
        assertSetMistake("{Methods.class}", "{Methods.class, String.class}", "String is no @Section class");
    }
}
