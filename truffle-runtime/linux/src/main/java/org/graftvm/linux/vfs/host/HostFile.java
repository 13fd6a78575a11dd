package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.linux.vfs.ipc.EventPoll;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * An open descriptor of the host. Position, append mode and holes are the host's, so that a file shared with other host
 * processes behaves as it should. Data moves between the host's kernel and guest memory directly.
 */
class HostFile extends FileDescription {
    /** What one transfer moves at most on Linux. */
    private static final long MAX_TRANSFER = 0x7ffff000L;
    /** Bytes that a pipe that polls as writable takes without blocking. */
    private static final int PIPE_ATOMIC = 4096;

    private final int fd;
    private final int type;
    private final @Nullable HostFileSystem fileSystem;
    private final WaitQueue ready = new WaitQueue();
    /** Guarded by {@link #ready}. */
    private int waiters;
    /** What {@link HostPoller} knows the file by while it looks at it, else 0. Guarded by {@link #ready}. */
    private long watchNumber;

    HostFile(int fd, int type, @Nullable Location opened, int flags, @Nullable HostFileSystem fileSystem) {
        super(opened, flags);
        this.fd = fd;
        this.type = type;
        this.fileSystem = fileSystem;
    }

    static HostFile of(int fd, int type, Location opened, int flags, HostFileSystem fileSystem) {
        return type == FileMode.DIRECTORY
                ? new HostDirectory(fd, opened, flags, fileSystem)
                : new HostFile(fd, type, opened, flags, fileSystem);
    }

    final int fd() {
        return fd;
    }

    /** Whether reads and writes can block: neither regular files nor disks do. */
    private boolean canBlock() {
        return type == FileMode.FIFO || type == FileMode.CHARACTER || type == FileMode.SOCKET;
    }

    @Override
    protected void release() {
        synchronized (ready) {
            forget();
        }
        HostCalls.close(fd);
    }

    @Override
    public void setFlags(int changed) {
        if (type == FileMode.REGULAR) {
            int current = HostCalls.fcntl(fd, HostCalls.F_GETFL, 0);
            int kept = current & ~OpenFlags.APPEND | changed & OpenFlags.APPEND;
            HostCalls.fcntl(fd, HostCalls.F_SETFL, kept);
        }
        super.setFlags(changed);
    }

    @Override
    public String describe() {
        String path = HostCalls.readLinkAt(HostCalls.AT_FDCWD, HostCalls.procPath(fd));
        if (fileSystem == null) {
            return path;
        }
        Location opened = super.location();
        String relative = fileSystem.relative(path);
        return relative == null ? path : guestPath(opened, relative);
    }

    /** The path in the guest's tree of a path relative to the file system. */
    static String guestPath(Location opened, String relative) {
        String point = opened.mount().point();
        return relative.isEmpty() ? point : point.endsWith("/") ? point + relative : point + "/" + relative;
    }

    @Override
    public FileStatus status() {
        return HostCalls.status(fd);
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return HostCalls.fileSystemStatus(fd);
    }

    @Override
    public boolean isSeekable() {
        return type == FileMode.REGULAR || type == FileMode.BLOCK || type == FileMode.DIRECTORY;
    }

    // ---- transfer ----

    @Override
    public long read(Waiter waiter, Buffers target) {
        while (true) {
            if (canBlock()) {
                awaitReady(waiter, PollEvents.IN);
            }
            try {
                return transfer(target, -1, false);
            } catch (LinuxException e) {
                if (e.errno() != Errno.EAGAIN || isNonBlocking() || !canBlock()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        return canBlock() ? writePieces(waiter, source) : transfer(source, -1, true);
    }

    /** Writes no more at once than fits, so that the thread never blocks in the host. */
    private long writePieces(Waiter waiter, Buffers source) {
        long done = 0;
        try {
            do {
                awaitReady(waiter, PollEvents.OUT);
                long piece = Math.min(source.size() - done, PIPE_ATOMIC);
                try {
                    done += transfer(source.slice(done, piece), -1, true);
                } catch (LinuxException e) {
                    if (e.errno() != Errno.EAGAIN || isNonBlocking()) {
                        throw e;
                    }
                }
            } while (done < source.size());
        } catch (LinuxException e) {
            if (done == 0) {
                throw e;
            }
        }
        return done;
    }

    @Override
    public long readAt(Waiter waiter, Buffers target, long offset) {
        return transfer(target, offset, false);
    }

    @Override
    public long writeAt(Waiter waiter, Buffers source, long offset) {
        return transfer(source, offset, true);
    }

    /** One transfer at {@code offset}, or at the position if that is -1. */
    final long transfer(Buffers buffers, long offset, boolean write) {
        List<MemorySegment> segments = buffers.segments();
        for (MemorySegment segment : segments) {
            if (!segment.isNative()) {
                return transferCopied(buffers, offset, write);
            }
        }
        if (segments.size() == 1) {
            MemorySegment segment = segments.getFirst();
            return transfer(segment.address(), Math.min(segment.byteSize(), MAX_TRANSFER), offset, write);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(16L * Math.max(1, segments.size()), 8);
            for (int i = 0; i < segments.size(); i++) {
                MemorySegment segment = segments.get(i);
                vector.setAtIndex(java.lang.foreign.ValueLayout.JAVA_LONG, 2L * i, segment.address());
                vector.setAtIndex(java.lang.foreign.ValueLayout.JAVA_LONG, 2L * i + 1, segment.byteSize());
            }
            int count = segments.size();
            return offset < 0
                    ? call(write ? Function.WRITEV : Function.READV, fd, vector.address(), count)
                    : call(write ? Function.PWRITEV : Function.PREADV, fd, vector.address(), count, offset);
        }
    }

    private long transfer(long address, long size, long offset, boolean write) {
        return offset < 0
                ? call(write ? Function.WRITE : Function.READ, fd, address, size)
                : call(write ? Function.PWRITE : Function.PREAD, fd, address, size, offset);
    }

    /** A transfer of heap memory, which only the kernel's own small reads and writes use. */
    private long transferCopied(Buffers buffers, long offset, boolean write) {
        try (Arena arena = Arena.ofConfined()) {
            long size = Math.min(buffers.size(), 1 << 20);
            MemorySegment copy = arena.allocate(Math.max(1, size));
            if (write) {
                buffers.get(0, copy.asSlice(0, size));
            }
            long done = transfer(copy.address(), size, offset, write);
            if (!write) {
                buffers.put(0, copy.asSlice(0, done));
            }
            return done;
        }
    }

    @Override
    public long seek(long offset, int whence) {
        if (canBlock() && type != FileMode.CHARACTER) {
            throw new LinuxException(Errno.ESPIPE);
        }
        return call(Function.LSEEK, fd, offset, whence);
    }

    // ---- changes ----

    @Override
    public void truncate(long size) {
        call(Function.FTRUNCATE, fd, size, 0);
    }

    @Override
    public void allocate(int mode, long offset, long length) {
        call(Function.FALLOCATE, fd, mode, offset, length);
    }

    @Override
    public void sync(boolean dataOnly) {
        call(dataOnly ? Function.FDATASYNC : Function.FSYNC, fd, 0, 0);
    }

    @Override
    public void setMode(int permissions, Credentials credentials) {
        call(Function.FCHMOD, fd, permissions, 0);
    }

    @Override
    public void setOwner(int uid, int gid, Credentials credentials) {
        HostCalls.setOwner(fd, uid, gid);
    }

    @Override
    public void setTimes(@Nullable Timestamp accessed, @Nullable Timestamp modified, Credentials credentials) {
        HostCalls.setTimes(fd, accessed, modified);
    }

    // ---- readiness ----

    @Override
    public int poll() {
        return canBlock()
                ? HostCalls.poll(fd, PollEvents.ALL_READY | PollEvents.PRIORITY | PollEvents.READ_HANG_UP)
                : PollEvents.ALL_READY;
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        if (canBlock()) {
            synchronized (ready) {
                waiters++;
                if (watchNumber == 0) {
                    watchNumber = HostPoller.watch(this);
                }
            }
            if ((events & EventPoll.EDGE_TRIGGERED) != 0) {
                HostPoller.settle(); // Others look again, and do not mind.
            }
            ready.add(waiter);
        }
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        if (canBlock()) {
            ready.remove(waiter);
            synchronized (ready) {
                waiters--;
            }
        }
    }

    /** Something has changed, as the host says. It is asked no longer where nobody waits, but not sooner: most wait again. */
    final void changed() {
        ready.wakeAll();
        synchronized (ready) {
            if (waiters == 0) {
                forget();
            }
        }
    }

    private void forget() {
        if (watchNumber != 0) {
            HostPoller.forget(this, watchNumber);
            watchNumber = 0;
        }
    }

    // ---- the rest ----

    /** The host's own lock, so that other programs of the host take part. */
    @Override
    public boolean tryLock(int operation) {
        try {
            call(Function.FLOCK, fd, operation | 4, 0); // LOCK_NB
            return true;
        } catch (LinuxException e) {
            if (e.errno() == Errno.EAGAIN) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean isTerminal() {
        return type == FileMode.CHARACTER && HostIoctl.isTerminal(fd);
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        return HostIoctl.control(fd, request, argument, memory);
    }

    @Override
    public FileDescription reopen(int newFlags, Credentials credentials) {
        int again = HostCalls.openAt(HostCalls.AT_FDCWD, HostCalls.procPath(fd), newFlags, 0);
        return new HostFile(again, type, fileSystem == null ? null : super.location(), newFlags, fileSystem);
    }
}
