package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.graftvm.tck.guest.GuestPrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the built distribution's {@code bin/polyglot} on prebuilt guests, in processes of their own. */
class PolyglotCommandTest {
    private static final Path DISTRIBUTION = Path.of("../launcher/target/graft").toAbsolutePath();
    private static final Path GUESTS = Path.of("src/guest/prebuilt/riscv64").toAbsolutePath();

    @TempDir
    Path directory;

    private record Result(int status, String output, String errors) {}

    @BeforeAll
    static void distributionIsBuilt() {
        assertTrue(
                Files.isExecutable(DISTRIBUTION.resolve("bin/polyglot")),
                "the distribution is missing: these tests need `mvn package` or `mvn verify`, not `mvn test`");
    }

    private Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(DISTRIBUTION.resolve("bin/polyglot").toString());
        line.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after two minutes: " + line);
        }
        return new Result(
                process.exitValue(),
                Files.readString(output, StandardCharsets.ISO_8859_1),
                Files.readString(errors, StandardCharsets.ISO_8859_1));
    }

    private Result polyglot(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private static String guest(String name) {
        return GUESTS.resolve(name).toString();
    }

    private Path executable(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void hotCodeIsSavedAndWarmsUp() throws Exception {
        Result cold = polyglot("--riscv.class-threshold=50", "--riscv.save-hot=hot.txt", guest("primes"));
        List<String> lines = Files.readAllLines(directory.resolve("hot.txt"));
        assertEquals("file " + guest("primes"), lines.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" 1")), () -> "nothing became a class: " + lines);
        Result warm = polyglot("--riscv.warm-up=hot.txt", "--engine-stats", guest("primes"));
        assertEquals(cold.output(), warm.output());
        assertTrue(
                warm.errors().contains("known from an earlier run " + (lines.size() - 1) + " entry points"),
                warm.errors());
        Result missing = polyglot("--riscv.warm-up=missing.txt", guest("primes"));
        assertEquals("", missing.output());
        assertTrue(
                missing.errors().matches("polyglot: .*list of hot code: No such file: missing.txt\n"),
                missing.errors());
    }

    @Test
    void guestOutputIsAllThereIs() throws Exception {
        assertEquals(new Result(0, "Hello, world!\n", ""), polyglot(guest("hello")));
    }

    @Test
    void optionsStopAtTheProgram() throws Exception {
        // The guest prints its arguments and exits with argc.
        assertEquals(new Result(5, "--version\n-x\n--\n\n", ""), polyglot(guest("echo"), "--version", "-x", "--", ""));
    }

    @Test
    void systemCallsAreTracedToFiles() throws Exception {
        Result traced = polyglot("--strace", "--strace-output=calls.%p", guest("hello"));
        assertEquals(new Result(0, "Hello, world!\n", ""), traced);
        List<String> lines = Files.readAllLines(directory.resolve("calls.1000"));
        assertEquals("write(1, \"Hello, world!\\n\", 14)         = 14", lines.getFirst());
        assertEquals("+++ exited with 0 +++", lines.getLast());
        Result counted = polyglot("--strace=summary", "--strace-output=calls", guest("hello"));
        assertEquals(new Result(0, "Hello, world!\n", ""), counted);
        lines = Files.readAllLines(directory.resolve("calls"));
        assertTrue(lines.get(2).matches("100\\.00 +0\\.[0-9]{6} +[0-9]+ +1 +write"), lines::toString);
        assertTrue(lines.getLast().matches("100\\.00 .* 1 +total"), lines::toString);
        Result refused = polyglot("--strace", "--strace-output=absent/calls", guest("hello"));
        assertTrue(refused.errors().matches("polyglot: .*strace: No such file: absent/calls\n"), refused::toString);
    }

    private Process start(String program) throws IOException {
        return new ProcessBuilder(DISTRIBUTION.resolve("bin/polyglot").toString(), program)
                .directory(directory.toFile())
                .start();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static void awaitState(boolean stopped, Process process) throws IOException, InterruptedException {
        Path status = Path.of("/proc/" + process.pid() + "/stat");
        for (int tries = 0; Files.readString(status).contains(") T ") != stopped; tries++) {
            assertTrue(tries < 2_000, () -> "not " + (stopped ? "stopped" : "continued"));
            Thread.sleep(5);
        }
    }

    /** What a shell of the host does at Ctrl-Z and fg. */
    @Test
    void stopsWithItsGuestAndGoesOn() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs Linux");
        GuestPrograms programs = new GuestPrograms(Path.of(""));
        assumeTrue(programs.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        programs.build();
        Process process = start(programs.variants("suspend").getFirst().toString());
        try (BufferedReader output = process.inputReader()) {
            assertEquals("ready", output.readLine());
            for (int round = 0; round < 3; round++) {
                send("TSTP", process);
                assertEquals("asked to stop", output.readLine());
                awaitState(true, process);
                send("CONT", process);
                assertEquals("goes on", output.readLine());
                awaitState(false, process);
            }
            process.getOutputStream().close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Nothing of a launcher that is killed stays: no process, and no file that has its number. */
    @Test
    void killLeavesNothing() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs Linux");
        List<Path> places = List.of(Path.of("/tmp"), Path.of("/dev/shm"), directory);
        Set<Path> before = namesIn(places);
        Process process = start(guest("copy"));
        process.getOutputStream().write("one\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertEquals('o', process.getInputStream().read()); // The guest runs.
        List<ProcessHandle> children = process.descendants().toList();
        send("KILL", process);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        // Others write there too, and a random name of theirs may contain these digits among more.
        Pattern number = Pattern.compile("(?<!\\d)" + process.pid() + "(?!\\d)");
        Set<Path> left = namesIn(places);
        left.removeAll(before);
        left.removeIf(file -> !number.matcher(file.getFileName().toString()).find());
        assertEquals(Set.of(), left);
    }

    private static Set<Path> namesIn(List<Path> places) throws IOException {
        Set<Path> names = new TreeSet<>();
        for (Path place : places) {
            try (var files = Files.list(place)) {
                files.forEach(names::add);
            }
        }
        return names;
    }

    @Test
    void exitStatusIsTheGuests() throws Exception {
        assertEquals(new Result(11, "", ""), polyglot(guest("jump")));
    }

    @Test
    void deathBySignalIsToldAsAShellDoes() throws Exception {
        assertEquals(new Result(139, "", "Segmentation fault\n"), polyglot(guest("jump"), "data"));
        assertEquals(new Result(132, "", "Illegal instruction\n"), polyglot(guest("smash")));
    }

    @Test
    void plainJavaRunsTheSame() throws Exception {
        assertEquals(new Result(0, "Hello, world!\n", ""), run(Map.of("GRAFT_PLAIN_JAVA", "1"), guest("hello")));
    }

    @Test
    void runtimeIsTheOptimizingOne() throws Exception {
        Result result = polyglot("--version");
        assertEquals(0, result.status);
        assertTrue(result.output.contains("GraalVM CE"), result.output);
        assertTrue(result.output.contains("riscv") || result.output.contains("RISC-V"), result.output);
    }

    @Test
    void slowRuntimeIsWarnedOf() throws Exception {
        Result result = polyglot(
                "--vm.Dtruffle.TruffleRuntime=com.oracle.truffle.api.impl.DefaultTruffleRuntime", guest("hello"));
        assertEquals("Hello, world!\n", result.output);
        assertTrue(
                result.errors.startsWith("polyglot: WARNING: the optimizing Truffle runtime is missing"),
                result.errors);
        assertEquals(1, result.errors.lines().count(), result.errors);
    }

    @Test
    void missingProgramGives127() throws Exception {
        assertEquals(new Result(127, "", "polyglot: ./none: No such file or directory\n"), polyglot("./none"));
    }

    @Test
    void whatIsNoProgramGives126AndOneLine() throws Exception {
        assertEquals(
                new Result(126, "", "polyglot: " + directory + ": Is a directory\n"), polyglot(directory.toString()));
        Path text = executable("text", "no program".getBytes(StandardCharsets.UTF_8));
        assertEquals(new Result(126, "", "polyglot: " + text + ": not an ELF program\n"), polyglot(text.toString()));
    }

    @Test
    void truncatedHeadersGiveOneLine() throws Exception {
        byte[] whole = Files.readAllBytes(GUESTS.resolve("hello"));
        for (int length : new int[] {0, 20, 64, 100, 120}) {
            Path file = executable("short" + length, java.util.Arrays.copyOf(whole, length));
            Result result = polyglot(file.toString());
            assertEquals("", result.output);
            assertEquals(1, result.errors.lines().count(), length + " bytes: " + result.errors);
            assertTrue(result.status >= 126, length + " bytes: status " + result.status);
        }
    }

    @Test
    void unknownOptionGives2() throws Exception {
        Result result = polyglot("--no-such-option", guest("hello"));
        assertEquals(2, result.status);
        assertTrue(result.errors.contains("--no-such-option"), result.errors);
        assertEquals("", result.output);
    }

    @Test
    void helpNamesTheLanguagesAndTools() throws Exception {
        Result result = polyglot("--help");
        assertEquals(0, result.status);
        assertTrue(result.output.startsWith("Usage: polyglot [options] program"), result.output);
        assertTrue(result.output.contains("inspect") && result.output.contains("riscv"), result.output);
    }
}
