package org.graftvm.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;

/**
 * The run that {@link StartupCache} records: every guest of a directory in a context of its own, each long enough to
 * reach the compilers or short enough to be all start-up, then the classes that earlier caches were found to lack, and
 * then one guest through {@link GuestLauncher} itself.
 */
final class Training {
    private static final int POLL_MILLIS = 50;
    private static final int IDLE_POLLS = 20;
    private static final int MOST_POLLS = 1200;

    private Training() {}

    /**
     * Runs the training guests; ends the process.
     *
     * @param arguments options of the JVM that {@code bin/polyglot} has seen to, and the directory with the guests
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, GuestProgram.Refusal {
        List<Path> guests;
        try (Stream<Path> files = Files.list(Path.of(arguments[arguments.length - 1]))) {
            guests = files.filter(Files::isExecutable).sorted().toList();
        }
        for (Path guest : guests) {
            run(GuestProgram.open(guest.toString(), null));
        }
        awaitCompiler();
        GuestLauncher.main(new String[] {guests.getFirst().toString()});
    }

    /**
     * Waits until Graal's threads have been idle for a second. Were the recording to end amid a compilation, the JVM that
     * assembles the cache would have to link classes of Graal's that are only loaded yet, and JDK 25 mostly ends over
     * that: "sealing violation: package jdk.graal.compiler.lir.alloc is sealed".
     */
    private static void awaitCompiler() throws InterruptedException {
        int idle = 0;
        for (int waited = 0; idle < IDLE_POLLS && waited < MOST_POLLS; waited++) {
            Thread.sleep(POLL_MILLIS);
            boolean busy = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("TruffleCompilerThread")
                            && thread.getState() == Thread.State.RUNNABLE);
            idle = busy ? 0 : idle + 1;
        }
    }

    private static void run(GuestProgram guest) throws IOException {
        try (Context context = Context.newBuilder(guest.languageId())
                .allowAllAccess(true)
                .out(OutputStream.nullOutputStream())
                .build()) {
            context.eval(
                    Source.newBuilder(guest.languageId(), guest.file().toFile()).build());
        } catch (PolyglotException e) {
            if (!e.isExit()) {
                throw e;
            }
        }
    }
}
