package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestCommand;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.graftvm.tck.process.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prebuilt guests are the files whose checksums are recorded, all of them and no other. */
class PrebuiltTest {
    private static final Path FOLDER = Path.of("src/guest/prebuilt");

    @Test
    void checksums() throws IOException, NoSuchAlgorithmException {
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
            String[] parts = line.split("  \\./", 2);
            expected.put(parts[1], parts[0]);
        }
        Map<String, String> actual = new TreeMap<>();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(file -> file.getNameCount() > FOLDER.getNameCount() + 1)
                    .toList()) {
                actual.put(
                        FOLDER.relativize(file).toString(),
                        HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))));
            }
        }
        assertEquals(expected, actual);
    }

    /** The prebuilt guests do what the transcripts of their sources say, with no compiler and no oracle at hand. */
    @Test
    void transcripts(@TempDir Path directory) throws IOException {
        GuestPrograms programs = new GuestPrograms(Path.of(""));
        GuestRunner runner = new KernelRunner(EngineSettings.INTERPRETER, Optional.empty());
        int run = 0;
        for (Path file : programs.transcripts()) {
            for (Transcript.Step step : Transcript.read(file).steps()) {
                Path program = programs.prebuilt(step.program()).toAbsolutePath();
                if (Files.exists(program)) {
                    Outcome outcome = runner.run(GuestPrograms.command(step, program, directory));
                    assertEquals(step.result(), Transcript.format(outcome), step.line());
                    run++;
                }
            }
        }
        assertTrue(run >= 8, "only " + run);
    }

    /** Those of the other instruction sets do the same. */
    @Test
    void hello(@TempDir Path directory) throws IOException {
        for (String name : List.of("hello", "hello-libc")) {
            String expected = hello(GuestIsa.RISCV, name, directory);
            for (GuestIsa guest : GuestIsa.ALL) {
                assertEquals(expected, hello(guest, name, directory), guest.machine() + " " + name);
            }
        }
    }

    private static String hello(GuestIsa guest, String name, Path directory) throws IOException {
        Path program = FOLDER.resolve(guest.machine()).resolve(name).toAbsolutePath();
        GuestRunner runner = new KernelRunner(guest, EngineSettings.INTERPRETER, Optional.empty());
        return Transcript.format(runner.run(new GuestCommand(program, List.of(), "", directory)));
    }
}
