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

    /** A file system without storage of its own. */
    public static FileSystemStatus virtual(long type) {
        return new FileSystemStatus(type, 4096, 0, 0, 0, 0, 0, 0, 255, 0);
    }
}
