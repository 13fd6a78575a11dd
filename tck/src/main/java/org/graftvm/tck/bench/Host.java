package org.graftvm.tck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.graftvm.tck.process.TimedProcess;

/** What the figures were measured on. */
final class Host {
    private Host() {}

    static String describe(Settings settings) throws IOException {
        return "Measured on %s: %s, %d cores, Java %s (%s), %s, %s; %d rounds of each kernel."
                .formatted(
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        firstLine("gcc", "--version"),
                        qemus(settings),
                        settings.rounds());
    }

    private static String qemus(Settings settings) {
        return settings.guests().stream()
                .map(guest -> firstLine("qemu-" + guest.machine(), "--version"))
                .collect(Collectors.joining(", "));
    }

    private static String firstLine(String... command) {
        try {
            List<String> lines =
                    TimedProcess.run(List.of(command), Settings.LIMIT).lines();
            return lines.isEmpty() ? "no " + command[0] : lines.getFirst();
        } catch (IOException e) {
            return "no " + command[0];
        }
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
