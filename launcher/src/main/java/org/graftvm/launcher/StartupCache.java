package org.graftvm.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes {@code lib/graft.aot} of a distribution: the classes, links and method profiles of training runs, which later
 * starts map instead of working them out again. The JDK's own tool does it ({@code -XX:AOTCacheOutput}, JEP 514).
 *
 * <p>{@link Training} runs the guests in {@code lib/training}; a distribution without any has no cache and starts slower.
 * A cache that was made in another folder is ignored by the JVM, and one that is older than a jar by {@code bin/polyglot},
 * so nothing but speed depends on it.
 *
 * <p>A class in the cache may have been verified against one that is not: at each start the JVM then takes the other one
 * out of its jar before anything runs, which costs more than the rest. Training is repeated with what was missing.
 */
public final class StartupCache {
    /** One is enough, see {@code awaitCompiler} of {@link Training}; no build should fail over a start's speed. */
    private static final int ATTEMPTS = 3;

    /** The second round lacks nothing as a rule. */
    private static final int ROUNDS = 3;

    /** Says where the cache was made: in a copy of the distribution it is of no use. */
    private static final String FOLDER = "training.folder";

    private StartupCache() {}

    /**
     * @param arguments the distribution's directory
     * @throws IOException if the training run cannot be started, or leaves no cache
     * @throws InterruptedException if interrupted while it runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path distribution = Path.of(arguments[0]).toAbsolutePath().normalize();
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
        Files.writeString(
                distribution.resolve("lib").resolve(FOLDER),
                distribution.resolve("lib").toString());
        Path classes = Files.writeString(training.resolve(Training.CLASSES), "");
        for (int round = 0; round < ROUNDS; round++) {
            train(distribution, training, cache);
            Set<String> missing = new TreeSet<>();
            for (Path guest : guests) {
                missing.addAll(missing(distribution, guest));
            }
            if (missing.isEmpty()) {
                break;
            }
            Files.write(classes, missing, StandardOpenOption.APPEND);
        }
    }

    /** Makes the cache anew, with a few attempts. */
    private static void train(Path distribution, Path training, Path cache) throws IOException, InterruptedException {
        Path log = distribution.resolve("lib/training.log");
        Path fresh = distribution.resolve("lib/graft.aot.new");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(distribution.resolve("lib/graft.aot.new.config"));
            int status = polyglot(distribution, log, Map.of("GRAFT_AOT_CACHE_OUTPUT", fresh.toString()), training);
            if (status == 0 && Files.exists(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        }
        throw new IOException("no cache from " + ATTEMPTS + " training runs, see " + log);
    }

    /** Classes that a run takes out of jars or the image although there is a cache. */
    private static List<String> missing(Path distribution, Path guest) throws IOException, InterruptedException {
        Path loaded = distribution.resolve("lib/training.loaded");
        Path output = distribution.resolve("lib/training.output");
        polyglot(distribution, output, Map.of(), "--vm.Xlog:class+load:file=" + loaded + ":none", guest);
        if (!Files.exists(loaded)) {
            throw new IOException("no run with the new cache, see " + output);
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains(" source: file:") || line.contains(" source: jrt:"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
        } finally {
            Files.delete(loaded);
            Files.delete(output);
        }
    }

    /** Runs the distribution's command. */
    private static int polyglot(Path distribution, Path output, Map<String, String> environment, Object... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(distribution.resolve("bin/polyglot").toString());
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        ProcessBuilder run = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        run.environment().putAll(environment);
        return run.start().waitFor();
    }

    /** Whether the cache was made here and is younger than every jar it was made from. */
    private static boolean isFresh(Path cache, Path lib) throws IOException {
        Path folder = lib.resolve(FOLDER);
        if (!Files.exists(cache)
                || !Files.exists(folder)
                || !Files.readString(folder).equals(lib.toString())) {
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
