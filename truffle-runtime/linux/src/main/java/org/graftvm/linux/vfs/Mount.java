package org.graftvm.linux.vfs;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;

/**
 * A file system, or a part of one, in the tree of a namespace.
 *
 * @param type as /proc/mounts shows it: {@code tmpfs}
 * @param source likewise: a device, or a word
 * @param point absolute path of the mount point, {@code /} for a root
 * @param root directory or file that is seen there
 * @param readOnly whether changes fail with EROFS
 */
public record Mount(String type, String source, String point, Inode root, boolean readOnly) {
    /** Where the mount begins. */
    public Location location() {
        return new Location(this, root, point);
    }

    public void requireWritable() {
        if (readOnly) {
            throw new LinuxException(Errno.EROFS);
        }
    }

    boolean isSame(Mount other) {
        return this == other;
    }
}
