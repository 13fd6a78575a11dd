package org.graftvm.tck.bench;

import static org.graftvm.tck.bench.MarkdownTable.milliseconds;
import static org.graftvm.tck.bench.MarkdownTable.times;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What options cost, in steady state. */
final class OptionBenchmark {
    private final Settings settings;
    private final Programs programs;

    OptionBenchmark(Settings settings, Programs programs) {
        this.settings = settings;
        this.programs = programs;
    }

    /** Graft with guest compilation off, against native code; the JVM compiles the interpreter itself. */
    String interpreter(List<String> options, int rounds) throws IOException {
        MarkdownTable table =
                new MarkdownTable("interpreter only, ms a round", "native", "Graft", "slower than native");
        List<Double> ratios = new ArrayList<>();
        for (String name : programs.names()) {
            if (settings.selects(name)) {
                System.err.println("… " + name + ", interpreter only");
                String guest = programs.guest(name).toString();
                double host = Programs.rounds(List.of(programs.host(name).toString()), rounds)
                        .peak();
                double graft = Programs.rounds(settings.graft(options, List.of(guest)), rounds)
                        .peak();
                ratios.add(graft / host);
                table.row(name, milliseconds(host), milliseconds(graft), times(graft / host));
            }
        }
        table.row("**geometric mean**", "", "", times(mean(ratios)));
        return table.toString();
    }

    /** Graft with the debugger loaded and waiting for somebody to attach, against Graft without it. */
    String tools(int rounds) throws IOException {
        List<String> waiting = List.of("--inspect=0", "--inspect.Suspend=false");
        MarkdownTable table =
                new MarkdownTable("nobody attached, ms a round", "no tools", "`--inspect` waits", "times as long");
        List<Double> ratios = new ArrayList<>();
        for (String name : programs.names()) {
            if (settings.selects(name)) {
                System.err.println("… " + name + ", with and without the debugger");
                String guest = programs.guest(name).toString();
                double without = Programs.rounds(settings.graft(List.of(), List.of(guest)), rounds)
                        .peak();
                double with = Programs.rounds(settings.graft(waiting, List.of(guest)), rounds)
                        .peak();
                ratios.add(with / without);
                table.row(name, milliseconds(without), milliseconds(with), times(with / without));
            }
        }
        table.row("**geometric mean**", "", "", times(mean(ratios)));
        return table.toString();
    }

    private static double mean(List<Double> ratios) {
        return Rounds.geometricMean(
                ratios.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
