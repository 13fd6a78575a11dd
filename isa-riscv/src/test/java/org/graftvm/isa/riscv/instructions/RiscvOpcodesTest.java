package org.graftvm.isa.riscv.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graftvm.isa.riscv.instructions.OpcodeOracle.Row;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.InstructionTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares every row with the riscv-opcodes tables where they lie beside the checkout. */
class RiscvOpcodesTest {
    private static OpcodeOracle oracle;

    private final InstructionTable table = new InstructionTable(RiscvInstructions.SET);

    @BeforeAll
    static void readOracle() throws IOException {
        Path directory = Checkout.root().resolve("../shared/oracles/riscv-opcodes");
        assumeTrue(Files.isDirectory(directory), "no riscv-opcodes beside the checkout");
        oracle = new OpcodeOracle(directory);
    }

    private static String show(Candidate<InstructionSpec> row) {
        return row.row().mnemonic() + " \"" + row.pattern().text() + "\"";
    }

    /** Exactly, or as a special case of another row here, which is compared itself. */
    @Test
    void everyRowIsInTheTables() {
        List<String> problems = new ArrayList<>();
        for (Candidate<InstructionSpec> row : table.candidates()) {
            List<Row> rows = oracle.rows(row.row().mnemonic());
            Pattern pattern = row.pattern();
            boolean exact = rows.stream().anyMatch(r -> r.mask() == pattern.mask() && r.match() == pattern.match());
            if (!exact && table.candidates().stream().noneMatch(r -> pattern.specializes(r.pattern()))) {
                problems.add(show(row) + ": tables have "
                        + rows.stream()
                                .map(r -> "%s %08x %08x".formatted(r.extension(), r.mask(), r.match()))
                                .toList());
            }
        }
        assertEquals(List.of(), problems);
    }

    /** Registers are exactly the tables' fields; what the tables split of an immediate lies within one operand. */
    @Test
    void operandFieldsAgree() {
        List<String> problems = new ArrayList<>();
        for (Candidate<InstructionSpec> row : table.candidates()) {
            for (Row expected : oracle.rows(row.row().mnemonic())) {
                if (expected.mask() == row.pattern().mask()
                        && expected.match() == row.pattern().match()) {
                    compareFields(row, expected, problems);
                }
            }
        }
        assertEquals(List.of(), problems);
    }

    private static void compareFields(Candidate<InstructionSpec> row, Row expected, List<String> problems) {
        Set<Integer> registers = expected.arguments().entrySet().stream()
                .filter(e -> isRegister(e.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        for (Field field : row.pattern().fields()) {
            int bits = field.sourceMask();
            boolean register =
                    row.row().operands().get(row.row().operand(field.name())).isRegister();
            if (register && !registers.contains(bits)) {
                problems.add(show(row) + ": " + field.name() + " is not in " + expected.arguments());
            }
            if (expected.arguments().values().stream().anyMatch(m -> (m & bits) != 0 && (m & ~bits) != 0)) {
                problems.add(show(row) + ": " + field.name() + " crosses " + expected.arguments());
            }
        }
    }

    private static boolean isRegister(String argument) {
        return argument.matches("(c_)?(rd|rs[123])(_.*)?|rd_rs1.*|c_rs[12].*");
    }

    /** An extension of the tables is there completely, or it is listed as absent. */
    @Test
    void extensionsAreCompleteOrListed() {
        Set<String> mnemonics =
                RiscvInstructions.ALL.stream().map(InstructionSpec::mnemonic).collect(Collectors.toSet());
        Map<String, List<String>> missing = new TreeMap<>();
        for (Row row : oracle.rows()) {
            if (!row.pseudo() && !mnemonics.contains(row.name()) && !isListed(row.extension())) {
                missing.computeIfAbsent(row.extension(), e -> new ArrayList<>()).add(row.name());
            }
        }
        assertEquals(Map.of(), missing);
    }

    /**
     * Whether the extension of a file, for example {@code rv64_q_zfa}, is absent: one of its parts is. Names in the list
     * may end in an asterisk.
     */
    private static boolean isListed(String file) {
        List<String> listed = RiscvInstructions.SET.absent().stream()
                .flatMap(a -> Stream.of(a.name().toLowerCase(Locale.ROOT).split(",\\s*", -1)))
                .toList();
        return Stream.of(file.split("_", -1))
                .skip(1)
                .anyMatch(part -> listed.stream()
                        .anyMatch(name -> name.endsWith("*")
                                ? part.startsWith(name.substring(0, name.length() - 1))
                                : part.equals(name)));
    }
}
