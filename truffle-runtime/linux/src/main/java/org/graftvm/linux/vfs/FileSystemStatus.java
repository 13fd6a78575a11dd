package org.graftvm.linux.vfs;

/**
 * What statfs(2) tells about a file system; sizes in blocks of {@code blockSize} bytes.
 *
 * @param type magic number, see statfs(2)
 */
public record FileSystemStatus(
        long type,
        long blockSize,
        long blocks,
        long blocksFree,
        long blocksAvailable,
        long files,
        long filesFree,
        long id,
        long nameLength,
        long flags) {
    public static final long TMPFS = 0x01021994L;
    public static final long PROC = 0x9fa0L;
    public static final long PIPE = 0x50495045L;
    public static final long DEVPTS = 0x1cd1L;
    public static final long SOCKET = 0x534f434bL;
    public static final long ANONYMOUS = 0x09041934L;

    /** Flag: the mount allows no changes. */
    private static final long ST_RDONLY = 1;

    /** The same as seen through a mount that allows no changes, if {@code readOnly}. */
    public FileSystemStatus on(boolean readOnly) {
        return !readOnly
                ? this
                : new FileSystemStatus(
                        type,
                        blockSize,
                        blocks,
                        blocksFree,
                        blocksAvailable,
                        files,
                        filesFree,
                        id,
                        nameLength,
                        flags | ST_RDONLY);
    }

    /** A file system without storage of its own. */
    public static FileSystemStatus virtual(long type) {
        return new FileSystemStatus(type, 4096, 0, 0, 0, 0, 0, 0, 255, 0);
    }
}
