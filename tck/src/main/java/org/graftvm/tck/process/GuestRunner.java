package org.graftvm.tck.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Something that runs guest programs: qemu-user, the launcher, or an engine in this JVM. */
@FunctionalInterface
public interface GuestRunner {
    /** The whole environment of every guest, so that results do not depend on who runs the tests. */
    Map<String, String> ENVIRONMENT = Map.of(
            "PATH",
            "/usr/bin:/bin",
            "LC_ALL",
            "C.UTF-8",
            "TZ",
            "UTC",
            "HOME",
            "/root",
            "GRAFT_TEST",
            "value",
            "PYTHONDONTWRITEBYTECODE",
            "1",
            "PYTHONHASHSEED",
            "0");

    Outcome run(GuestCommand command) throws IOException;

    /** The installed qemu-user with a guest root, or nothing where there is none. */
    static Optional<GuestRunner> qemu(GuestIsa guest, Path sysroot) {
        return findOnPath("qemu-" + guest.machine())
                .map(qemu -> prefixed(List.of(qemu.toString(), "-L", sysroot.toString()), ENVIRONMENT));
    }

    /** The host itself, for programs of its own. */
    static GuestRunner host() {
        return prefixed(List.of(), ENVIRONMENT);
    }

    /** Runs every program as a host process, with {@code prefix} in front of it. */
    static GuestRunner prefixed(List<String> prefix, Map<String, String> environment) {
        return command -> {
            List<String> line = new ArrayList<>(prefix);
            line.add(command.program().toString());
            line.addAll(command.arguments());
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(command.directory().toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return run(builder, command.input());
        };
    }

    private static Outcome run(ProcessBuilder builder, String input) throws IOException {
        Process process = builder.start();
        CompletableFuture<byte[]> output = new CompletableFuture<>();
        CompletableFuture<byte[]> errors = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> drain(process.getInputStream(), output));
        Thread.ofVirtual().start(() -> drain(process.getErrorStream(), errors));
        try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException ignored) {
            // The program ended without reading its input.
        }
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end after " + LIMIT.toSeconds() + " s: " + builder.command());
            }
            return Outcome.of(process.exitValue(), output.join(), errors.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Longest run of one program. */
    Duration LIMIT = Duration.ofMinutes(3);

    private static void drain(java.io.InputStream stream, CompletableFuture<byte[]> bytes) {
        try (stream) {
            bytes.complete(stream.readAllBytes());
        } catch (IOException e) {
            bytes.completeExceptionally(e);
        }
    }

    /** First executable file of that name on the PATH. */
    static Optional<Path> findOnPath(String name) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(directory, name);
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
