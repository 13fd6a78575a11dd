package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.graftvm.spec.tool.CoveragePage;
import org.graftvm.spec.tool.OpcodeMap;
import org.junit.jupiter.api.Test;

/**
 * The checked-in overviews say what the annotations say. With {@code -Dgraft.pages=write} the test writes them instead.
 */
class GeneratedPagesTest {
    private static void check(String file, String expected) throws IOException {
        Path path = Checkout.root().resolve("isa-x86_64").resolve(file);
        if ("write".equals(System.getProperty("graft.pages"))) {
            Files.writeString(path, expected);
        }
        assertEquals(expected, Files.readString(path), () -> file + " is stale: write it with -Dgraft.pages=write");
    }

    @Test
    void opcodeMap() throws IOException {
        check(
                "opcode-map.txt",
                OpcodeMap.ofRows(
                        IntStream.range(0, X86Rows.COUNT).mapToObj(X86Rows::row).toList()));
    }

    @Test
    void coveragePage() throws IOException {
        check(
                "docs/instructions.md",
                CoveragePage.of(
                        X86Instructions.SET,
                        "x86-64 instructions",
                        "Encodings are rows of the manual's opcode tables, see Encoding in the module spec."));
    }
}
