package org.graftvm.tck.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/**
 * The Debian root of the tests: the folder that the system property {@code graft.sysroot} or the environment's
 * {@code GRAFT_SYSROOT} names, or one that {@code ../shared/tools/rootfs.sh} beside the checkout unpacks into
 * {@code target}, once.
 */
final class Sysroot {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final List<String> PACKAGES = List.of(
            "busybox-static",
            "bash",
            "dash",
            "coreutils",
            "python3",
            "perl",
            "lua5.4",
            "sqlite3",
            "xz-utils",
            "zstd",
            "gzip",
            "bzip2",
            "openssl",
            "bc",
            "dc",
            "gawk",
            "mawk",
            "jq",
            "grep",
            "sed",
            "findutils",
            "diffutils",
            "file",
            "m4",
            "tar",
            "ripgrep",
            "age",
            "libc6");

    private Sysroot() {}

    /** The root, or nothing where there is none and none can be made. */
    static Optional<Path> find() throws IOException {
        String given = System.getProperty("graft.sysroot", System.getenv().getOrDefault("GRAFT_SYSROOT", ""));
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given).toAbsolutePath());
        }
        Path made = Path.of("target/sysroot/riscv64").toAbsolutePath();
        Path complete = made.resolve("etc/graft-sysroot");
        Path script = Path.of("../../shared/tools/rootfs.sh").toAbsolutePath().normalize();
        if (!Files.exists(complete)
                && Files.exists(script)
                && GuestRunner.findOnPath("apt-get").isPresent()) {
            Files.createDirectories(made);
            List<String> command = new ArrayList<>(List.of("bash", script.toString(), "riscv64", made.toString()));
            command.addAll(PACKAGES);
            Timed unpacking = TimedProcess.run(command, LIMIT);
            if (unpacking.status() != 0) {
                System.err.println("no Debian sysroot: " + script + " failed: " + unpacking.errors());
                return Optional.empty();
            }
            Files.createFile(complete);
        }
        return Files.exists(complete) ? Optional.of(made) : Optional.empty();
    }
}
