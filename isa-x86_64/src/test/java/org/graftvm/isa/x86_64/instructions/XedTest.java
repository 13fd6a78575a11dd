package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.notation.Selector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every row stands at an opcode where XED's tables have an instruction of that name, where they lie beside the checkout. */
class XedTest {
    private static final Pattern BLOCK = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern CLASS = Pattern.compile("ICLASS\\s*:\\s*(\\w+)");
    private static final Pattern PATTERN = Pattern.compile("PATTERN\\s*:\\s*(.*)");
    /** An opcode byte, or the upper five bits of one. */
    private static final Pattern OPCODE = Pattern.compile("0x([0-9A-Fa-f]{2})(?= |$)|0b([01]{4})_([01])(?= |$)");

    private static final Pattern DIGIT = Pattern.compile("REG\\[0b([01]{3})]");

    /** Beginnings of XED's names where they are not the mnemonic. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("jcc", List.of("J")),
            Map.entry("setcc", List.of("SET")),
            Map.entry("cmovcc", List.of("CMOV")),
            Map.entry("cdqe", List.of("CBW", "CWDE", "CDQE")),
            Map.entry("cqo", List.of("CWD", "CDQ", "CQO")),
            Map.entry("retf", List.of("RET_FAR")),
            Map.entry("rep movs", List.of("REP_MOVS")),
            Map.entry("rep cmps", List.of("REPE_CMPS", "REPNE_CMPS")),
            Map.entry("rep stos", List.of("REP_STOS")),
            Map.entry("rep lods", List.of("REP_LODS")),
            Map.entry("rep scas", List.of("REPE_SCAS", "REPNE_SCAS")),
            // Hints, among them prefetches.
            Map.entry("nop", List.of("NOP", "PREFETCH")));

    /**
     * A pattern of the tables.
     *
     * @param opcode with the map above it
     * @param open bits of the opcode that are a register
     * @param digit ModRM.reg, or -1
     * @param vex what the pattern says of the prefix, W and L, as mask and match of a selector, if it has a VEX prefix
     */
    private record Entry(
            String name,
            int opcode,
            int open,
            int digit,
            @Nullable Bits vex) {}

    private record Bits(int mask, int match) {
        Bits with(String pattern, String word, int bits, int value, int place) {
            return pattern.contains(word) ? new Bits(mask | bits << place, match | value << place) : this;
        }
    }

    @Test
    void rowsAreInTheTables() throws IOException {
        Path tables = Checkout.root().resolve("../shared/oracles/xed/datafiles");
        assumeTrue(Files.isDirectory(tables), "no XED beside the checkout");
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tables)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                read(Files.readString(file), entries);
            }
        }
        assertTrue(entries.size() > 1000, () -> entries.size() + " entries");
        List<String> problems = new ArrayList<>();
        for (int id = 0; id < X86Rows.COUNT; id++) {
            ByteRow row = X86Rows.row(id);
            List<Entry> own = entries.stream().filter(entry -> isOf(entry, row)).toList();
            if (own.isEmpty()
                    || row.encoding().isVex() && !coversVex(own, row.encoding().selector())) {
                problems.add(row.spec().syntax() + " \"" + row.encoding().text() + "\"");
            }
        }
        assertEquals(List.of(), problems);
    }

    private static boolean isOf(Entry entry, ByteRow row) {
        int mask = row.encoding().selector().mask();
        int match = row.encoding().selector().match();
        int opcode = (1 << Selector.MAP + 3) - 1 & mask & ~entry.open;
        boolean fixedDigit = (mask & 7 << Selector.REG) != 0;
        String mnemonic = row.mnemonic();
        return ((entry.opcode ^ match) & opcode) == 0
                && (entry.digit < 0 || !fixedDigit || entry.digit == (match >>> Selector.REG & 7))
                && NAMES.getOrDefault(mnemonic, List.of(mnemonic.toUpperCase(Locale.ROOT))).stream()
                        .anyMatch(entry.name::startsWith);
    }

    /** Whether all combinations of W and L that the row stands for are in the tables. */
    private static boolean coversVex(List<Entry> entries, org.graftvm.spec.notation.Pattern selector) {
        for (int bits = 0; bits < 4; bits++) {
            int word = (bits & 1) << Selector.W | bits >> 1 << Selector.L;
            int asked = 1 << Selector.W | 1 << Selector.L;
            if (((word ^ selector.match()) & selector.mask() & asked) != 0) {
                continue;
            }
            int full = selector.match() & 3 << Selector.PREFIX | word;
            if (entries.stream().noneMatch(e -> e.vex != null && ((full ^ e.vex.match) & e.vex.mask) == 0)) {
                return false;
            }
        }
        return true;
    }

    private static void read(String text, List<Entry> entries) {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Matcher name = CLASS.matcher(block.group(1));
            if (!name.find()) {
                continue;
            }
            Matcher pattern = PATTERN.matcher(block.group(1));
            while (pattern.find()) {
                Entry entry = entry(name.group(1), pattern.group(1));
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
    }

    /** Null for EVEX and for what is no instruction. */
    private static @Nullable Entry entry(String name, String pattern) {
        if (pattern.contains("EVV")) {
            return null;
        }
        Matcher bytes = OPCODE.matcher(pattern);
        List<Integer> opcodes = new ArrayList<>();
        int open = 0;
        while (bytes.find()) {
            if (bytes.group(1) == null) {
                opcodes.add(Integer.parseInt(bytes.group(2) + bytes.group(3) + "000", 2));
                open = 7;
            } else {
                opcodes.add(Integer.parseInt(bytes.group(1), 16));
            }
        }
        int map = 0;
        int at = 0;
        if (!opcodes.isEmpty() && opcodes.getFirst() == 0x0f) {
            at = opcodes.size() > 1 && (opcodes.get(1) == 0x38 || opcodes.get(1) == 0x3a) ? 2 : 1;
            map = at == 1 ? 1 : opcodes.get(1) == 0x38 ? 2 : 3;
        }
        Bits vex = null;
        if (pattern.contains("VV1")) {
            vex = new Bits(0, 0)
                    .with(pattern, "VNP", 3, Selector.NO_PREFIX, Selector.PREFIX)
                    .with(pattern, "V66", 3, Selector.PREFIX_66, Selector.PREFIX)
                    .with(pattern, "VF3", 3, Selector.PREFIX_F3, Selector.PREFIX)
                    .with(pattern, "VF2", 3, Selector.PREFIX_F2, Selector.PREFIX)
                    .with(pattern, " W0", 1, 0, Selector.W)
                    .with(pattern, " norexw_prefix", 1, 0, Selector.W)
                    .with(pattern, " W1", 1, 1, Selector.W)
                    .with(pattern, " rexw_prefix", 1, 1, Selector.W)
                    .with(pattern, "VL128", 1, 0, Selector.L)
                    .with(pattern, "VL=0", 1, 0, Selector.L)
                    .with(pattern, "VL256", 1, 1, Selector.L)
                    .with(pattern, "VL=1", 1, 1, Selector.L);
            map = Selector.VEX + (pattern.contains(" V0F38") ? 2 : pattern.contains(" V0F3A") ? 3 : 1);
            at = 0;
        }
        if (at >= opcodes.size()) {
            return null;
        }
        Matcher digit = DIGIT.matcher(pattern);
        return new Entry(
                name,
                opcodes.get(at) | map << Selector.MAP,
                open,
                digit.find() ? Integer.parseInt(digit.group(1), 2) : -1,
                vex);
    }
}
