package org.graftvm.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results and exception flags against the host's floating-point unit, driven by a C program: special values included,
 * which the exact reference leaves out. For x86-64 hosts, which detect tininess after rounding.
 */
class HostFpTest {
    private static final int ROUNDS = 200_000;

    private static final String[] OPERATIONS = {"add", "sub", "mul", "div", "root", "fma", "narrow", "int", "quiet"};

    private static final long[] SPECIAL_DOUBLES = {
        0, 1, 0x7ff0000000000000L, 0x7ff8000000000000L, 0x7ff0000000000001L, 0x7fefffffffffffffL, 0x0010000000000000L
    };
    private static final long[] SPECIAL_SINGLES = {0, 1, 0x7f800000L, 0x7fc00000L, 0x7f800001L, 0x7f7fffffL, 0x00800000L
    };

    private final long seed = Long.getLong("graft.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final FpEnvironment environment = new FpEnvironment(false);

    @TempDir
    private Path directory;

    private record Case(String operation, boolean single, int rounding, long a, long b, long c) {
        String line() {
            return "%s%s %d %x %x %x%n".formatted(operation, single ? "s" : "d", rounding, a, b, c);
        }
    }

    @Test
    void agreesWithTheHost() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "not an x86-64 host");
        Path processor = Path.of("/proc/cpuinfo");
        assumeTrue(Files.exists(processor) && Files.readString(processor).contains(" fma "), "no FMA instructions");
        Path program = compile();
        List<Case> cases = new ArrayList<>();
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            Case next = next();
            cases.add(next);
            input.append(next.line());
        }
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(program.toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
        List<String> lines = Files.readAllLines(out);
        assertEquals(ROUNDS, lines.size());
        for (int i = 0; i < ROUNDS; i++) {
            Case at = cases.get(i);
            environment.take();
            long result = compute(at);
            FpFormat format = at.single ? FpFormat.BINARY32 : FpFormat.BINARY64;
            String[] expected = lines.get(i).split(" ");
            long host = Long.parseUnsignedLong(expected[0], 16);
            // The host propagates payloads; here only that it is a quiet NaN counts.
            long canonical = format.isNan(host) ? format.defaultNan() : host;
            assertEquals(
                    "%x %s".formatted(canonical, expected[1]),
                    "%x %x".formatted(result, environment.take()),
                    () -> "seed " + seed + ": " + at.line());
        }
    }

    private Case next() {
        String operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        boolean single = random.nextBoolean();
        // The operand of a conversion between formats has the other format.
        boolean operandsSingle = operation.equals("narrow") ? !single : single;
        long c = operand(operandsSingle);
        if ((single ? FpFormat.BINARY32 : FpFormat.BINARY64).isNan(c)) {
            c = 0; // Zero times infinity plus a quiet NaN is no invalid operation on x86.
        }
        long a = operation.equals("int") ? random.nextLong() >> random.nextInt(64) : operand(operandsSingle);
        return new Case(operation, single, random.nextInt(4), a, operand(operandsSingle), c);
    }

    private long operand(boolean single) {
        if (random.nextInt(6) == 0) {
            long[] values = single ? SPECIAL_SINGLES : SPECIAL_DOUBLES;
            return values[random.nextInt(values.length)] | (random.nextBoolean() ? 1L << (single ? 31 : 63) : 0);
        }
        return FpArithmeticTest.operand(random, single ? new ExactReference(32, 24) : new ExactReference(64, 53));
    }

    private long compute(Case at) {
        FpFormat f = at.single ? FpFormat.BINARY32 : FpFormat.BINARY64;
        int rounding = at.rounding;
        return switch (at.operation) {
            case "add" -> FpArithmetic.add(f, at.a, at.b, rounding, environment);
            case "sub" -> FpArithmetic.subtract(f, at.a, at.b, rounding, environment);
            case "mul" -> FpArithmetic.multiply(f, at.a, at.b, rounding, environment);
            case "div" -> FpArithmetic.divide(f, at.a, at.b, rounding, environment);
            case "root" -> FpArithmetic.squareRoot(f, at.a, rounding, environment);
            case "fma" -> FpArithmetic.multiplyAdd(f, at.a, at.b, at.c, rounding, environment);
            case "narrow" ->
                FpConversion.convert(at.single ? FpFormat.BINARY64 : FpFormat.BINARY32, f, at.a, rounding, environment);
            case "int" -> FpConversion.fromInteger(f, at.a, true, rounding, environment);
            default -> FpConversion.roundToIntegral(f, at.a, true, rounding, environment);
        };
    }

    private Path compile() throws IOException, InterruptedException {
        Path source = directory.resolve("host_fp.c");
        try (InputStream stream = Objects.requireNonNull(HostFpTest.class.getResourceAsStream("/fp/host_fp.c"))) {
            Files.copy(stream, source);
        }
        Path program = directory.resolve("host_fp");
        try {
            // FMA as an instruction, since the library's substitute for it may raise what it should not.
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-O1",
                            "-mfma",
                            "-frounding-math",
                            "-o",
                            program.toString(),
                            source.toString(),
                            "-lm")
                    .inheritIO()
                    .start();
            assertEquals(true, gcc.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, gcc.exitValue());
        } catch (IOException e) {
            assumeTrue(false, "no gcc: " + e.getMessage());
        }
        return program;
    }
}
