package org.graftvm.isa.riscv.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.fp.FpEnvironment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the vector files, one for each instruction, in every tier, from the first execution on. */
class VectorTest {
    private static final Map<String, EngineSettings> TIERS = Map.of(
            "interpreter", EngineSettings.INTERPRETER,
            "classes", new EngineSettings(true, false, 1, 1, 300),
            "truffle", new EngineSettings(false, true, 1, 1, 300));

    private static final int ATTEMPTS = 3;

    private static Path directory() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(VectorTest.class.getResource("/vectors")).toURI());
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @Test
    void everyInstructionHasAFile() throws IOException, URISyntaxException {
        TreeSet<String> expected = RiscvInstructions.ALL.stream()
                .map(spec -> spec.feature() + "/" + spec.mnemonic() + ".txt")
                .collect(Collectors.toCollection(TreeSet::new));
        Path directory = directory();
        TreeSet<String> present = files().stream()
                .map(f -> directory.relativize(f).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, present);
    }

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException, URISyntaxException {
        Path directory = directory();
        return files().stream()
                .flatMap(file -> TIERS.entrySet().stream()
                        .map(tier -> DynamicTest.dynamicTest(
                                directory.relativize(file) + " " + tier.getKey(), () -> run(file, tier.getValue()))));
    }

    private static void run(Path file, EngineSettings settings) throws IOException {
        List<Vector> vectors = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Vector::parse)
                // The same instruction again needs no new translation.
                .sorted(Comparator.comparing(Vector::assembly)
                        .thenComparing(vector -> vector.after().getOrDefault("pc", 0L)))
                .toList();
        assertFalse(vectors.isEmpty(), file + " has no vectors");
        // What a floating-point instruction does must not depend on inexact being set, but the path it takes does.
        boolean twice =
                Files.readString(file).contains(" fflags=") && !file.toString().contains("Zicsr");
        try (VectorRunner runner = new VectorRunner(settings)) {
            for (Vector vector : vectors) {
                int attempts = 0;
                while (!runsInMachineCode(runner, vector, twice)) {
                    // The JVM may drop machine code now and then, but a deoptimization comes each time.
                    assertTrue(++attempts < ATTEMPTS, () -> "tier 2 without machine code: " + vector.line());
                }
            }
            assertOnlyTierUsed(settings, runner.statistics());
        }
    }

    /** Whether tier 2, if it ran a vector, ran it in machine code; traps leave that. */
    private static boolean runsInMachineCode(VectorRunner runner, Vector vector, boolean twice) {
        long before = runner.statistics().truffleInterpretations();
        runner.run(vector, 0);
        if (twice) {
            runner.run(vector, FpEnvironment.INEXACT);
        }
        return !vector.trap().isEmpty() || runner.statistics().truffleInterpretations() == before;
    }

    private static void assertOnlyTierUsed(EngineSettings settings, EngineStatistics statistics) {
        boolean compiled = settings.classTier() || settings.truffleTier();
        assertEquals(compiled, statistics.interpretedInstructions() == 0, "instructions in tier 0");
        assertEquals(settings.classTier(), statistics.classes() > 0, "regions in tier 1");
        assertEquals(0, statistics.failedCompilations(), "compilations that Graal gave up");
        assertEquals(settings.truffleTier(), statistics.truffleInstalled() > 0, "regions in tier 2");
    }
}
