package org.graftvm.linux.abi;

/**
 * Offsets of struct stat (stat(2)) in an ABI, in bytes. Times are pairs of 8 bytes, seconds and nanoseconds; {@code mode},
 * {@code uid} and {@code gid} have 4 bytes, the others 8 but where said.
 *
 * @param size bytes of the whole
 * @param nlinkSize 4 or 8
 * @param blksizeSize 4 or 8
 */
public record StatLayout(
        int size,
        int dev,
        int ino,
        int mode,
        int nlink,
        int nlinkSize,
        int uid,
        int gid,
        int rdev,
        int length,
        int blksize,
        int blksizeSize,
        int blocks,
        int atime,
        int mtime,
        int ctime) {

    /** asm-generic/stat.h, 64-bit. */
    public static final StatLayout GENERIC =
            new StatLayout(128, 0, 8, 16, 20, 4, 24, 28, 32, 48, 56, 4, 64, 72, 88, 104);
}
