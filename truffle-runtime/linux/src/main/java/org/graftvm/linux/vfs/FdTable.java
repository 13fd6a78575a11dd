package org.graftvm.linux.vfs;

/** Open file descriptors of a task; shared by tasks made with CLONE_FILES. */
public final class FdTable {
    /** The table of a child made without CLONE_FILES: the same open files under the same numbers. */
    public FdTable copy() {
        return new FdTable();
    }

    /** Closes the descriptors that have FD_CLOEXEC. */
    public void closeOnExec() {}

    /** Closes all descriptors; the last task that used the table has ended. */
    public void closeAll() {}
}
