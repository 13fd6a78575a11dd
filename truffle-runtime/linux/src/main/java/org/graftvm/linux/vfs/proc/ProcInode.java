package org.graftvm.linux.vfs.proc;

import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Timestamp;

/** A file of /proc: made anew by each lookup, known by its path. */
abstract class ProcInode extends Inode {
    private static final long DEVICE = FileStatus.device(0, 0x15);

    private final String path;
    private final int mode;

    /** @param path within /proc, empty for the root */
    ProcInode(String path, int mode) {
        this.path = path;
        this.mode = mode;
    }

    final String path() {
        return path;
    }

    /** A number that is the same each time. */
    static long ino(String path) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        return path.isEmpty() ? 1 : hash >>> 24 | 1L << 40;
    }

    @Override
    public final FileStatus status() {
        Timestamp now = Timestamp.now();
        return new FileStatus(DEVICE, ino(path), mode, 1, 0, 0, 0, 0, 1024, 0, now, now, now, Timestamp.ZERO);
    }

    @Override
    public final FileSystemStatus fileSystemStatus() {
        return FileSystemStatus.virtual(FileSystemStatus.PROC);
    }
}
