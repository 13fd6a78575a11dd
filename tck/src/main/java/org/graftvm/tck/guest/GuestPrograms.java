package org.graftvm.tck.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.graftvm.tck.process.GuestCommand;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/** The guest test programs, built where a cross compiler is, and the prebuilt few. */
public final class GuestPrograms {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

    /**
     * Programs whose transcript is of the host's kernel: under qemu-user a child of vfork has memory of its own, execve starts
     * programs of the host, and SA_NOCLDWAIT does nothing. Its control messages lose what does not fit, and it
     * knows not all ioctls and flags of sockets. Attachments of System V memory may not overlap there, and openat2 has no scope.
     */
    static final Set<String> BEYOND_QEMU =
            Set.of("inet", "ipc", "openat2", "processes", "procnet", "ptrace", "terminal", "timers", "unix");

    private final Path module;

    /** @param module the directory of the {@code tck} module */
    public GuestPrograms(Path module) {
        this.module = module.toAbsolutePath().normalize();
    }

    /** Whether a cross compiler for RISC-V is there. */
    public boolean canBuild() {
        return canBuild(GuestIsa.RISCV);
    }

    /** Whether a compiler for {@code isa} is there, be it the host's own. */
    public boolean canBuild(GuestIsa isa) {
        return isInstalled(isa.machine() + "-linux-gnu-gcc") && isInstalled("make");
    }

    private static boolean isInstalled(String command) {
        return GuestRunner.findOnPath(command).isPresent();
    }

    /** Builds what is out of date of the programs for RISC-V. */
    public void build() throws IOException {
        build("all");
    }

    /** Builds what is out of date of the programs for another instruction set. */
    public void build(GuestIsa isa) throws IOException {
        build(isa.machine());
    }

    private void build(String target) throws IOException {
        Path sources = module.resolve("src/guest");
        Timed make = TimedProcess.run(
                List.of("make", "-s", "-j2", "-C", sources.toString(), "OUT=" + module.resolve("target/guest"), target),
                BUILD_LIMIT);
        if (make.status() != 0) {
            throw new IOException("make failed in " + sources + "\n" + make.errors());
        }
    }

    /** What was built of one name for RISC-V: {@code static}, {@code dynamic}, {@code asm} and {@code pie} variants. */
    public List<Path> variants(String name) {
        return variants(module.resolve("target/guest"), name);
    }

    /** What was built of one name for another instruction set. */
    public List<Path> variants(GuestIsa isa, String name) {
        return variants(module.resolve("target/guest").resolve(isa.machine()), name);
    }

    private static List<Path> variants(Path built, String name) {
        List<Path> found = new ArrayList<>();
        for (String kind : List.of("static", "dynamic", "asm", "pie")) {
            Path file = built.resolve(kind).resolve(name);
            if (Files.exists(file)) {
                found.add(file);
            }
        }
        return found;
    }

    /** A prebuilt guest for RISC-V. */
    public Path prebuilt(String name) {
        return module.resolve("src/guest/prebuilt/riscv64").resolve(name);
    }

    /** Where the cross compiler's own C library for RISC-V is, the root for dynamically linked variants. */
    public static Path crossRoot() {
        return crossRoot(GuestIsa.RISCV);
    }

    /** The root for dynamically linked variants of an instruction set that is not the host's. */
    public static Path crossRoot(GuestIsa isa) {
        return Path.of("/usr/" + isa.machine() + "-linux-gnu");
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
