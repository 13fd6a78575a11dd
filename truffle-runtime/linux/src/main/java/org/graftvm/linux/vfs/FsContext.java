package org.graftvm.linux.vfs;

/** Root, working directory and umask of a task; shared by tasks made with CLONE_FS. */
public final class FsContext {
    /** The context of a child made without CLONE_FS. */
    public FsContext copy() {
        return new FsContext();
    }
}
