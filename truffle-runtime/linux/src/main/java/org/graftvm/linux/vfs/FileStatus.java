package org.graftvm.linux.vfs;

import org.graftvm.linux.abi.FileMode;

/**
 * What stat(2) and statx(2) tell about a file.
 *
 * @param dev device of the file system, encoded as {@link #device}
 * @param ino inode number
 * @param mode type and permissions, {@link FileMode}
 * @param nlink hard links
 * @param uid owner
 * @param gid group
 * @param rdev device that a device file stands for, encoded as {@link #device}
 * @param size bytes
 * @param blockSize bytes that are good to read at once
 * @param blocks units of 512 bytes that are allocated
 * @param accessed last read
 * @param modified last write
 * @param changed last change of the inode
 * @param created birth, {@link Timestamp#ZERO} where unknown
 */
public record FileStatus(
        long dev,
        long ino,
        int mode,
        int nlink,
        int uid,
        int gid,
        long rdev,
        long size,
        int blockSize,
        long blocks,
        Timestamp accessed,
        Timestamp modified,
        Timestamp changed,
        Timestamp created) {

    /** Numbers of a device as struct stat holds them: makedev(3) of Linux. */
    public static long device(int major, int minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffffff00L) << 12 | (minor & 0xffL);
    }

    public static int major(long device) {
        return (int) (device >>> 32 & 0xfffff000L | device >>> 8 & 0xfff);
    }

    public static int minor(long device) {
        return (int) (device >>> 12 & 0xffffff00L | device & 0xff);
    }

    public boolean isDirectory() {
        return FileMode.isDirectory(mode);
    }

    public boolean isRegular() {
        return FileMode.isRegular(mode);
    }

    public boolean isSymlink() {
        return FileMode.isSymlink(mode);
    }

    /** Identifies the file among all files. */
    public FileId id() {
        return new FileId(dev, ino);
    }
}
