package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start does not do, so that it stays fast (docs/startup.md): the JVM's log of loaded classes tells, where a clock
 * on a busy machine would not.
 */
class StartTest {
    private static final Path DISTRIBUTION = Path.of("../launcher/target/graft").toAbsolutePath();
    private static final Path HELLO =
            Path.of("src/guest/prebuilt/riscv64/hello-libc").toAbsolutePath();
    private static final String ARCHIVED = "source: shared objects file";

    /**
     * Lambda forms, annotation proxies and the like, which JDK 25 does not archive, on the main thread: 51 were
     * counted, 115 before the work on them.
     */
    private static final int MOST_GENERATED = 65;

    /** All classes, most of them linked in the cache: each costs 8 us. 4,190 were counted, 8,190 with all of Graal's. */
    private static final int MOST_CLASSES = 4_600;

    /** Made where Graal starts; a class of Graal's that comes with the cache is not yet Graal. */
    private static final String COMPILER = " jdk.graal.compiler.truffle.TruffleCompilerImpl ";

    @TempDir
    Path directory;

    @BeforeAll
    static void distributionHasItsCache() {
        assertTrue(
                Files.exists(DISTRIBUTION.resolve("lib/graft.jsa")),
                "the distribution has no start-up cache: these tests need `mvn verify`");
    }

    /** One line a class that a run of the hello program loads, as {@code [thread] name source: …}. */
    private List<String> loadedClasses(String... options) throws IOException, InterruptedException {
        return loadedClasses(HELLO, "Hello, world!\n", options);
    }

    private List<String> loadedClasses(Path guest, String output, String... options)
            throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        List<String> line = new ArrayList<>();
        line.add(DISTRIBUTION.resolve("bin/polyglot").toString());
        line.add("--vm.Xlog:class+load:file=" + log + ":tid");
        line.addAll(List.of(options));
        line.add(guest.toString());
        Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after two minutes: " + line);
        }
        assertTrue(Files.readString(directory.resolve("output")).startsWith(output));
        return Files.readAllLines(log);
    }

    private static List<String> named(List<String> classes, String part) {
        return classes.stream().filter(line -> line.contains(part)).toList();
    }

    @Test
    void classesComeFromTheCache() throws Exception {
        List<String> classes = loadedClasses();
        String mainThread = classes.getFirst().substring(0, classes.getFirst().indexOf(']') + 1);
        List<String> others = classes.stream()
                .filter(line -> line.startsWith(mainThread) && !line.contains(ARCHIVED))
                .toList();
        assertEquals(List.of(), named(others, ".jar"), "classes out of jars");
        assertEquals(List.of(), named(others, "jrt:/"), "classes out of the image");
        assertTrue(others.size() <= MOST_GENERATED, () -> String.join("\n", others));
    }

    @Test
    void whatAStartDoesNotNeedIsNotLoaded() throws Exception {
        List<String> classes = loadedClasses();
        assertEquals(List.of(), named(classes, " jdk.jfr."));
        assertEquals(List.of(), named(classes, " com.oracle.truffle.tools."));
        assertEquals(List.of(), named(classes, " org.graftvm.engine.debug."));
        assertEquals(List.of(), named(classes, " java.security.SecureRandom "));
        assertEquals(List.of(), named(classes, COMPILER));
        assertTrue(classes.size() <= MOST_CLASSES, () -> classes.size() + " classes");
        // One shape serves all calls of the host's C library, and no tier compiles such a short guest.
        assertEquals(1, named(classes, ".abi.DowncallStub").size());
        assertEquals(List.of(), named(classes, ".Region_"));
    }

    @Test
    void compilerStartsWithTheFirstCompilation() throws Exception {
        // So low a threshold makes the guest wait for the compiled code.
        List<String> classes = loadedClasses(
                HELLO.resolveSibling("primes"), "3245\n", "--riscv.truffle-threshold=50", "--engine-stats");
        assertEquals(1, named(classes, COMPILER).size());
    }

    @Test
    void whoWaitsForTheCompilerGetsIt() throws Exception {
        List<String> classes = loadedClasses("--experimental-options", "--engine.BackgroundCompilation=false");
        assertEquals(1, named(classes, COMPILER).size());
    }

    @Test
    void toolsAreThereWhenAskedFor() throws Exception {
        assertTrue(!named(
                        loadedClasses("--cpusampler", "--cpusampler.OutputFile=" + directory.resolve("profile")),
                        " com.oracle.truffle.tools.profiler.")
                .isEmpty());
    }
}
