package org.graftvm.linux.loader;

import org.graftvm.linux.mm.FileBacking;

/** Opens programs and their interpreters by path. */
@FunctionalInterface
public interface ProgramFiles {
    /**
     * Opens a file to execute it, checking that this is allowed. The caller {@linkplain FileBacking#release releases} it
     * once.
     *
     * @param path guest path
     * @throws org.graftvm.linux.LinuxException ENOENT, EACCES and the like
     */
    FileBacking open(String path);
}
