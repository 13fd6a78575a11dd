package org.graftvm.linux.vfs.host;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Mount;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the host as a file system. Files are found by their path relative to it, always beneath it and never
 * through a link of the host's, whatever guests or other processes move at the same time.
 */
public final class HostFileSystem {
    /** Closes the root once no file of the tree is in use any more: an embedder makes many trees. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final int root;
    /** Path of the root on the host, without a slash at its end. */
    private final String rootPath;
    /** Type of the root: a file that is no directory is all there is. */
    private final int type;

    private HostFileSystem(int root, String rootPath, int type) {
        this.root = root;
        this.type = type;
        this.rootPath = rootPath.equals("/") ? "" : rootPath;
    }

    /** Whether the files of this host can be used: only those of Linux so far. */
    public static boolean isSupported() {
        return LibcNative.SUPPORTED;
    }

    /** The umask of the host's process: what a first guest process begins with. */
    public static int umask() {
        return Umask.VALUE;
    }

    /** Read once and not with umask(2), which would change it for a moment under other threads. */
    private static final class Umask {
        static final int VALUE = read();

        private static int read() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("Umask:"))
                        .map(line -> Integer.parseInt(line.substring(6).trim(), 8))
                        .findFirst()
                        .orElse(0777);
            } catch (IOException | RuntimeException e) {
                return 0777; // Unknown: modes are always set explicitly then.
            }
        }
    }

    /**
     * Opens a directory of the host.
     *
     * @param directory host path; links in it are followed now and never again
     * @throws LinuxException ENOENT, ENOTDIR, EACCES; EOPNOTSUPP on a host that is not Linux
     */
    public static HostFileSystem open(String directory) {
        return open(directory, OpenFlags.PATH | OpenFlags.DIRECTORY);
    }

    /** As {@link #open}, or one file that is no directory. */
    public static HostFileSystem openAny(String path) {
        return open(path, OpenFlags.PATH);
    }

    private static HostFileSystem open(String file, int flags) {
        if (!isSupported()) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        int root = HostCalls.openAt(HostCalls.AT_FDCWD, ByteStrings.fromText(file), flags, 0);
        String path = HostCalls.readLinkAt(HostCalls.AT_FDCWD, HostCalls.procPath(root));
        HostFileSystem files =
                new HostFileSystem(root, path, HostCalls.status(root).mode() & FileMode.TYPE_MASK);
        CLEANER.register(files, () -> HostCalls.close(root));
        return files;
    }

    /** Whether it is a tree, and not one file. */
    public boolean isDirectory() {
        return type == FileMode.DIRECTORY;
    }

    /** This file system at {@code point} of the guest's tree. */
    public Mount mount(String point, boolean readOnly) {
        Inode inode = new HostInode(this, "", type, null);
        return new Mount("ext4", rootPath.isEmpty() ? "/" : rootPath, point, inode, readOnly);
    }

    /** The file at {@code path} relative to the root, which exists or existed. */
    HostInode inode(String path) {
        return new HostInode(this, path, FileMode.DIRECTORY, null);
    }

    /** The file at {@code path}; null if there is none. */
    @Nullable
    HostInode find(String path) {
        int fd;
        try {
            fd = open(path, OpenFlags.PATH | OpenFlags.NO_FOLLOW, 0);
        } catch (LinuxException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
        try {
            FileStatus status = HostCalls.status(fd);
            return new HostInode(this, path, status.mode() & FileMode.TYPE_MASK, status);
        } finally {
            HostCalls.close(fd);
        }
    }

    int open(String path, int flags, int mode) {
        try {
            if (type != FileMode.DIRECTORY) {
                // Through the descriptor, which is of this file whatever becomes of its name.
                if (!path.isEmpty()) {
                    throw new LinuxException(Errno.ENOTDIR);
                }
                return HostCalls.openAt(
                        HostCalls.AT_FDCWD, HostCalls.procPath(root), flags & ~OpenFlags.NO_FOLLOW, mode);
            }
            return HostCalls.openBeneath(root, path, flags, mode);
        } finally {
            Reference.reachabilityFence(this); // Or the root might be closed under the call.
        }
    }

    /**
     * Where an open directory is now.
     *
     * @return path relative to the root; null if it was deleted or moved out
     */
    @Nullable
    String pathOf(int fd) {
        String path = HostCalls.readLinkAt(HostCalls.AT_FDCWD, HostCalls.procPath(fd));
        if (path.endsWith(" (deleted)") && HostCalls.status(fd).nlink() == 0) {
            return null;
        }
        return relative(path);
    }

    /** A host path relative to the root; null if it is elsewhere. */
    @Nullable
    String relative(String path) {
        if (path.equals(rootPath) || path.equals("/") && rootPath.isEmpty()) {
            return "";
        }
        return path.startsWith(rootPath + "/") ? path.substring(rootPath.length() + 1) : null;
    }
}
