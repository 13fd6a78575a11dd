package org.graftvm.tck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/** The benchmark programs in {@code tck/src/bench}, built for the host and the guest. */
final class Programs {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(3);
    private final Path sources;
    private final Path binaries;

    private final GuestIsa guest;

    private Programs(Path sources, Path binaries, GuestIsa guest) {
        this.sources = sources;
        this.binaries = binaries;
        this.guest = guest;
    }

    /**
     * Builds what is out of date.
     *
     * @throws IOException if a compiler is missing or fails, with its message
     */
    static Programs build(Path root, GuestIsa guest) throws IOException {
        Programs programs = of(root, guest);
        programs.make("-s", "OUT=" + programs.binaries, "GUEST=" + guest.machine());
        return programs;
    }

    /** The same programs, not built. */
    static Programs of(Path root, GuestIsa guest) {
        return new Programs(root.resolve("tck/src/bench/c"), root.resolve("tck/target/bench"), guest);
    }

    /** Whether this machine has what it takes to compare: a compiler for the guest, and its qemu. */
    static boolean possible(GuestIsa guest) {
        return GuestRunner.findOnPath(guest.machine() + "-linux-gnu-gcc").isPresent()
                && findQemu(guest).isPresent();
    }

    private Timed make(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("make", "-C", sources.toString()));
        command.addAll(List.of(arguments));
        Timed make = TimedProcess.run(command, BUILD_LIMIT);
        if (make.status() != 0) {
            throw new IOException("make failed in " + sources + "\n" + make.errors());
        }
        return make;
    }

    List<String> names() throws IOException {
        return List.of(make("-s", "--no-print-directory", "list", "GUEST=" + guest.machine())
                .lines()
                .getFirst()
                .split(" "));
    }

    Path host(String name) {
        return binaries.resolve("native").resolve(name);
    }

    Path guest(String name) {
        return binaries.resolve(guest.machine()).resolve(name);
    }

    /** The qemu-user to compare with, or nothing where none is installed. */
    static Optional<String> findQemu(GuestIsa guest) {
        return GuestRunner.findOnPath("qemu-" + guest.machine()).map(Path::toString);
    }

    /** The qemu-user to compare with. */
    static String qemu(GuestIsa guest) throws IOException {
        return findQemu(guest).orElseThrow(() -> new IOException("no qemu-" + guest.machine() + " on the PATH"));
    }

    static Rounds rounds(List<String> command, int rounds) throws IOException {
        return rounds(command, rounds, List.of());
    }

    static Rounds rounds(List<String> command, int rounds, List<String> more) throws IOException {
        List<String> line = new java.util.ArrayList<>(command);
        line.add(Integer.toString(rounds));
        line.addAll(more);
        return Rounds.of(TimedProcess.run(line, Settings.LIMIT));
    }
}
