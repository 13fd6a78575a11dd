package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graftvm.tck.guest.GuestPrograms;
import org.junit.jupiter.api.Test;

/** The example of the README does what the README says. */
class EmbeddingTest {
    private static final Path GUEST = Path.of("src/guest/prebuilt/riscv64/echo");

    // README: begin
    static int run(File program, OutputStream output, String... arguments) throws IOException {
        try (Context context = Context.newBuilder("riscv")
                .arguments("riscv", arguments)
                .out(output)
                .build()) {
            context.eval(Source.newBuilder("riscv", program).build());
            return 0;
        } catch (PolyglotException end) {
            if (end.isExit()) {
                return end.getExitStatus();
            }
            throw end;
        }
    }
    // README: end

    @Test
    void guestRunsInAContextWithoutAnyPermission() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertEquals(3, run(GUEST.toFile(), output, "one", "two"));
        assertEquals("one\ntwo\n", output.toString(StandardCharsets.UTF_8));
    }

    /** Without the permission for threads there are neither threads nor processes, and nothing is left of the attempt. */
    @Test
    void guestMayHaveNoOtherThread() throws IOException {
        GuestPrograms programs = new GuestPrograms(Path.of(""));
        assumeTrue(programs.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        programs.build();
        File program = programs.variants("refused").getFirst().toFile();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertEquals(0, run(program, output));
        assertEquals("""
                fork: Resource temporarily unavailable
                pthread_create: Resource temporarily unavailable
                read: 0
                wait: No child processes
                """, output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void readmeShowsThisExample() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/graftvm/tck/command/EmbeddingTest.java"));
        int begin = source.indexOf("    // README: begin\n") + "    // README: begin\n".length();
        // Without the line end: stripIndent counts an empty last line as one without indentation.
        String example = source.substring(begin, source.indexOf("    // README: end"))
                .stripTrailing()
                .stripIndent();
        assertTrue(Files.readString(Path.of("../README.md")).contains(example));
    }
}
