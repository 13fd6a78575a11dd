package org.graftvm.tck.bench;

import static org.graftvm.tck.bench.MarkdownTable.milliseconds;
import static org.graftvm.tck.bench.MarkdownTable.times;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/** Whole-process time of a static hello against an empty Java {@code main} on the same JDK. */
final class StartBenchmark {
    private static final int RUNS = 11;
    private final Settings settings;
    private final GuestIsa guest;

    StartBenchmark(Settings settings, GuestIsa guest) {
        this.settings = settings;
        this.guest = guest;
    }

    String run() throws IOException {
        String hello = settings.root()
                .resolve("tck/src/guest/prebuilt/%s/hello".formatted(guest.machine()))
                .toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = settings.root().resolve("tck/target/classes").toString();
        double empty = median(List.of(java, "-cp", classes, EmptyMain.class.getName()), "");
        double graft = median(settings.graft(List.of(), List.of(hello)), "Hello, world!");
        MarkdownTable table = new MarkdownTable("start, ms, median of " + RUNS, "whole process", "of an empty main");
        table.row("empty Java main", milliseconds(empty), "");
        table.row("static hello under Graft", milliseconds(graft), times(graft / empty));
        if (Programs.findQemu(guest).isPresent()) {
            double qemu = median(List.of(Programs.qemu(guest), hello), "Hello, world!");
            table.row("static hello under qemu", milliseconds(qemu), times(qemu / empty));
        }
        return table.toString();
    }

    private static double median(List<String> command, String expected) throws IOException {
        double[] nanos = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            Timed run = TimedProcess.run(command, Settings.LIMIT);
            if (run.status() != 0 || !String.join("\n", run.lines()).equals(expected)) {
                throw new IOException("unexpected result of " + command + ": " + run);
            }
            nanos[i] = run.wall().toNanos();
        }
        return Rounds.median(nanos);
    }

    /** The least that a Java program can do. */
    static final class EmptyMain {
        private EmptyMain() {}

        public static void main(String[] arguments) {}
    }
}
