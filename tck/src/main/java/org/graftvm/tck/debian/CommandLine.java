package org.graftvm.tck.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.tck.process.GuestCommand;

/**
 * One line of {@code commands.txt}.
 *
 * @param text the line, without the mark
 * @param quick whether it belongs to the bounded set
 * @param words program and arguments
 * @param input text of the standard input
 */
record CommandLine(String text, boolean quick, List<String> words, Input input) {
    private static final String QUICK = "! ";
    private static final String HERE = "<<<";
    private static final String FROM = "<";

    /** What standard input is: text, or a file of the data directory. */
    record Input(String text, boolean file) {
        static final Input NONE = new Input("", false);

        String content(Path data) throws IOException {
            return file ? Files.readString(data.resolve(text), StandardCharsets.ISO_8859_1) : text;
        }
    }

    /** Reads the file, leaving out comments and blank lines. */
    static List<CommandLine> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(CommandLine::parse)
                .toList();
    }

    static CommandLine parse(String line) {
        boolean quick = line.startsWith(QUICK);
        String text = quick ? line.substring(QUICK.length()) : line;
        List<String> words = split(text);
        Input input = Input.NONE;
        int last = words.size() - 2;
        if (last > 0 && words.get(last).equals(HERE)) {
            input = new Input(words.getLast() + "\n", false);
            words = words.subList(0, last);
        } else if (last > 0 && words.get(last).equals(FROM)) {
            input = new Input(words.getLast(), true);
            words = words.subList(0, last);
        }
        return new CommandLine(text, quick, List.copyOf(words), input);
    }

    /** Words of a line: blanks separate, single and double quotes keep everything as it is. */
    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("unclosed quote: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether the root has the program. */
    boolean isIn(Path sysroot) {
        return Files.exists(sysroot.resolve(words.getFirst()));
    }

    /** The command below a sysroot. */
    GuestCommand command(Path sysroot, Path data) throws IOException {
        return new GuestCommand(
                sysroot.resolve(words.getFirst()), words.subList(1, words.size()), input.content(data), data);
    }
}
