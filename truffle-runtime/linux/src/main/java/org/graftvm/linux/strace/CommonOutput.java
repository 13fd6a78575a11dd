package org.graftvm.linux.strace;

import java.util.function.Consumer;
import org.graftvm.linux.task.Process;

/** All lines in one place, as of {@code strace -f}: the thread's id stands in front once there are several. */
public final class CommonOutput implements TraceOutput {
    private final Consumer<String> lines;
    private volatile boolean showsTasks;

    /** @param lines takes lines without line ends, from any thread */
    public CommonOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void line(Process process, int tid, String text) {
        if (process.kernel().tasks().size() > 1) {
            showsTasks = true;
        }
        lines.accept(showsTasks ? "[pid %5d] %s".formatted(tid, text) : text);
    }
}
