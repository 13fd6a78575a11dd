package org.graftvm.linux.vfs.ipc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** An end of a pipe, or a FIFO opened for reading, writing or both. */
public final class PipeDescription extends FileDescription {
    private static final int FIONREAD = 0x541b;
    private static final long DEVICE = FileStatus.device(0, 0xd);

    private final Pipe pipe;
    private final boolean anonymous;
    private final boolean reads;
    private final boolean writes;
    private final boolean metOther;
    private final long seenReaders;
    private final long seenWriters;
    private final Timestamp opened = Timestamp.now();

    private PipeDescription(Pipe pipe, @Nullable Location where, int flags) {
        super(where, flags);
        this.pipe = pipe;
        this.anonymous = where == null;
        this.reads = OpenFlags.canRead(flags);
        this.writes = OpenFlags.canWrite(flags);
        synchronized (pipe) {
            // The other side may be gone again before awaitOpened looks.
            this.metOther = reads ? pipe.hasWriters() : pipe.hasReaders();
            this.seenReaders = pipe.readerGeneration();
            this.seenWriters = pipe.writerGeneration();
            pipe.open(reads, writes);
        }
    }

    /** pipe2(2): the end to read from, then the end to write to. */
    public static FileDescription[] pair(int flags) {
        if ((flags & ~(OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC)) != 0) {
            throw new LinuxException(Errno.EINVAL); // O_DIRECT, packets, is not supported.
        }
        Pipe pipe = new Pipe();
        FileDescription reader = new PipeDescription(pipe, null, flags | OpenFlags.READ_ONLY);
        return new FileDescription[] {reader, new PipeDescription(pipe, null, flags | OpenFlags.WRITE_ONLY)};
    }

    /**
     * Opens a FIFO; {@link #awaitOpened} then waits for the other side.
     *
     * @throws LinuxException ENXIO for writing without blocking while nobody reads
     */
    public static FileDescription open(Pipe fifo, Location where, int flags) {
        boolean writesOnly = (flags & OpenFlags.ACCESS_MASK) == OpenFlags.WRITE_ONLY;
        if (writesOnly && (flags & OpenFlags.NON_BLOCK) != 0 && !fifo.hasReaders()) {
            throw new LinuxException(Errno.ENXIO);
        }
        return new PipeDescription(fifo, where, flags);
    }

    public Pipe pipe() {
        return pipe;
    }

    @Override
    protected void release() {
        pipe.close(reads, writes);
    }

    @Override
    public void awaitOpened(Waiter waiter) {
        if (anonymous || metOther || isNonBlocking() || reads == writes) {
            return;
        }
        pipe.changed.await(
                waiter,
                () -> reads
                        ? pipe.hasWriters() || pipe.writerGeneration() != seenWriters
                        : pipe.hasReaders() || pipe.readerGeneration() != seenReaders,
                Deadline.NEVER);
    }

    @Override
    public String describe() {
        return anonymous ? "pipe:[" + pipe.ino + "]" : super.describe();
    }

    @Override
    public FileStatus status() {
        if (!anonymous) {
            return inode().status();
        }
        return new FileStatus(
                DEVICE, pipe.ino, FileMode.FIFO | 0600, 1, 0, 0, 0, 0, 4096, 0, opened, opened, opened, Timestamp.ZERO);
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return anonymous ? FileSystemStatus.virtual(FileSystemStatus.PIPE) : super.fileSystemStatus();
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        while (true) {
            boolean more = pipe.hasWriters(); // Before the take: who writes and closes between loses nothing.
            int taken = pipe.take(target);
            if (taken > 0 || !more || target.size() == 0) {
                return taken;
            }
            if (isNonBlocking()) {
                throw new LinuxException(Errno.EAGAIN);
            }
            pipe.changed.await(waiter, () -> pipe.available() > 0 || !pipe.hasWriters(), Deadline.NEVER);
        }
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        long done = 0;
        try {
            while (done < source.size()) {
                long rest = source.size() - done;
                int put = pipe.offer(source.slice(done, rest));
                done += put;
                if (done == source.size()) {
                    break;
                }
                if (isNonBlocking()) {
                    throw new LinuxException(Errno.EAGAIN);
                }
                long needed = source.size() <= Pipe.ATOMIC ? rest : 1;
                pipe.changed.await(waiter, () -> pipe.room() >= needed || !pipe.hasReaders(), Deadline.NEVER);
            }
        } catch (LinuxException e) {
            if (done == 0) {
                throw e;
            }
        }
        return done;
    }

    @Override
    public int poll() {
        int events = 0;
        if (reads) {
            boolean hungUp = !pipe.hasWriters() && (anonymous || pipe.writerGeneration() != seenWriters);
            events |= hungUp ? PollEvents.HANG_UP : 0;
            events |= pipe.available() > 0 ? PollEvents.IN | PollEvents.READ_NORMAL : 0;
        }
        if (writes) {
            events |= pipe.room() >= Pipe.ATOMIC ? PollEvents.OUT | PollEvents.WRITE_NORMAL : 0;
            events |= pipe.hasReaders() ? 0 : PollEvents.ERROR;
        }
        return events;
    }

    /** Blocks until one of {@code events} holds; EAGAIN if the file is non-blocking. */
    public void await(Waiter waiter, int events) {
        awaitReady(waiter, events);
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        pipe.changed.add(waiter);
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        pipe.changed.remove(waiter);
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        if (request == FIONREAD) {
            memory.writeInt(argument, pipe.available());
            return 0;
        }
        return super.control(request, argument, memory);
    }

    @Override
    public FileDescription reopen(int newFlags, Credentials credentials) {
        return anonymous ? new PipeDescription(pipe, null, newFlags) : open(pipe, location(), newFlags);
    }
}
