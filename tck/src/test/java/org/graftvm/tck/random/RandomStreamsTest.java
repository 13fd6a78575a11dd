package org.graftvm.tck.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A bounded run of random streams against qemu-user, and all programs that differed once. */
class RandomStreamsTest {
    /** Where stored programs are; one that differs is copied here when its cause is found. */
    private static final Path STORED = Path.of("src/test/resources/streams");

    private static final long INSTRUCTIONS = 36_000;

    @Test
    void everyRunIsNew() throws IOException {
        agree(Long.getLong("graft.seed", System.nanoTime()));
    }

    @Test
    void aFixedRun() throws IOException {
        agree(20);
    }

    private static void agree(long seed) throws IOException {
        assumeTrue(QemuMachine.find().isPresent(), "needs qemu-user");
        RandomStreams.Result result = RandomStreams.run(seed, INSTRUCTIONS, Path.of("target/streams"));
        assertEquals(Optional.empty(), result.failure());
        assertTrue(result.instructions() >= INSTRUCTIONS);
    }

    @TestFactory
    List<DynamicTest> storedProgramsAgree() throws IOException {
        Optional<QemuMachine> qemu = QemuMachine.find();
        assumeTrue(qemu.isPresent(), "needs qemu-user");
        Comparison comparison = new Comparison(qemu.get());
        try (Stream<Path> files = Files.list(STORED)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertEquals(Optional.empty(), comparison.difference(RandomProgram.read(file)))))
                    .toList();
        }
    }

    /** Each tier is really the one that runs. */
    @Test
    void tiersAreUsed() {
        RandomProgram program = new ProgramGenerator(Comparison.TABLE, 5).next(200, 100);
        ProgramImage image = ProgramImage.of(program, Comparison.TABLE);
        EngineMachine interpreter = new EngineMachine(EngineSettings.INTERPRETER);
        EngineMachine classes = new EngineMachine(Comparison.CLASSES);
        assertArrayEquals(interpreter.run(image), classes.run(image));
        assertEquals(0, interpreter.classes());
        assertTrue(interpreter.interpreted() > 10_000, () -> "interpreted " + interpreter.interpreted());
        assertTrue(classes.classes() > 0);
        assertTrue(classes.interpreted() < interpreter.interpreted() / 4, () -> "interpreted " + classes.interpreted());

        EngineMachine truffle = new EngineMachine(Comparison.TRUFFLE);
        assertArrayEquals(interpreter.run(image), truffle.run(image));
        assertEquals(0, truffle.classes());
        assertTrue(truffle.truffleRegions() > 0);
        assertTrue(truffle.interpreted() < interpreter.interpreted() / 8, () -> "interpreted " + truffle.interpreted());
        assertTrue(truffle.truffleInterpretations() < 100, () -> "deoptimized " + truffle.truffleInterpretations());
    }

    /** The comparison can fail: a program with another seed has other results. */
    @Test
    void differencesAreSeen() {
        RandomProgram program = new ProgramGenerator(Comparison.TABLE, 5).next(20, 2);
        ProgramImage image = ProgramImage.of(program, Comparison.TABLE);
        RandomProgram other = new RandomProgram(program.seed() + 1, 2, program.steps());
        EngineMachine machine = new EngineMachine(EngineSettings.INTERPRETER);
        byte[] expected = machine.run(image);
        assertArrayEquals(expected, machine.run(image));
        byte[] actual = machine.run(ProgramImage.of(other, Comparison.TABLE));
        assertNotEquals("", ProgramImage.difference(expected, actual, 2));
    }

    @Test
    void programsAreStoredAndRead(@TempDir Path directory) throws IOException {
        RandomProgram program = new ProgramGenerator(Comparison.TABLE, 6).next(300, 3);
        Path file = directory.resolve("program.txt");
        program.write(file, "A comment\nof two lines");
        assertEquals(program, RandomProgram.read(file));
    }
}
