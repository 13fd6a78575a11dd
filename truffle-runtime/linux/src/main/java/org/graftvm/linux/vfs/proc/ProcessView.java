package org.graftvm.linux.vfs.proc;

import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.Location;
import org.jspecify.annotations.Nullable;

/** What /proc shows of a process. Byte arrays and paths are as the guest has them. */
public interface ProcessView {
    int pid();

    /** Ids of the threads, ascending. */
    int[] threads();

    /** Name of a thread, at most 15 bytes. */
    String threadName(int tid);

    ProcessState state();

    /** Flags of personality(2) of a thread. */
    int personality(int tid);

    /** Id of the thread that traces a thread, or 0. */
    int tracer(int tid);

    /** Whether a thread is stopped for its tracer. */
    boolean isTraceStopped(int tid);

    /**
     * Opens the memory for the caller.
     *
     * @throws org.graftvm.linux.LinuxException EACCES where it may not look into the process
     */
    ForeignAccess memory();

    /** Arguments, each with a zero byte behind it. */
    byte[] commandLine();

    /** Environment, each with a zero byte behind it. */
    byte[] environment();

    /** The auxiliary vector as it was on the initial stack. */
    byte[] auxiliaryVector();

    /** Text of maps. */
    String maps();

    /** Absolute guest path of the program. */
    String executable();

    /** The program itself, or null if it cannot be found any more. */
    @Nullable
    Location executableFile();

    FdTable files();

    FsContext fs();

    /** Text of limits. */
    String limits();
}
