package org.graftvm.linux.strace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.graftvm.linux.task.Process;

/** The lines of each process in a place of its own, as of {@code strace -ff -o}; there, further threads have their ids in front. */
public final class ProcessOutputs implements TraceOutput {
    /** Where one process's lines go. */
    public interface Sink extends Consumer<String> {
        void close();
    }

    private final IntFunction<Sink> opener;
    private final Map<Integer, Sink> sinks = new ConcurrentHashMap<>();

    /** @param opener makes the place for the process of an id; called once for each that prints anything */
    public ProcessOutputs(IntFunction<Sink> opener) {
        this.opener = opener;
    }

    @Override
    public void line(Process process, int tid, String text) {
        String line = tid == process.pid() ? text : "[pid %5d] %s".formatted(tid, text);
        sinks.computeIfAbsent(process.pid(), opener::apply).accept(line);
    }

    @Override
    public void ended(Process process) {
        Sink sink = sinks.remove(process.pid());
        if (sink != null) {
            sink.close();
        }
    }
}
