package org.graftvm.linux.syscall;

import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.RecordLocks;

/** What happens when a process lets go of a descriptor. */
final class DescriptorClosing {
    private DescriptorClosing() {}

    /** Closes a descriptor taken out of {@code files}: the process loses its record locks of the file, see fcntl(2). */
    static void close(FdTable files, FileDescription file) {
        try (file) {
            if (RecordLocks.anyHeldBy(files)) {
                RecordLocks.release(file.status().id(), files);
            }
        }
    }
}
