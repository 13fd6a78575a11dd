package org.graftvm.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes {@code lib/graft.aot} of a distribution: the classes, links and method profiles of training runs, which later
 * starts map instead of working them out again. The JDK's own tool does it ({@code -XX:AOTCacheOutput}, JEP 514).
 *
 * <p>{@link Training} runs the guests in {@code lib/training}; a distribution without any has no cache and starts slower. A cache that does not belong to the jars beside it is ignored by the JVM, so nothing but speed depends on it.
 */
public final class StartupCache {
    /** The JVM (25.0.3) that assembles the cache dies without a word in about one of five runs. */
    private static final int ATTEMPTS = 6;

    private StartupCache() {}

    /**
     * @param arguments the distribution's directory
     * @throws IOException if the training run cannot be started, or leaves no cache
     * @throws InterruptedException if interrupted while it runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path distribution = Path.of(arguments[0]).toAbsolutePath();
        Path training = distribution.resolve("lib/training");
        if (!Files.isDirectory(training)) {
            return;
        }
        List<Path> guests;
        try (Stream<Path> files = Files.list(training)) {
            guests = files.filter(Files::isExecutable).sorted().toList();
        }
        Path cache = distribution.resolve("lib/graft.aot");
        if (guests.isEmpty() || isFresh(cache, distribution.resolve("lib"))) {
            return;
        }
        Files.deleteIfExists(cache);
        Path log = distribution.resolve("lib/training.log");
        Path fresh = distribution.resolve("lib/graft.aot.new");
        for (int attempt = 0; attempt < ATTEMPTS && !train(distribution, training, fresh, log); attempt++) {
            Files.deleteIfExists(distribution.resolve("lib/graft.aot.new.config"));
        }
        if (!Files.exists(fresh)) {
            throw new IOException("no cache from " + ATTEMPTS + " training runs, see " + log);
        }
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    /** One training run; whether it left a cache. */
    private static boolean train(Path distribution, Path training, Path fresh, Path log)
            throws IOException, InterruptedException {
        Files.deleteIfExists(fresh);
        ProcessBuilder run =
                new ProcessBuilder(distribution.resolve("bin/polyglot").toString(), training.toString());
        run.environment().put("GRAFT_AOT_CACHE_OUTPUT", fresh.toString());
        run.redirectErrorStream(true).redirectOutput(log.toFile());
        return run.start().waitFor() == 0 && Files.exists(fresh);
    }

    /** Whether the cache is younger than every jar it was made from. */
    private static boolean isFresh(Path cache, Path lib) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        try (Stream<Path> jars = Files.walk(lib)) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(cache)) > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
