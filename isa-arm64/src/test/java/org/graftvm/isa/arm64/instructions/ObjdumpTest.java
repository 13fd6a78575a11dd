package org.graftvm.isa.arm64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graftvm.isa.arm64.Arm64OperandNames;
import org.graftvm.isa.arm64.SystemRegister;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.Disassembler;
import org.graftvm.spec.tool.RandomInstructions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random operands of every row read as GNU objdump reads them, with or without aliases, where its AArch64 version is installed. */
class ObjdumpTest {
    private static final String OBJDUMP = "aarch64-linux-gnu-objdump";
    private static final int EACH = 60;
    private static final Pattern LINE = Pattern.compile("^\\s*[0-9a-f]+:\\t[0-9a-f]+ \\t(.*)$");

    private final InstructionTable table = new InstructionTable(Arm64Instructions.SET);
    private final Disassembler disassembler = new Disassembler(Arm64Instructions.SET, new Arm64OperandNames());

    @TempDir
    private Path directory;

    @BeforeEach
    void findObjdump() {
        boolean found = Path.of("/usr/bin", OBJDUMP).toFile().canExecute();
        assumeTrue(found || System.getenv("CI") != null, "no AArch64 binutils");
    }

    @Test
    void readsAsObjdumpDoes() throws IOException, InterruptedException {
        RandomInstructions random = new RandomInstructions(table, s -> true, 20_261_123);
        List<Decoded> instructions = new ArrayList<>();
        for (InstructionSpec spec : Arm64Instructions.ALL) {
            for (int i = 0; i < EACH; i++) {
                instructions.add(random.next(spec));
            }
        }
        Path file = directory.resolve("words");
        ByteBuffer words = ByteBuffer.allocate(4 * instructions.size()).order(ByteOrder.LITTLE_ENDIAN);
        instructions.forEach(decoded -> words.putInt(decoded.word()));
        Files.write(file, words.array());
        List<String> exact = objdump(file, "no-aliases");
        List<String> aliases = objdump(file, "aliases");
        assertEquals(instructions.size(), exact.size(), "lines of objdump");
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < instructions.size(); i++) {
            Decoded decoded = instructions.get(i);
            String own = disassembler.disassemble(decoded.spec(), o -> decoded.operands()[o], 4L * i);
            if (!own.equals(exact.get(i)) && !own.equals(aliases.get(i)) && !isUnassigned(decoded, exact.get(i))) {
                problems.add("%08x: %s, objdump: %s".formatted(decoded.word(), own, exact.get(i)));
            }
        }
        assertEquals("", String.join("\n", problems));
    }

    /** Objdump has names for registers of other exception levels, and for what later versions of the architecture define. */
    private static boolean isUnassigned(Decoded decoded, String expected) {
        int register = decoded.spec().operand("systemRegister");
        if (register >= 0) {
            return SystemRegister.of((int) decoded.operands()[register]) == null;
        }
        return switch (decoded.spec().mnemonic()) {
            case "dsb" -> expected.matches("(ssbb|pssbb)");
            // Of the same register twice, or of its base: unpredictable.
            case "ldpsw" -> expected.startsWith(".inst");
            default -> false;
        };
    }

    private List<String> objdump(Path file, String option) throws IOException, InterruptedException {
        Path output = directory.resolve(option);
        Process process = new ProcessBuilder(
                        OBJDUMP, "-D", "-z", "-b", "binary", "-m", "aarch64", "-M", option, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> "status of " + OBJDUMP);
        return Files.readAllLines(output).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> normalize(line.group(1)))
                .toList();
    }

    private static String normalize(String text) {
        return text.replaceAll("\\s*//.*$", "")
                .replace('\t', ' ')
                .replace(", ", ",")
                .strip();
    }
}
