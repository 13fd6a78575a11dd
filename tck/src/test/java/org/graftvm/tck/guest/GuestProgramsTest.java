package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The guest programs do what their transcripts say, in the interpreter and in region classes. */
class GuestProgramsTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    /** Classes early, so that short programs reach them. */
    private static final EngineSettings CLASSES = new EngineSettings(true, false, 3, Integer.MAX_VALUE, 300);

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        PROGRAMS.build();
    }

    @TestFactory
    Stream<DynamicContainer> interpreter(@TempDir Path directory) throws IOException {
        return transcripts(EngineSettings.INTERPRETER, directory);
    }

    @TestFactory
    Stream<DynamicContainer> classes(@TempDir Path directory) throws IOException {
        return transcripts(CLASSES, directory);
    }

    private static Stream<DynamicContainer> transcripts(EngineSettings settings, Path directory) throws IOException {
        GuestRunner runner = new KernelRunner(settings, Optional.of(GuestPrograms.crossRoot()));
        return PROGRAMS.transcripts().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.getFileName().toString(), steps(file, directory, runner)));
    }

    private static Stream<DynamicTest> steps(Path file, Path directory, GuestRunner runner) {
        try {
            return Transcript.read(file).steps().stream()
                    .flatMap(step -> PROGRAMS.variants(step.program()).stream()
                            .map(program -> DynamicTest.dynamicTest(
                                    program.getName(program.getNameCount() - 2) + "/" + step.line(),
                                    () -> assertEquals(
                                            step.result(),
                                            Transcript.format(
                                                    runner.run(GuestPrograms.command(step, program, directory)))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
