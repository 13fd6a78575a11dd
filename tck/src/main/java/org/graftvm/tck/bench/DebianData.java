package org.graftvm.tck.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Input files for the Debian programs: made up, and the same every time. */
final class DebianData {
    private static final int LINES = 120_000;
    private static final int LARGE_LINES = 600_000;
    private static final int LARGE = 96 << 20;

    private DebianData() {}

    /**
     * Writes {@code data.txt} and the longer {@code large.txt}, words and numbers in lines, and {@code large.bin}, noise,
     * into the directory, unless they are there.
     */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        writeText(directory.resolve("data.txt"), LINES);
        writeText(directory.resolve("large.txt"), LARGE_LINES);
        Path noise = directory.resolve("large.bin");
        if (!Files.exists(noise)) {
            byte[] bytes = new byte[LARGE];
            new Random(20).nextBytes(bytes);
            Files.write(noise, bytes);
        }
    }

    private static void writeText(Path file, int count) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Random random = new Random(count);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(word(random))
                    .append(' ')
                    .append(random.nextInt(1_000_000))
                    .append(' ');
            lines.append(word(random)).append('-').append(word(random)).append('\n');
        }
        Files.writeString(file, lines, StandardCharsets.US_ASCII);
    }

    /** Short words come more often, as in a language, so that there is something to compress. */
    private static String word(Random random) {
        Random chosen = new Random((long) Math.abs(random.nextGaussian() * 400));
        StringBuilder word = new StringBuilder();
        for (int length = 2 + chosen.nextInt(8); length > 0; length--) {
            word.append((char) ('a' + chosen.nextInt(26)));
        }
        return word.toString();
    }
}
