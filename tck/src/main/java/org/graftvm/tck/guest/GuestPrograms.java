package org.graftvm.tck.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.graftvm.tck.process.GuestCommand;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/** The guest test programs, built where a cross compiler is, and the prebuilt few. */
public final class GuestPrograms {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final String COMPILER = "riscv64-linux-gnu-gcc";

    private final Path module;

    /** @param module the directory of the {@code tck} module */
    public GuestPrograms(Path module) {
        this.module = module.toAbsolutePath().normalize();
    }

    /** Whether a cross compiler is there. */
    public boolean canBuild() {
        return GuestRunner.findOnPath(COMPILER).isPresent()
                && GuestRunner.findOnPath("make").isPresent();
    }

    /** Builds what is out of date. */
    public void build() throws IOException {
        Path sources = module.resolve("src/guest");
        Timed make = TimedProcess.run(
                List.of("make", "-s", "-j2", "-C", sources.toString(), "OUT=" + module.resolve("target/guest")),
                BUILD_LIMIT);
        if (make.status() != 0) {
            throw new IOException("make failed in " + sources + "\n" + make.errors());
        }
    }

    /** What was built of one name: {@code static}, {@code dynamic}, {@code asm} and {@code pie} variants. */
    public List<Path> variants(String name) {
        List<Path> found = new ArrayList<>();
        for (String kind : List.of("static", "dynamic", "asm", "pie")) {
            Path file = module.resolve("target/guest").resolve(kind).resolve(name);
            if (Files.exists(file)) {
                found.add(file);
            }
        }
        return found;
    }

    public Path prebuilt(String name) {
        return module.resolve("src/guest/prebuilt/riscv64").resolve(name);
    }

    /** Where the cross compiler's own C library is, the root for dynamically linked variants. */
    public static Path crossRoot() {
        return Path.of("/usr/riscv64-linux-gnu");
    }

    /** All transcripts, by name. */
    public List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("src/guest/transcripts"))) {
            return files.sorted().toList();
        }
    }

    /** The command of a step; {@code $TMP} in it becomes a name in {@code directory}. */
    public static GuestCommand command(Transcript.Step step, Path program, Path directory) {
        List<String> arguments = step.arguments().stream()
                .map(argument -> argument.replace("$TMP", "scratch"))
                .toList();
        return new GuestCommand(program, arguments, step.input(), directory);
    }
}
