package org.graftvm.tck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graftvm.tck.process.GuestIsa;

/**
 * The benchmark command, started by {@code tck/bench}: builds the kernels for host and guests, runs them native, under
 * qemu-user and under Graft, and prints the comparison as Markdown.
 */
public final class Bench {
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
            System.out.println(
                    String.join("\n", Programs.of(root, GuestIsa.RISCV).names()));
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
        for (GuestIsa guest : settings.guests()) {
            report(settings, guest, report);
        }
        return report.toString();
    }

    private static void report(Settings settings, GuestIsa guest, StringBuilder report) throws IOException {
        String title = "\n## %s of " + guest.machine() + "\n\n";
        Programs programs = Programs.build(settings.root(), guest);
        if (settings.includes(Settings.Mode.KERNELS)) {
            report.append(title.formatted("Kernels"))
                    .append(new KernelBenchmark(settings, programs, Programs.qemu(guest)).run());
        }
        OptionBenchmark options = new OptionBenchmark(settings, programs);
        if (settings.includes(Settings.Mode.INTERPRETER)) {
            List<String> interpreterOnly = List.of("--" + guest.isa().name() + ".tiers=interpreter");
            report.append(title.formatted("Interpreter")).append(options.interpreter(interpreterOnly, 6));
        }
        if (settings.includes(Settings.Mode.TOOLS)) {
            report.append(title.formatted("Debugger")).append(options.tools(settings.rounds()));
        }
        if (settings.includes(Settings.Mode.START)) {
            report.append(title.formatted("Start")).append(new StartBenchmark(settings, guest).run());
        }
        if (settings.includes(Settings.Mode.DEBIAN)) {
            report.append(title.formatted("Debian programs")).append(new DebianBenchmark(settings, guest).run());
        }
    }
}
