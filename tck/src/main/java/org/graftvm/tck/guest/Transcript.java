package org.graftvm.tck.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.tck.process.Outcome;

/**
 * A record of commands and what they print, as a terminal would show it:
 *
 * <pre>
 * $ arguments one two &lt;&lt;&lt; text for the standard input
 * 1: [one]
 * …
 * = 3
 * </pre>
 *
 * Lines of standard error follow with {@code 2> } in front, then {@code = } and the exit status.
 */
public record Transcript(List<Step> steps) {
    private static final String COMMAND = "$ ";
    private static final String STATUS = "= ";
    private static final String ERROR = "2> ";
    private static final String INPUT = " <<< ";

    /**
     * One command.
     *
     * @param line program and arguments, separated by blanks, and perhaps the input
     * @param result everything it printed, and its status, as the file has it
     */
    public record Step(String line, String result) {
        public String program() {
            return words()[0];
        }

        public List<String> arguments() {
            return List.of(words()).subList(1, words().length);
        }

        /** Text of the standard input: one line, or nothing. */
        public String input() {
            int at = line.indexOf(INPUT);
            return at < 0 ? "" : line.substring(at + INPUT.length()) + "\n";
        }

        private String[] words() {
            int at = line.indexOf(INPUT);
            return (at < 0 ? line : line.substring(0, at)).split(" ");
        }
    }

    /** Reads a file of the form above. */
    public static Transcript read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        String command = "";
        StringBuilder result = new StringBuilder();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(COMMAND)) {
                command = line.substring(COMMAND.length());
                result.setLength(0);
            } else {
                result.append(line).append('\n');
                if (line.startsWith(STATUS)) {
                    steps.add(new Step(command, result.toString()));
                }
            }
        }
        return new Transcript(List.copyOf(steps));
    }

    /** An outcome in the form of {@link Step#result}. */
    public static String format(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        outcome.output().lines().forEach(line -> text.append(line).append('\n'));
        outcome.errors().lines().forEach(line -> text.append(ERROR).append(line).append('\n'));
        return text.append(STATUS).append(outcome.status()).append('\n').toString();
    }

    /** Replaces the results, in order, and writes the file. */
    public static void write(Path file, List<Step> steps) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(COMMAND).append(step.line()).append('\n').append(step.result());
        }
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }
}
