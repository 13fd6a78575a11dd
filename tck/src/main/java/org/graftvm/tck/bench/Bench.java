package org.graftvm.tck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The benchmark command, started by {@code tck/bench}: builds the kernels for host and guest, runs them native, under
 * qemu-user and under Graft, and prints the comparison as Markdown.
 */
public final class Bench {
    /** Launcher option that turns guest compilation off. */
    private static final List<String> INTERPRETER_ONLY = List.of("--riscv.tiers=interpreter");

    private Bench() {}

    /** See {@link Settings#USAGE}; the system property {@code graft.root} names the checkout. */
    @SuppressWarnings("checkstyle:RegexpSingleline") // a command of its own, beside the launcher
    public static void main(String[] arguments) throws IOException {
        Path root =
                Path.of(System.getProperty("graft.root", ".")).toAbsolutePath().normalize();
        if (List.of(arguments).contains("--help")) {
            System.out.println(Settings.USAGE);
            return;
        }
        if (List.of(arguments).contains("--list")) {
            System.out.println(String.join("\n", Programs.build(root).names()));
            return;
        }
        try {
            Settings settings = Settings.parse(root, arguments);
            String report = report(settings);
            System.out.println(report);
            if (settings.output().isPresent()) {
                Files.writeString(settings.output().get(), report + "\n");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "\n" + Settings.USAGE);
            System.exit(2);
        }
    }

    private static String report(Settings settings) throws IOException {
        StringBuilder report = new StringBuilder(Host.describe(settings)).append('\n');
        Programs programs = Programs.build(settings.root());
        if (settings.includes(Settings.Mode.KERNELS)) {
            String qemu = Programs.qemu().orElseThrow(() -> new IOException("no qemu-riscv64 on the PATH"));
            report.append("\n## Kernels\n\n").append(new KernelBenchmark(settings, programs, qemu).run());
        }
        OptionBenchmark options = new OptionBenchmark(settings, programs);
        if (settings.includes(Settings.Mode.INTERPRETER)) {
            report.append("\n## Interpreter\n\n").append(options.interpreter(INTERPRETER_ONLY, 6));
        }
        if (settings.includes(Settings.Mode.TOOLS)) {
            report.append("\n## Debugger\n\n").append(options.tools(settings.rounds()));
        }
        if (settings.includes(Settings.Mode.START)) {
            report.append("\n## Start\n\n").append(new StartBenchmark(settings).run());
        }
        if (settings.includes(Settings.Mode.DEBIAN)) {
            report.append("\n## Debian programs\n\n").append(new DebianBenchmark(settings).run());
        }
        return report.toString();
    }
}
