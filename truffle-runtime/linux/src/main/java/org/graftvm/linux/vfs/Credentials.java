package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;

/**
 * On whose behalf files are used: the file-system ids of a process and its supplementary groups. Counts for the file
 * systems that this kernel implements; on host directories the host's kernel decides by the ids of the host process.
 */
public record Credentials(int uid, int gid, int[] groups) {
    public static final Credentials ROOT = new Credentials(0, 0, new int[0]);

    public boolean isRoot() {
        return uid == 0;
    }

    public boolean inGroup(int group) {
        if (group == gid) {
            return true;
        }
        for (int one : groups) {
            if (one == group) {
                return true;
            }
        }
        return false;
    }

    /** Whether all bits of {@code mask} (MAY_READ and so on) are allowed. See path_resolution(7), "Permissions". */
    public boolean may(int mask, FileStatus status) {
        int mode = status.mode();
        if (isRoot()) {
            return (mask & FileMode.MAY_EXECUTE) == 0 || status.isDirectory() || (mode & 0111) != 0;
        }
        int granted = status.uid() == uid ? mode >> 6 : inGroup(status.gid()) ? mode >> 3 : mode;
        return (mask & ~granted & 7) == 0;
    }

    /** Fails with EACCES unless all bits of {@code mask} are allowed. */
    public void require(int mask, FileStatus status) {
        if (!may(mask, status)) {
            throw new LinuxException(Errno.EACCES);
        }
    }

    /** Fails with EPERM unless this is the file's owner or root. */
    public void requireOwner(FileStatus status) {
        if (!isRoot() && uid != status.uid()) {
            throw new LinuxException(Errno.EPERM);
        }
    }
}
