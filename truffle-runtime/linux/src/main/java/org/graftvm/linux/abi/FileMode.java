package org.graftvm.linux.abi;

/** Bits of a file's mode: type and permissions. See inode(7); the same on all ISAs. */
public final class FileMode {
    public static final int TYPE_MASK = 0170000;
    public static final int SOCKET = 0140000;
    public static final int SYMLINK = 0120000;
    public static final int REGULAR = 0100000;
    public static final int BLOCK = 0060000;
    public static final int DIRECTORY = 0040000;
    public static final int CHARACTER = 0020000;
    public static final int FIFO = 0010000;

    public static final int SET_UID = 04000;
    public static final int SET_GID = 02000;
    public static final int STICKY = 01000;
    /** All bits that chmod(2) can change. */
    public static final int PERMISSIONS = 07777;

    /** Bits that access(2) asks for. */
    public static final int MAY_EXECUTE = 1;

    public static final int MAY_WRITE = 2;
    public static final int MAY_READ = 4;

    private FileMode() {}

    public static boolean isDirectory(int mode) {
        return (mode & TYPE_MASK) == DIRECTORY;
    }

    public static boolean isRegular(int mode) {
        return (mode & TYPE_MASK) == REGULAR;
    }

    public static boolean isSymlink(int mode) {
        return (mode & TYPE_MASK) == SYMLINK;
    }

    /** The {@code d_type} of a directory entry for a file of this mode (DT_REG and so on). */
    public static int direntType(int mode) {
        return (mode & TYPE_MASK) >> 12;
    }
}
