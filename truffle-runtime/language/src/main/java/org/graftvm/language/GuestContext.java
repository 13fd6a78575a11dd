package org.graftvm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.TruffleLogger;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.graalvm.options.OptionValues;
import org.graftvm.engine.Engine;
import org.graftvm.engine.debug.DebugTier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.syscall.KernelSyscalls;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.task.ExitStatus;
import org.graftvm.linux.task.FileMapping;
import org.graftvm.linux.task.GuestPlatform;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.KernelConfig;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;

/**
 * One polyglot context of a guest language: a kernel of its own, and an engine that runs its CPUs. Contexts share nothing.
 *
 * <p>Everything that the guest can reach of the host passes the permissions of the {@link Env}; see {@link GuestWorld}.
 */
public final class GuestContext {
    private final GuestLanguage language;
    private final Env env;
    private final Engine engine;
    private final TruffleHostServices host;
    private final Kernel kernel;
    private final GuestWorld world;
    private final SystemCallTrace trace;
    private final HotCodeFiles hotCode;
    private boolean showsCode;

    GuestContext(GuestLanguage language, Env env) {
        this.language = language;
        this.env = env;
        OptionValues options = env.getOptions();
        this.engine = new Engine(language.isa(), GuestOptions.engineSettings(options), language);
        TruffleLogger log = env.getLogger(Kernel.class);
        this.host = new TruffleHostServices(env, options.get(GuestOptions.CALL_DEPTH));
        this.trace = new SystemCallTrace(env, this::printError);
        this.kernel = new Kernel(new KernelConfig(
                host,
                List.of(new GuestPlatform(language.abi(), _ -> engine)),
                syscalls(language),
                FileMapping::programs,
                (long) options.get(GuestOptions.ADDRESS_SPACE) << 30,
                (long) options.get(GuestOptions.MEMORY_LIMIT) << 20,
                "graft",
                trace.tracer(),
                log::fine));
        this.world = new GuestWorld(env, kernel);
        this.hotCode = new HotCodeFiles(env);
        if (options.get(GuestOptions.TIERS) == GuestOptions.Tiers.DEBUG) {
            showCode();
        }
    }

    /** Runs guest code so that tools can look into it, from now on. */
    synchronized void showCode() {
        if (showsCode) {
            return;
        }
        showsCode = true;
        int callDepth = env.getOptions().get(GuestOptions.CALL_DEPTH);
        engine.use(new DebugTier(language.isa(), language, GuestSymbols.of(kernel), callDepth));
        for (Task task : kernel.tasks()) {
            task.cpu().requestInterrupt();
        }
    }

    private static SyscallTable syscalls(GuestLanguage language) {
        SyscallTable.Builder table = KernelSyscalls.addTo(new SyscallTable.Builder());
        language.abi().addSyscalls(table);
        return table.build();
    }

    /** Counters of this context's engine. */
    public Engine engine() {
        return engine;
    }

    /**
     * Runs a program to its end.
     *
     * @return the exit status, where the guest stands in for the host's process and there is no more to say: making a
     *     {@code PolyglotException} takes as long as a small guest runs
     * @throws GuestExit how it ended, in all other cases
     * @throws GuestError if it could not be started
     */
    @TruffleBoundary
    int run(Source source, Node location) {
        boolean standsIn = env.getOptions().get(GuestOptions.HOST_STREAMS);
        HostSignals signals = standsIn ? HostSignals.forwardTo(kernel) : null;
        try {
            useFile("strace", location, trace::open);
            useFile("list of hot code", location, () -> hotCode.load(engine, kernel));
            ExitStatus status = world.program(source).run(kernel);
            useFile("list of hot code", location, () -> hotCode.save(engine));
            if (standsIn && status instanceof ExitStatus.Exited exited) {
                return exited.code();
            }
            throw new GuestExit(status.shellStatus(), status.message(), location);
        } catch (LinuxException e) {
            throw new GuestError(String.valueOf(e.getMessage()), location);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestError("interrupted", location);
        } finally {
            trace.end();
            if (signals != null) {
                signals.stop();
            }
            if (env.getOptions().get(GuestOptions.ENGINE_STATS)) {
                engine.statistics().report().lines().forEach(this::printError);
            }
        }
    }

    private interface FileUse {
        void run() throws IOException;
    }

    /** What an option wants of a file. @throws GuestError if the file, or the context, does not allow it */
    private static void useFile(String what, Node location, FileUse use) {
        try {
            use.run();
        } catch (IOException | SecurityException e) {
            String reason = e instanceof NoSuchFileException ? "No such file: " + e.getMessage() : e.getMessage();
            throw new GuestError(what + ": " + reason, location);
        }
    }

    private void printError(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        OutputStream err = env.err();
        try {
            err.write(bytes);
            err.flush();
        } catch (IOException ignored) {
            // Nobody is left to read it.
        }
    }

    /** Ends all guest processes that still run, and waits for their threads. */
    void end() {
        for (Process process : kernel.processes()) {
            process.exit(new ExitStatus.Killed(org.graftvm.linux.abi.Signals.SIGKILL, false));
        }
        host.join();
        trace.close();
    }
}
