package org.graftvm.isa.riscv.instructions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tables of the riscv-opcodes project: files of lines {@code name arguments… high..low=value…}, where
 * {@code $pseudo_op extension::base} precedes names for special cases of other instructions.
 */
final class OpcodeOracle {
    /**
     * One line.
     *
     * @param arguments masks of the argument fields by name
     */
    record Row(String extension, String name, int mask, int match, Map<String, Integer> arguments, boolean pseudo) {
        boolean compressed() {
            return (match & 3) != 3;
        }
    }

    private final Map<String, Integer> fields = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** @param directory the project's root */
    OpcodeOracle(Path directory) throws IOException {
        for (String line : Files.readAllLines(directory.resolve("arg_lut.csv"))) {
            String[] cells = line.replace("\"", "").split(",\\s*", -1);
            fields.put(cells[0], ones(Integer.parseInt(cells[1].strip()), Integer.parseInt(cells[2].strip())));
        }
        try (Stream<Path> files = Files.list(directory.resolve("extensions"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String extension = file.getFileName().toString();
                if (!extension.startsWith("rv32")) {
                    Files.readAllLines(file).forEach(line -> read(extension, line));
                }
            }
        }
    }

    /** All lines but those for 32-bit registers only. */
    List<Row> rows() {
        return rows;
    }

    /** Lines for this mnemonic; those of real instructions where there are any, else pseudo-operations. */
    List<Row> rows(String name) {
        List<Row> named = rows.stream().filter(r -> r.name.equals(name)).toList();
        List<Row> real = named.stream().filter(r -> !r.pseudo).toList();
        return real.isEmpty() ? named : real;
    }

    private void read(String extension, String line) {
        int comment = line.indexOf('#');
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (text.isEmpty() || text.startsWith("$import")) {
            return;
        }
        boolean pseudo = text.startsWith("$pseudo_op");
        List<String> words = new ArrayList<>(List.of(text.split("\\s+")));
        if (pseudo) {
            words = words.subList(2, words.size());
        }
        int mask = 0;
        int match = 0;
        Map<String, Integer> arguments = new HashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                // Some may-be-operation lines use arguments that the argument table lacks.
                arguments.put(word, fields.getOrDefault(word, 0));
            } else if (Character.isDigit(word.charAt(0))) {
                String[] range = word.substring(0, equals).split("\\.\\.", -1);
                int high = Integer.parseInt(range[0]);
                int low = Integer.parseInt(range[range.length - 1]);
                mask |= ones(high, low);
                match |= number(word.substring(equals + 1)) << low;
            }
        }
        rows.add(new Row(extension, words.getFirst(), mask, match, arguments, pseudo));
    }

    private static int number(String text) {
        return text.startsWith("0b") ? Integer.parseInt(text.substring(2), 2) : Integer.decode(text);
    }

    private static int ones(int high, int low) {
        return (int) ((1L << (high - low + 1)) - 1) << low;
    }
}
