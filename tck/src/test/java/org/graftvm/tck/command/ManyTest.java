package org.graftvm.tck.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.graftvm.tck.guest.GuestPrograms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many processes, threads and sockets, and nothing of them that stays. {@code -Dgraft.rounds=N} soaks for longer. */
class ManyTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    /** Rounds until everything that is kept for later has been made: threads of pools, classes of the guest's code. */
    private static final int FIRST = 20;

    private static final int ROUNDS = Integer.getInteger("graft.rounds", 60);
    private static final long MEBI = 1 << 20;

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "needs Linux");
        assumeTrue(PROGRAMS.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        PROGRAMS.build();
    }

    private static int run(InputStream input, OutputStream output, String... arguments) throws IOException {
        try (Context context = Context.newBuilder("riscv")
                .allowIO(IOAccess.ALL)
                .allowCreateThread(true)
                .allowNativeAccess(true)
                .option("riscv.tiers", "classes")
                .in(input)
                .out(output)
                .arguments("riscv", arguments)
                .build()) {
            context.eval(Source.newBuilder(
                            "riscv", PROGRAMS.variants("many").getFirst().toFile())
                    .build());
            return 0;
        } catch (PolyglotException end) {
            if (end.isExit()) {
                return end.getExitStatus();
            }
            throw end;
        }
    }

    @Test
    @Timeout(240)
    void thousandsAtOnce() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertEquals(0, run(InputStream.nullInputStream(), output, "1000", "200", "2000", "10000"));
        assertEquals("""
                1000 processes one after another
                200 processes at once
                2000 threads at once
                10000 sockets in epoll
                """, output.toString(StandardCharsets.UTF_8));
    }

    /** What the JVM holds. @param areas mappings of the host's process @param heap bytes of live objects */
    private record Holdings(long descriptors, int threads, long areas, long heap) {
        static Holdings now() throws IOException {
            MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
            memory.gc();
            memory.gc();
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
                    Stream<String> areas = Files.lines(Path.of("/proc/self/maps"))) {
                return new Holdings(
                        descriptors.count(),
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        areas.count(),
                        memory.getHeapMemoryUsage().getUsed());
            }
        }
    }

    @Test
    @Timeout(240)
    void nothingStaysOfASoak() throws Exception {
        PipedOutputStream requests = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(requests);
        PipedOutputStream output = new PipedOutputStream();
        int[] status = {-1};
        try (BufferedReader rounds =
                new BufferedReader(new InputStreamReader(new PipedInputStream(output), StandardCharsets.UTF_8))) {
            Thread guest = Thread.ofPlatform().start(() -> {
                try (output) {
                    status[0] = run(input, output);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            soak(requests, rounds, 0, FIRST);
            Holdings before = Holdings.now();
            soak(requests, rounds, FIRST, ROUNDS);
            Holdings after = Holdings.now();
            requests.close();
            guest.join();
            assertEquals(0, status[0]);
            System.out.println("ManyTest: " + ROUNDS + " rounds, " + before + ", then " + after);
            String both = before + " " + after;
            assertTrue(after.descriptors() <= before.descriptors() + 2, both);
            assertTrue(after.threads() <= before.threads() + 2, both);
            // Arenas of malloc and the compiler's code make some areas in the first minutes; a window of a guest is one
            // or more.
            assertTrue(after.areas() <= before.areas() + 20 + ROUNDS / 100, both);
            assertTrue(after.heap() <= before.heap() + 8 * MEBI, both);
        }
    }

    private static void soak(OutputStream requests, BufferedReader rounds, int done, int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            requests.write('.');
            requests.flush();
            assertEquals("round " + (done + i), rounds.readLine());
        }
    }
}
