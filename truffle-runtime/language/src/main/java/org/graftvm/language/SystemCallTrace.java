package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.Env;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.graftvm.linux.strace.CommonOutput;
import org.graftvm.linux.strace.ProcessOutputs;
import org.graftvm.linux.strace.Strace;
import org.graftvm.linux.strace.Summary;
import org.graftvm.linux.strace.TraceOutput;
import org.graftvm.linux.task.Tracer;
import org.graftvm.linux.time.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code strace} and {@code strace-output}. Files are opened as far as the context allows, and written line by line, so
 * that they are whole however the guest ends.
 */
final class SystemCallTrace {
    private static final String PID = "%p";

    private final Env env;
    private final GuestOptions.Trace kind;
    private final String fileName;
    /** Standard error of the context. */
    private final Consumer<String> errors;

    private final Tracer tracer;
    private @Nullable Lines file;

    SystemCallTrace(Env env, Consumer<String> errors) {
        this.env = env;
        this.errors = errors;
        this.kind = env.getOptions().get(GuestOptions.STRACE);
        this.fileName = env.getOptions().get(GuestOptions.STRACE_OUTPUT);
        this.tracer = switch (kind) {
            case OFF -> Tracer.NONE;
            case LINES -> new Strace(output());
            case SUMMARY -> new Summary(Clocks::threadCpu);
            case SUMMARY_WALL -> new Summary(System::nanoTime);
        };
    }

    Tracer tracer() {
        return tracer;
    }

    private TraceOutput output() {
        return fileName.contains(PID) ? new ProcessOutputs(this::ofProcess) : new CommonOutput(this::print);
    }

    /** To be called before a guest starts. @throws IOException if the file cannot be opened */
    synchronized void open() throws IOException {
        if (kind == GuestOptions.Trace.OFF || fileName.isEmpty() || file != null) {
            return;
        }
        if (!fileName.contains(PID)) {
            file = Lines.to(env, fileName);
        } else if (kind != GuestOptions.Trace.LINES) {
            throw new IOException("a summary is of all processes, so its file's name has no " + PID);
        }
    }

    /** The guest is over. */
    void end() {
        if (tracer instanceof Summary summary) {
            summary.take().forEach(this::print);
        }
    }

    /** Nothing more is traced. */
    synchronized void close() {
        Lines opened = file;
        if (opened != null) {
            opened.close();
        }
    }

    private void print(String line) {
        Lines opened;
        synchronized (this) {
            opened = file;
        }
        (opened == null ? errors : opened).accept(line);
    }

    /** The file of a process; where it cannot be written, that is said once and the process goes on. */
    private ProcessOutputs.Sink ofProcess(int pid) {
        String name = fileName.replace(PID, Integer.toString(pid));
        try {
            return Lines.to(env, name);
        } catch (IOException | SecurityException e) {
            errors.accept("strace: " + name + ": " + e.getMessage());
            return Lines.to(OutputStream.nullOutputStream());
        }
    }

    /** A file that takes lines; errors of writing are as those of standard error, nobody's business. */
    private record Lines(OutputStream file) implements ProcessOutputs.Sink {
        static Lines to(Env env, String name) throws IOException {
            return to(env.getPublicTruffleFile(name).newOutputStream());
        }

        static Lines to(OutputStream file) {
            return new Lines(file);
        }

        @Override
        public void accept(String line) {
            try {
                synchronized (file) {
                    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // The disk is full, say: the guest does not care whether it is watched.
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
