package org.graftvm.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the start-up cache of a distribution: the classes of training runs, as later starts map them instead of loading,
 * verifying and linking them again. The JDK's class data sharing does it, in two layers:
 *
 * <ul>
 *   <li>{@code lib/graft-start.jsa} has what every guest of the most usual instruction set needs, loaded and linked before {@code main} runs and with its
 *       lambdas in place ({@code -XX:+AOTClassLinking}, JEP 483). Each class in it costs every start 8 microseconds.
 *   <li>{@code lib/graft.jsa} on top of it has what only some guests need: other instruction sets, and most of it the Graal
 *       compiler's. Those classes are loaded when they are used.
 * </ul>
 *
 * <p>The guests in {@code lib/training} are the training; a distribution without any has no cache and starts slower. A
 * cache that was made in another folder is ignored by the JVM, and one that is older than a jar by {@code bin/polyglot}, so
 * nothing but speed depends on it.
 *
 * <p>A class in the cache may have been verified against one that is not: at each start the JVM then takes the other one
 * out of its jar before anything runs, which costs more than the rest. The first layer is made again with what was missing.
 */
public final class StartupCache {
    /** One is enough, see {@code awaitCompiler} of {@link Training}; no build should fail over a start's speed. */
    private static final int ATTEMPTS = 3;

    /** The second round lacks nothing as a rule. */
    private static final int ROUNDS = 3;

    /** Says where the cache was made: in a copy of the distribution it is of no use. */
    private static final String FOLDER = "training.folder";

    private static final String LAUNCHER = "GuestLauncher";

    private final Path distribution;
    private final Path lib;
    private final Path start;
    private final List<Path> guests;

    private StartupCache(Path distribution, List<Path> guests) {
        this.distribution = distribution;
        this.lib = distribution.resolve("lib");
        this.start = lib.resolve("graft-start.jsa");
        // The first layer is loaded by every start, so only the first instruction set's classes are in it.
        this.guests = guests.stream()
                .filter(guest ->
                        Objects.equals(guest.getParent(), guests.getFirst().getParent()))
                .toList();
    }

    /**
     * @param arguments the distribution's directory
     * @throws IOException if a training run cannot be started, or leaves no cache
     * @throws InterruptedException if interrupted while it runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path distribution = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path training = distribution.resolve("lib/training");
        if (!Files.isDirectory(training)) {
            return;
        }
        List<Path> guests = guests(training);
        Path cache = distribution.resolve("lib/graft.jsa");
        if (guests.isEmpty() || isFresh(cache, distribution.resolve("lib"))) {
            return;
        }
        Files.deleteIfExists(cache);
        Files.writeString(
                distribution.resolve("lib").resolve(FOLDER),
                distribution.resolve("lib").toString());
        new StartupCache(distribution, guests).make(training, cache);
    }

    /** The guests in a directory, and those in directories in it. */
    static List<Path> guests(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        }
    }

    private void make(Path training, Path cache) throws IOException, InterruptedException {
        Set<String> classes = new LinkedHashSet<>();
        for (Path guest : guests) {
            classes.addAll(loaded(guest));
        }
        for (int round = 0; round < ROUNDS; round++) {
            makeStart(classes);
            train(training, cache);
            Set<String> missing = new TreeSet<>();
            for (Path guest : guests) {
                missing.addAll(missing(guest));
            }
            if (!classes.addAll(missing)) {
                break;
            }
        }
    }

    /** What a guest loads that is never compiled by Graal, in the JVM's notation: classes, lambdas, resolved constants. */
    private List<String> loaded(Path guest) throws IOException, InterruptedException {
        Path list = lib.resolve("training.classes");
        polyglot(LAUNCHER, "--vm.Xshare:off", "--vm.XX:DumpLoadedClassList=" + list, "--tiers=classes", guest);
        try (Stream<String> lines = Files.lines(list)) {
            // Numbers are for classes of other loaders only, and lists of several runs have the same ones.
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceFirst(" id: \\d+$", ""))
                    .toList();
        } finally {
            Files.delete(list);
        }
    }

    /** Makes the first layer. */
    private void makeStart(Set<String> classes) throws IOException, InterruptedException {
        Path list = Files.write(lib.resolve("training.classes"), classes);
        Files.deleteIfExists(start);
        polyglot(
                LAUNCHER,
                "--vm.Xshare:dump",
                "--vm.XX:+AOTClassLinking",
                "--vm.XX:SharedClassListFile=" + list,
                "--vm.XX:SharedArchiveFile=" + start);
        Files.delete(list);
    }

    /** Makes the second layer, with a few attempts. */
    private void train(Path training, Path cache) throws IOException, InterruptedException {
        Path fresh = lib.resolve("graft.jsa.new");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Files.deleteIfExists(fresh);
            int status = polyglot(
                    "Training",
                    "--vm.XX:SharedArchiveFile=" + start,
                    "--vm.XX:ArchiveClassesAtExit=" + fresh,
                    training);
            if (status == 0 && Files.exists(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        }
        throw new IOException("no cache from " + ATTEMPTS + " training runs, see " + log());
    }

    /** Classes that a run takes out of jars or the image although there is a cache. */
    private List<String> missing(Path guest) throws IOException, InterruptedException {
        Path loaded = lib.resolve("training.loaded");
        polyglot("", "--vm.Xlog:class+load:file=" + loaded + ":none", "--tiers=classes", guest);
        if (!Files.exists(loaded)) {
            throw new IOException("no run with the new cache, see " + log());
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains(" source: file:") || line.contains(" source: jrt:"))
                    .map(line -> line.substring(0, line.indexOf(' ')).replace('.', '/'))
                    .toList();
        } finally {
            Files.delete(loaded);
        }
    }

    private Path log() {
        return lib.resolve("training.log");
    }

    /**
     * Runs the distribution's command.
     *
     * @param main simple name of the class to run, without a cache; or "" for what a user has
     */
    private int polyglot(String main, Object... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(distribution.resolve("bin/polyglot").toString());
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        ProcessBuilder run = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log().toFile());
        run.environment().put("GRAFT_TRAINING", main);
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
