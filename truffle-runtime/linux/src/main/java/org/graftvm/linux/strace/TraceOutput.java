package org.graftvm.linux.strace;

import org.graftvm.linux.task.Process;

/** Where the lines of a trace go. Any thread may call. */
public interface TraceOutput {
    /**
     * A line about a thread of a process.
     *
     * @param tid id of the thread
     * @param text without an end of line
     */
    void line(Process process, int tid, String text);

    /** Nothing more comes of this process. */
    default void ended(Process process) {}
}
