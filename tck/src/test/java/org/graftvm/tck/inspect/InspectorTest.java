package org.graftvm.tck.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.graftvm.tck.inspect.InspectorClient.Pause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's {@code bin/polyglot --inspect}, debugged over its WebSocket as a browser does. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InspectorTest {
    private static final Path POLYGLOT =
            Path.of("../launcher/target/graft/bin/polyglot").toAbsolutePath();
    /** Counts primes below 30,000, twenty times, and prints how many there are. */
    private static final Path PRIMES =
            Path.of("src/guest/prebuilt/riscv64/primes").toAbsolutePath();

    @TempDir
    Path directory;

    private @Nullable Process process;

    @BeforeEach
    void distributionIsBuilt() {
        assertTrue(
                Files.isExecutable(POLYGLOT),
                "the distribution is missing: these tests need `mvn package` or `mvn verify`, not `mvn test`");
    }

    private Path output() {
        return directory.resolve("output");
    }

    private InspectorClient start(String... options) throws IOException {
        String[] line = new String[options.length + 3];
        line[0] = POLYGLOT.toString();
        line[1] = "--inspect=0";
        System.arraycopy(options, 0, line, 2, options.length);
        line[line.length - 1] = PRIMES.toString();
        Process started =
                new ProcessBuilder(line).redirectOutput(output().toFile()).start();
        process = started;
        started.getOutputStream().close();
        BufferedReader errors = started.errorReader();
        for (String text = errors.readLine(); text != null; text = errors.readLine()) {
            int address = text.indexOf("ws://");
            if (text.contains("listening") && address >= 0) {
                return new InspectorClient(URI.create(text.substring(address)));
            }
        }
        throw new IOException("the inspector does not listen");
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static int lineOf(String source, String text) {
        String[] lines = source.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].contains(text)) {
                return i;
            }
        }
        throw new AssertionError("no " + text + " in " + source);
    }

    private void assertEnds() throws Exception {
        Process guest = Objects.requireNonNull(process);
        assertTrue(guest.waitFor(2, TimeUnit.MINUTES), "the guest does not end");
        assertEquals(0, guest.exitValue());
        assertEquals("3245\n", Files.readString(output()));
    }

    @Test
    void guestIsDebuggedByItsDisassembly() throws Exception {
        try (InspectorClient client = start()) {
            client.command("Runtime.enable");
            client.command("Debugger.enable");
            client.command("Runtime.runIfWaitingForDebugger");
            JsonObject script = client.script("/primes/entry");
            Pause first = client.paused();
            assertEquals(0, first.line());
            assertEquals("0x100e8", client.variable(first, 0, "pc"));

            String source = client.source(script);
            assertEquals(
                    "   100e8:  4a51      c.li s4,20",
                    source.lines().findFirst().orElseThrow());
            int loop = lineOf(source, "02528333  mul t1,t0,t0");

            Pause second = client.after("Debugger.stepInto");
            assertEquals(1, second.line());
            assertEquals("0x100ea", client.variable(second, 0, "pc"));
            assertEquals("0x14", client.variable(second, 0, "s4"));
            assertEquals("0x0", client.variable(second, 0, "fcsr"));

            JsonObject breakpoint = client.command(
                    "Debugger.setBreakpointByUrl", "url", script.get("url").getAsString(), "lineNumber", loop);
            assertEquals(1, breakpoint.getAsJsonArray("locations").size(), "the breakpoint is bound");
            String id = breakpoint.get("breakpointId").getAsString();
            Pause hit = client.after("Debugger.resume");
            assertEquals(loop, hit.line());
            assertEquals(id, hit.hitBreakpoints().get(0).getAsString());
            assertEquals("0x2", client.variable(hit, 0, "t0"));
            client.command("Debugger.removeBreakpoint", "breakpointId", id);
            // So many rounds that the guest still runs when the pause reaches it, however late that is.
            assertEquals("0x7fffffff", client.evaluate(hit, "s4 = 0x7fffffff"));
            client.goOn("Debugger.resume");
            Pause pause = client.pause();
            // The last of the rounds: otherwise they would take a while.
            assertEquals("0x1", client.evaluate(pause, "s4 = 3 - 2"));
            assertEquals("0x1", client.variable(pause, 0, "s4"));
            client.command("Debugger.resume");
            assertEnds();
        }
    }

    @Test
    void samplerNamesFunctions() throws Exception {
        Path errors = directory.resolve("errors");
        Process guest = new ProcessBuilder(POLYGLOT.toString(), "--cpusampler", PRIMES.toString())
                .redirectOutput(output().toFile())
                .redirectError(errors.toFile())
                .start();
        process = guest;
        assertTrue(guest.waitFor(2, TimeUnit.MINUTES), "the guest does not end");
        String histogram = Files.readString(output());
        assertTrue(histogram.startsWith("3245\n"), histogram);
        assertTrue(histogram.lines().anyMatch(line -> line.matches(" entry .*/primes/entry~1-35:.*")), histogram);
        assertEquals("", Files.readString(errors));
    }

    @Test
    void nothingOfItIsLoadedWhileNobodyIsAttached() throws Exception {
        Path log = directory.resolve("classes");
        Process guest = new ProcessBuilder(
                        POLYGLOT.toString(),
                        "--vm.Xlog:class+load:file=" + log,
                        "--inspect=0",
                        "--inspect.Suspend=false",
                        PRIMES.toString())
                .redirectOutput(output().toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        process = guest;
        assertEnds();
        String classes = Files.readString(log);
        assertTrue(classes.contains("com.oracle.truffle.tools.chromeinspector."));
        assertTrue(classes.contains("org.graftvm.engine.Interpreter "));
        assertFalse(classes.contains("org.graftvm.engine.debug."));
    }
}
