package org.graftvm.tck.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A random program: a body that runs once for each row of register values.
 *
 * @param seed of the values
 * @param rows how many sets of values
 * @param steps the body
 */
record RandomProgram(long seed, int rows, List<Step> steps) {
    RandomProgram {
        steps = List.copyOf(steps);
    }

    RandomProgram with(List<Step> fewer) {
        return new RandomProgram(seed, rows, fewer);
    }

    /** Writes a file that {@link #read} takes back: {@code seed N}, {@code rows N}, then a step a line. */
    void write(Path file, String comment) throws IOException {
        StringBuilder text = new StringBuilder();
        comment.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append("seed ").append(seed).append("\nrows ").append(rows).append('\n');
        steps.forEach(step -> text.append(step.text()).append('\n'));
        Files.writeString(file, text);
    }

    static RandomProgram read(Path file) throws IOException {
        long seed = 0;
        int rows = 1;
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("seed ")) {
                seed = Long.parseLong(line.substring(5));
            } else if (line.startsWith("rows ")) {
                rows = Integer.parseInt(line.substring(5));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                steps.add(Step.parse(line));
            }
        }
        return new RandomProgram(seed, rows, steps);
    }
}
