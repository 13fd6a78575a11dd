package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.mm.FileBacking;

/** Opens programs: the checks of execve(2) that belong to files. */
public final class ProgramPaths {
    private ProgramPaths() {}

    /**
     * Opens the program at {@code path}; the caller releases the result once.
     *
     * @throws LinuxException ENOENT, EACCES if it is not regular or not executable, and the errors of the walk
     */
    public static FileBacking open(FsContext context, String path) {
        return open(context, PathOperations.find(context, context.workingDirectory(), path, true));
    }

    /** Opens a program that was found. */
    public static FileBacking open(FsContext context, Location program) {
        if (program.inode().type() != FileMode.REGULAR) {
            throw new LinuxException(Errno.EACCES);
        }
        program.inode().requireAccess(context.credentials(), FileMode.MAY_EXECUTE);
        FileDescription file = program.inode().open(program, OpenFlags.READ_ONLY, context.credentials());
        return new DescriptionBacking(file, file.status());
    }
}
