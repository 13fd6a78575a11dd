package org.graftvm.isa.riscv.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graftvm.spec.tool.CoveragePage;
import org.graftvm.spec.tool.OpcodeMap;
import org.junit.jupiter.api.Test;

/**
 * The checked-in overviews say what the annotations say. With {@code -Dgraft.pages=write} the test writes them instead.
 */
class GeneratedPagesTest {
    private static void check(String file, String expected) throws IOException {
        Path path = Checkout.root().resolve("isa-riscv").resolve(file);
        if ("write".equals(System.getProperty("graft.pages"))) {
            Files.writeString(path, expected);
        }
        assertEquals(expected, Files.readString(path), () -> file + " is stale: write it with -Dgraft.pages=write");
    }

    @Test
    void opcodeMap() throws IOException {
        check("opcode-map.txt", OpcodeMap.of(RiscvInstructions.SET));
    }

    @Test
    void coveragePage() throws IOException {
        check("docs/instructions.md", CoveragePage.of(RiscvInstructions.SET, "RISC-V instructions"));
    }
}
