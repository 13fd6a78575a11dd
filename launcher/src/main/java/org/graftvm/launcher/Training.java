package org.graftvm.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;

/**
 * The run that {@link StartupCache} records: every guest of a directory in a context of its own, as it runs by itself and
 * once more with its first blocks compiled by Graal, so that the cache has the compiler's classes; then one guest through
 * {@link GuestLauncher} itself.
 */
final class Training {
    private static final int POLL_MILLIS = 50;
    private static final int IDLE_POLLS = 20;
    private static final int MOST_POLLS = 1200;

    /** Options of the language that bring what ran four times to tier 2, and have the guest wait for it. */
    private static final Map<String, String> COMPILED =
            Map.of("tiers", "truffle", "class-threshold", "4", "truffle-threshold", "50");

    private Training() {}

    /**
     * Runs the training guests; ends the process.
     *
     * @param arguments options of the JVM that {@code bin/polyglot} has seen to, and the directory with the guests
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, GuestProgram.Refusal {
        List<Path> guests = StartupCache.guests(Path.of(arguments[arguments.length - 1]));
        for (Path guest : guests) {
            GuestProgram program = GuestProgram.open(guest.toString(), null);
            run(program, Map.of());
            run(program, COMPILED);
        }
        awaitCompiler();
        GuestLauncher.main(new String[] {guests.getFirst().toString()});
    }

    /**
     * Waits until Graal's threads have been idle for a second. A recording that ends amid a compilation lacks what the
     * rest of it needs, and its classes that are only loaded yet have to be linked by a JVM that is about to end.
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

    private static void run(GuestProgram guest, Map<String, String> options) throws IOException {
        Context.Builder builder = Context.newBuilder(guest.languageId())
                .allowAllAccess(true)
                .out(OutputStream.nullOutputStream())
                .options(GuestLauncher.COMPILER_OPTIONS);
        options.forEach((name, value) -> builder.option(guest.languageId() + "." + name, value));
        try (Context context = builder.build()) {
            context.eval(
                    Source.newBuilder(guest.languageId(), guest.file().toFile()).build());
        } catch (PolyglotException e) {
            if (!e.isExit()) {
                throw e;
            }
        }
    }
}
