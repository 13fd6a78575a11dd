package org.graftvm.tck.bench;

import static org.graftvm.tck.bench.MarkdownTable.mebibytes;
import static org.graftvm.tck.bench.MarkdownTable.milliseconds;
import static org.graftvm.tck.bench.MarkdownTable.seconds;
import static org.graftvm.tck.bench.MarkdownTable.times;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Every kernel native, under qemu-user and under Graft, one after the other. */
final class KernelBenchmark {
    private final Settings settings;
    private final Programs programs;
    private final String qemu;

    KernelBenchmark(Settings settings, Programs programs, String qemu) {
        this.settings = settings;
        this.programs = programs;
        this.qemu = qemu;
    }

    /** @param qemu null where it lacks the kernel's instructions */
    private record Result(
            String name, Rounds host, @Nullable Rounds qemu, Rounds graft) {
        double speedUp() {
            return qemu == null ? Double.NaN : qemu.peak() / graft.peak();
        }

        double slowDown() {
            return graft.peak() / host.peak();
        }

        double whole() {
            return qemu == null
                    ? Double.NaN
                    : (double) graft.wall().toNanos() / qemu.wall().toNanos();
        }
    }

    /** Runs the selected kernels; a kernel that fails is reported as a line and left out of the means. */
    String run() throws IOException {
        List<Result> results = new ArrayList<>();
        StringBuilder failures = new StringBuilder();
        for (String name : programs.names()) {
            if (settings.selects(name)) {
                System.err.println("… " + name);
                try {
                    results.add(measure(name));
                } catch (IOException | IllegalStateException e) {
                    failures.append("\n- **").append(name).append(" failed**: ").append(e.getMessage());
                }
            }
        }
        return report(results) + failures;
    }

    private Result measure(String name) throws IOException {
        Rounds host = Programs.rounds(List.of(programs.host(name).toString()), settings.rounds());
        @Nullable Rounds reference = reference(name);
        List<String> command =
                settings.graft(List.of(), List.of(programs.guest(name).toString()));
        Rounds graft = Programs.rounds(command, settings.rounds());
        String expected = reference == null ? host.checksum() : reference.checksum();
        if (!host.checksum().equals(graft.checksum()) || !host.checksum().equals(expected)) {
            throw new IllegalStateException("checksums differ: native %s, qemu %s, Graft %s"
                    .formatted(host.checksum(), expected, graft.checksum()));
        }
        return new Result(name, host, reference, graft);
    }

    /** Under qemu; 7.2 has no SHA extensions, for one. */
    private @Nullable Rounds reference(String name) throws IOException {
        try {
            return Programs.rounds(List.of(qemu, programs.guest(name).toString()), settings.rounds());
        } catch (IllegalStateException e) {
            System.err.println("… " + name + " does not run under qemu");
            return null;
        }
    }

    private static double[] known(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).toArray();
    }

    private static String report(List<Result> results) {
        MarkdownTable peak = new MarkdownTable(
                "peak, ms a round", "native", "qemu", "Graft", "Graft is faster than qemu", "slower than native");
        MarkdownTable whole = new MarkdownTable(
                "whole process, s", "native", "qemu", "Graft", "Graft / qemu", "first round, ms", "90 % of peak after");
        MarkdownTable memory = new MarkdownTable("largest resident set, MiB", "native", "qemu", "Graft");
        for (Result r : results) {
            peak.row(
                    r.name(),
                    milliseconds(r.host().peak()),
                    r.qemu() == null ? "" : milliseconds(r.qemu().peak()),
                    milliseconds(r.graft().peak()),
                    r.qemu() == null ? "" : times(r.speedUp()),
                    times(r.slowDown()));
            whole.row(
                    r.name(),
                    seconds(r.host().wall()),
                    r.qemu() == null ? "" : seconds(r.qemu().wall()),
                    seconds(r.graft().wall()),
                    r.qemu() == null ? "" : times(r.whole()),
                    milliseconds(r.graft().nanos().getFirst()),
                    seconds(r.graft().warm()) + " s");
            memory.row(
                    r.name(),
                    mebibytes(r.host().peakMemory()),
                    r.qemu() == null ? "" : mebibytes(r.qemu().peakMemory()),
                    mebibytes(r.graft().peakMemory()));
        }
        peak.row(
                "**geometric mean**",
                "",
                "",
                "",
                times(Rounds.geometricMean(known(results.stream().mapToDouble(Result::speedUp)))),
                times(Rounds.geometricMean(
                        results.stream().mapToDouble(Result::slowDown).toArray())));
        whole.row(
                "**geometric mean**",
                "",
                "",
                "",
                times(Rounds.geometricMean(known(results.stream().mapToDouble(Result::whole)))));
        return peak + "\n" + whole + "\n" + memory;
    }
}
