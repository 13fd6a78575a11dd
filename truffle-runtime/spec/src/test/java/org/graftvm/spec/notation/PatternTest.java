package org.graftvm.spec.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
    @Test
    void fixedBitsAndFields() {
        Pattern pattern = Pattern.parse("0100000 rs2:5 rs1:5 000 rd:5 0110011");
        assertEquals(32, pattern.width());
        assertEquals(0xfe00707f, pattern.mask());
        assertEquals(0x40000033, pattern.match());
        assertEquals(
                List.of("rs2", "rs1", "rd"),
                pattern.fields().stream().map(Field::name).toList());
        // sub a0, a1, a2
        assertTrue(pattern.matches(0x40c58533));
        assertEquals(10, pattern.extract("rd", 0x40c58533));
        assertEquals(11, pattern.extract("rs1", 0x40c58533));
        assertEquals(12, pattern.extract("rs2", 0x40c58533));
    }

    @Test
    void slicesOfSeveralParts() {
        Pattern pattern = Pattern.parse("imm[12|10:5] rs2:5 rs1:5 000 imm[4:1|11] 1100011");
        Field imm = Objects.requireNonNull(pattern.field("imm"));
        assertEquals(13, imm.width());
        assertEquals(0x1ffe, imm.valueMask());
        // beq a0, a1, .-4
        assertEquals(0x1ffc, imm.extract(0xfeb50ee3));
        assertEquals(0xfe000f80, imm.sourceMask());
        for (long bit = 2; bit <= 0x1000; bit <<= 1) {
            assertEquals(bit, imm.extract(imm.insert(bit)));
            assertEquals(1, Integer.bitCount(imm.insert(bit)));
        }
    }

    @Test
    void compressed() {
        Pattern pattern = Pattern.parse("000 nzuimm[5:4|9:6|2|3] rd:3 00");
        assertEquals(16, pattern.width());
        assertEquals(2, pattern.length());
        // c.addi4spn a5, sp, 12
        assertEquals(12, pattern.extract("nzuimm", 0x007c));
        assertEquals(7, pattern.extract("rd", 0x007c));
    }

    @Test
    void ignoredBitsAreNoOperand() {
        Pattern pattern = Pattern.parse("_:12 _:5 001 _:5 0001111");
        assertTrue(pattern.fields().isEmpty());
        assertEquals(0x707f, pattern.mask());
    }

    @Test
    void wholeWordField() {
        Pattern pattern = Pattern.parse("all:32");
        assertEquals(0xffff_ffffL, pattern.extract("all", -1));
        assertEquals(0, pattern.mask());
    }

    @Test
    void overlapAndSpecialization() {
        Pattern general = Pattern.parse("000 imm:1 rd:5 imm2:5 01");
        Pattern special = Pattern.parse("000 imm:1 00000 imm2:5 01");
        Pattern other = Pattern.parse("001 imm:1 00000 imm2:5 01");
        assertTrue(special.specializes(general));
        assertFalse(general.specializes(special));
        assertFalse(general.specializes(general));
        assertFalse(special.overlaps(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0000000 rs2:5 rs1:5 000 rd:5 011001 ; the parts have 31 bits, not 16 or 32, in
                    000 rd:5 imm:5 0                    ; the parts have 14 bits
                    0002 rd:12                          ; expected a blank before '2' at column 4
                    0000 rd 0000000                     ; expected ':' or '[' behind rd at column 8
                    0000 rd: 0000000                    ; expected a number at column 9
                    000 rd:0 0000000000000              ; operand rd has 0 bits at column 5
                    00 rd:5 rd:5 0000                   ; operand rd stands twice at column 9
                    imm[5:4|4:2] 00000 000000            ; operand imm has a bit twice
                    imm[5:4|2:0] 00000000000            ; bit 3 of operand imm is in no slice
                    imm[2:5] 000000000000               ; bad slice 2:5 at column 5
                    imm[5:2 000000000000                ; expected '|' or ']' at column 8
                    000*0                               ; expected a blank before '*' at column 4
                    *                                   ; unexpected '*' at column 1
                    """)
    void mistakes(String text, String message) {
        NotationException e = assertThrows(NotationException.class, () -> Pattern.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }
}
