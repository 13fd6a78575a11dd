package org.graftvm.tck.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command, notes when each line of its output arrives, and watches its memory. The readers have
 * threads of their own, because a pool with fewer threads than there are pipes would let the command block on a full one.
 */
public final class TimedProcess {
    private static final Duration SAMPLE = Duration.ofMillis(25);

    private TimedProcess() {}

    /**
     * Runs a command with an empty standard input.
     *
     * @throws IOException if it cannot be started, or does not end within {@code limit}
     */
    public static Timed run(List<String> command, Duration limit) throws IOException {
        return run(new ProcessBuilder(command), limit);
    }

    public static Timed run(ProcessBuilder builder, Duration limit) throws IOException {
        if (builder.redirectInput() == ProcessBuilder.Redirect.PIPE) {
            builder.redirectInput(new java.io.File("/dev/null"));
        }
        long start = System.nanoTime();
        Process process = builder.start();
        CompletableFuture<String> errors =
                CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), Thread::startVirtualThread);
        List<String> lines = new ArrayList<>();
        List<Duration> arrivals = new ArrayList<>();
        CompletableFuture<Void> output = CompletableFuture.runAsync(
                () -> readLines(process, start, lines, arrivals), Thread::startVirtualThread);
        try {
            long peak = 0;
            while (!process.waitFor(SAMPLE.toMillis(), TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, residentPeak(process.pid()));
                if (System.nanoTime() - start > limit.toNanos()) {
                    process.destroyForcibly();
                    throw new IOException("no end after " + limit.toSeconds() + " s: " + builder.command());
                }
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            output.join();
            return new Timed(process.exitValue(), lines, arrivals, wall, peak, errors.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void readLines(Process process, long start, List<String> lines, List<Duration> arrivals) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                arrivals.add(Duration.ofNanos(System.nanoTime() - start));
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readAll(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel's own high-water mark, so that sampling misses only growth in the last moments. */
    private static long residentPeak(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // ended in between, or a host without /proc
        }
    }
}
