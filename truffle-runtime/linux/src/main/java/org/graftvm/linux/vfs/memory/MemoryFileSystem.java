package org.graftvm.linux.vfs.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Mount;

/** One tmpfs(5): a tree of files in the Java heap, with a limit on their bytes. */
public final class MemoryFileSystem {
    private static final int BLOCK = 4096;
    /** Minor numbers of device 0, as Linux gives them to file systems without a device. */
    private static final AtomicInteger DEVICES = new AtomicInteger(0x1000);

    private final long type;
    private final long limit;
    private final long device = FileStatus.device(0, DEVICES.getAndIncrement());
    private final AtomicLong inodes = new AtomicLong(1);
    private final AtomicLong used = new AtomicLong();
    private final MemoryDirectory root;

    /**
     * @param type magic number for statfs(2), such as {@link FileSystemStatus#TMPFS}
     * @param limit bytes that all files together may have
     * @param mode permissions of the root directory
     */
    public MemoryFileSystem(long type, long limit, int mode, Credentials owner) {
        this.type = type;
        this.limit = limit;
        this.root = new MemoryDirectory(this, FileMode.DIRECTORY | mode, owner);
    }

    /** A tmpfs that may use half of the heap, the default of tmpfs(5) for memory. */
    public static MemoryFileSystem temporary(int mode, Credentials owner) {
        long limit = Runtime.getRuntime().maxMemory() / 2;
        return new MemoryFileSystem(FileSystemStatus.TMPFS, limit, mode, owner);
    }

    public MemoryDirectory root() {
        return root;
    }

    /** This file system at {@code point} of the guest's tree. */
    public Mount mount(String typeName, String point) {
        return new Mount(typeName, typeName, point, root, false);
    }

    long device() {
        return device;
    }

    long nextIno() {
        return inodes.getAndIncrement();
    }

    /** Takes {@code bytes}, or gives them back if negative. */
    void reserve(long bytes) {
        if (used.addAndGet(bytes) > limit && bytes > 0) {
            used.addAndGet(-bytes);
            throw new LinuxException(Errno.ENOSPC);
        }
    }

    FileSystemStatus status() {
        long blocks = limit / BLOCK;
        long free = Math.max(0, limit - used.get()) / BLOCK;
        return new FileSystemStatus(type, BLOCK, blocks, free, free, 1 << 20, 1 << 19, device, 255, 0);
    }
}
