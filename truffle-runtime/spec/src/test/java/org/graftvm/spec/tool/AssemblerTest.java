package org.graftvm.spec.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text to word and back. */
class AssemblerTest {
    private static final long PC = 0x10000;

    private final InstructionTable table = new InstructionTable(ToySet.SET);
    private final Assembler assembler = new Assembler(table, ToySet.NAMES);
    private final Disassembler disassembler = new Disassembler(ToySet.SET, ToySet.NAMES);

    private String text(Decoded decoded) {
        return disassembler.disassemble(decoded.spec(), i -> decoded.operands()[i], PC);
    }

    /** Words as the GNU assembler makes them. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    lw a0,8(a1)              ; 0085a503
                    lw a0,-4(sp)             ; ffc12503
                    lw zero,0(ra)            ; 0000a003
                    lui a0,0x12345           ; 12345537
                    lui a0,0xfffff           ; fffff537
                    beq a0,a1,0xfffc         ; feb50ee3
                    beq a0,a1,0x10ffe        ; 7eb50fe3
                    amoadd.w a0,a2,(a1)      ; 00c5a52f
                    amoadd.w.aqrl a0,a2,(a1) ; 06c5a52f
                    amoadd.w.rl a0,a2,(a1)   ; 02c5a52f
                    fcvt.s.w f1,a0           ; d00570d3
                    fcvt.s.w f1,a0,rtz       ; d00510d3
                    ecall                    ; 00000073
                    c.addi4spn a5,sp,12      ; 007c
                    c.add a0,a1              ; 952e
                    c.add zero,a1            ; 902e
                    c.ebreak                 ; 9002
                    """)
    void roundTrip(String line, String word) {
        Decoded assembled = assembler.assemble(line, PC);
        assertEquals(word, (assembled.length() == 2 ? "%04x" : "%08x").formatted(assembled.word()));
        Decoded decoded = table.decode(assembled.word());
        assertNotNull(decoded);
        assertEquals(line, text(decoded));
    }

    @Test
    void everyRandomInstructionAssemblesToItself() {
        RandomInstructions random = new RandomInstructions(table, spec -> true, 42);
        for (int i = 0; i < 20_000; i++) {
            Decoded decoded = random.next();
            Decoded again = assembler.assemble(text(decoded), PC);
            assertEquals(decoded.word(), again.word(), () -> text(decoded));
            assertArrayEquals(decoded.operands(), again.operands());
        }
    }

    @Test
    void blanksAreFree() {
        assertEquals(0x0085a503, assembler.assemble("  lw\ta0, 8(a1) ", PC).word());
    }

    @Test
    void zeroRegisterIsSinkForWritesOnly() {
        InstructionSpec add = ToySet.instruction("c.add");
        int sink = ToySet.REGISTERS.sink();
        assertEquals(64, sink);
        // The destination, rs2, and the destination as a source.
        assertArrayEquals(
                new long[] {sink, 11, 0}, assembler.encode(add, sink, 11, 0).operands());
        assertArrayEquals(
                new long[] {10, 11, 10}, assembler.encode(add, 10, 11, 10).operands());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    lw a0,2048(a1)         ; 2048 does not fit operand imm
                    lw a0,8(f1)            ; no instruction reads
                    lw a0                  ; no instruction reads
                    lwx a0,8(a1)           ; no instruction reads
                    beq a0,a1,0x10001      ; 1 does not fit operand offset
                    c.addi4spn a5,sp,0     ; operands do not meet "uimm != 0"
                    c.addi4spn t0,sp,4     ; t0 does not fit operand rdc
                    """)
    void mistakes(String line, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> assembler.assemble(line, PC));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @Test
    void unknownWords() {
        assertNull(table.decode(0));
        assertNull(table.decode(-1));
    }
}
