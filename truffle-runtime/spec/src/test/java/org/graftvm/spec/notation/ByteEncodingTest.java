package org.graftvm.spec.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.graftvm.spec.notation.ByteEncoding.Width;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteEncodingTest {
    private static final int OPCODE_AND_MAP = 0x7ff;

    private static ByteEncoding parse(String text) {
        return ByteEncoding.parse(text);
    }

    private static List<String> operands(ByteEncoding encoding) {
        return encoding.operands().stream()
                .map(operand -> operand.kind() + " " + operand.type())
                .toList();
    }

    @Test
    void opcodeExtensionAndImmediate() {
        ByteEncoding encoding = parse("81 /4 iz lock : Ev sIz");
        assertEquals(OPCODE_AND_MAP | 7 << Selector.REG, encoding.selector().mask());
        assertEquals(0x81 | 4 << Selector.REG, encoding.selector().match());
        assertTrue(encoding.modrm());
        assertTrue(encoding.lockable());
        assertEquals(List.of("REGISTER_OR_MEMORY v", "SIGNED_IMMEDIATE z"), operands(encoding));
    }

    @Test
    void maps() {
        assertEquals(
                0xaf | 1 << Selector.MAP, parse("0F AF /r : Gv Ev").selector().match());
        assertEquals(
                0xf0 | 2 << Selector.MAP,
                parse("0F 38 F0 /r : Gv Ev").selector().match());
        assertEquals(
                0x0f | 3 << Selector.MAP,
                parse("0F 3A 0F /r ib : Vx Wx Ib").selector().match());
    }

    @Test
    void stackRegister() {
        ByteEncoding encoding = parse("D8 C8+i : ST STi");
        int fixed = OPCODE_AND_MAP | 7 << Selector.REG | 1 << Selector.MEMORY;
        assertEquals(fixed, encoding.selector().mask());
        assertEquals(0xd8 | 1 << Selector.REG, encoding.selector().match());
        assertTrue(encoding.modrm());
        assertEquals(List.of("STACK_TOP ", "STACK "), operands(encoding));
    }

    @Test
    void mandatoryPrefix() {
        int prefix = 3 << Selector.PREFIX;
        assertEquals(0, parse("0F BC /r : Gv Ev").selector().mask() & prefix);
        Pattern none = parse("NP 0F 28 /r : Vx Wx").selector();
        assertEquals(prefix, none.mask() & prefix);
        assertEquals(0, none.match() & prefix);
        Pattern repeat = parse("F3 0F BC /r : Gv Ev").selector();
        assertEquals(Selector.PREFIX_F3 << Selector.PREFIX, repeat.match() & prefix);
        assertTrue(repeat.specializes(parse("0F BC /r : Gv Ev").selector()));
    }

    @Test
    void opcodesWithRegisterAndCondition() {
        assertEquals(OPCODE_AND_MAP & ~7, parse("50+r d64 : Zv").selector().mask());
        assertEquals(Width.DEFAULT_64, parse("50+r d64 : Zv").width());
        assertEquals(
                OPCODE_AND_MAP & ~15, parse("0F 80+cc iz f64 : Jz").selector().mask());
        assertEquals(Width.FORCED_64, parse("0F 80+cc iz f64 : Jz").width());
    }

    @Test
    void modrmAsPartOfTheOpcode() {
        ByteEncoding encoding = parse("F3 0F 1E FA");
        int fixed = 7 << Selector.RM | 7 << Selector.REG | 1 << Selector.MEMORY;
        assertEquals(fixed, encoding.selector().mask() & fixed);
        assertEquals(2 << Selector.RM | 7 << Selector.REG, encoding.selector().match() & fixed);
        assertTrue(encoding.modrm());
    }

    @Test
    void memoryOnlyAndRegisterOnly() {
        int memory = 1 << Selector.MEMORY;
        assertEquals(memory, parse("8D /r : Gv M").selector().match() & memory);
        Pattern registers = parse("66 0F D7 /r : Gd Ux").selector();
        assertEquals(memory, registers.mask() & memory);
        assertEquals(0, registers.match() & memory);
        assertFalse(registers.overlaps(parse("66 0F D7 /r : Gd Mx").selector()));
    }

    @Test
    void vex() {
        ByteEncoding andn = parse("VEX.LZ.0F38 F2 /r : Gy By Ey");
        assertTrue(andn.isVex());
        assertEquals(1, andn.firstSource());
        assertEquals(
                OPCODE_AND_MAP | 3 << Selector.PREFIX | 1 << Selector.L,
                andn.selector().mask());
        assertEquals(0xf2 | Selector.VEX + 2 << Selector.MAP, andn.selector().match());
        assertFalse(andn.selector().overlaps(parse("0F 38 F2 /r : Gv Ev").selector()));
        assertFalse(andn.selector()
                .overlaps(parse("VEX.LZ.F2.0F38 F2 /r : Gy By Ey").selector()));

        ByteEncoding permute = parse("VEX.256.66.0F3A.W1 00 /r ib : Vx Wx Ib");
        int lengthAndW = 1 << Selector.L | 1 << Selector.W;
        assertEquals(lengthAndW, permute.selector().match() & lengthAndW);
        assertEquals(0, permute.firstSource());
        assertFalse(permute.usesVvvv());

        ByteEncoding scalar = parse("VEX.LIG.F3.0F.WIG 10 /r : Vx Hx Ux");
        assertEquals(0, scalar.selector().mask() & lengthAndW);
        assertTrue(scalar.lengthIgnored());
        assertFalse(parse("VEX.F3.0F.WIG 6F /r : Vx Wx").lengthIgnored());

        ByteEncoding blend = parse("VEX.66.0F3A.W0 4C /r /is4 : Vx Hx Wx Lx");
        assertEquals(List.of("VECTOR x", "VEX_VECTOR x", "VECTOR_OR_MEMORY x", "IMMEDIATE_VECTOR x"), operands(blend));
        ByteEncoding gather = parse("VEX.256.66.0F38.W0 90 /r : Vx vm32y Hx");
        assertEquals(List.of("VECTOR x", "VECTOR_MEMORY 32y", "VEX_VECTOR x"), operands(gather));
        assertEquals(1 << Selector.MEMORY, gather.selector().match() & 1 << Selector.MEMORY);
        assertEquals(0, gather.firstSource());
    }

    @Test
    void impliedOperands() {
        assertEquals(List.of("REGISTER_OR_MEMORY v", "FIXED b"), operands(parse("D3 /4 : Ev CL")));
        assertEquals(Kind.ONE, parse("D1 /4 : Ev 1").operands().get(1).kind());
        assertEquals(List.of(), parse("F4").operands());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /r : Ev                  | no opcode byte
            0G /r : Ev               | "0G" is neither an opcode byte nor known
            8b /r : Gv Ev            | "8b" is neither an opcode byte nor known
            89 /8 : Ev               | "/8" is neither an opcode byte nor known
            89 /r : Qv Gv            | unknown operand Qv
            89 /r : Eu Gv            | unknown operand Eu
            89 : Ev Gv               | operand Ev without /r or a digit
            58 : Zv                  | operand Z without +r
            59+r : Zv                | 59+r is not the first of 8 opcodes
            0F 81+cc iz : Jz         | 81+cc is not the first of 16 opcodes
            81 /0 : Ev sIz           | the operands' immediates [z] are not those of the opcode []
            83 /0 iz : Ev sIb        | the operands' immediates [b] are not those of the opcode [z]
            VEX.512.66.0F.WIG FC /r : Vx Hx Wx | "VEX.512.66.0F.WIG" is no VEX prefix
            VEX.66.128.0F.WIG FC /r : Vx Hx Wx | "VEX.66.128.0F.WIG" is no VEX prefix
            66 0F FC VEX.0F.WIG /r : Vx Wx | "VEX.0F.WIG" is no VEX prefix
            66 0F FC /r : Vx Hx Wx   | operand Hx without VEX
            VEX.66.0F3A.W0 4C /r : Vx Hx Wx Lx | the operands' immediates [s4] are not those of the opcode []
            VEX.66.0F.WIG FC : Vx Hx Wx | operand Vx without /r or a digit
            VEX.LZ.0F38 F2 /r : Gy Bv Ey | unknown operand Bv
            VEX.66.0F38.W0 90 /r : Vx vm32z Hx | unknown operand vm32z
            89 /r 05 : Ev Gv         | unexpected byte 05
            D8 C1+i : ST STi         | C1+i is not the first of 8 opcodes
            D8+i : ST STi            | unexpected byte D8+i
            D8 C0+r : ST STi         | unexpected byte C0+r
            D8 C0 : ST STi           | operand STi without +i
            D8 /0 : STi              | operand STi without +i
            0F FC /r : Px Qq         | unknown operand Px
            """)
    void mistakes(String text, String message) {
        NotationException mistake = assertThrows(NotationException.class, () -> parse(text));
        assertNotNull(mistake.getMessage());
        assertTrue(mistake.getMessage().contains(message), mistake::getMessage);
    }
}
