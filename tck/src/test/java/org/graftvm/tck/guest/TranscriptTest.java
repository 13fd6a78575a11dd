package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The transcripts are what qemu-user, the oracle, gives for the programs as they are now. */
class TranscriptTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        PROGRAMS.build();
    }

    @TestFactory
    Stream<DynamicContainer> qemuAgrees(@TempDir Path directory) throws IOException {
        Optional<GuestRunner> qemu = GuestRunner.qemu(GuestIsa.RISCV, GuestPrograms.crossRoot());
        assumeTrue(qemu.isPresent(), "needs qemu-user");
        return PROGRAMS.transcripts().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.getFileName().toString(), steps(file, directory, qemu.get())));
    }

    private static Stream<DynamicTest> steps(Path file, Path directory, GuestRunner runner) {
        try {
            return Transcript.read(file).steps().stream()
                    .filter(step -> !GuestPrograms.BEYOND_QEMU.contains(step.program()))
                    .flatMap(step -> PROGRAMS.variants(step.program()).stream()
                            .map(program -> DynamicTest.dynamicTest(
                                    program.getName(program.getNameCount() - 2) + "/" + step.line(),
                                    () -> check(step, program, directory, runner))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(Transcript.Step step, Path program, Path directory, GuestRunner runner)
            throws IOException {
        assertEquals(step.result(), Transcript.format(runner.run(GuestPrograms.command(step, program, directory))));
    }

    @Test
    void roundTrip(@TempDir Path directory) throws IOException {
        for (Path file : PROGRAMS.transcripts()) {
            List<Transcript.Step> steps = Transcript.read(file).steps();
            Transcript.write(directory.resolve("copy"), steps);
            assertEquals(steps, Transcript.read(directory.resolve("copy")).steps());
        }
    }
}
