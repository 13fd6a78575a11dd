package org.graftvm.linux.vfs.dev;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.HostRandom;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;

/** The devices of mem(4), null(4), full(4) and random(4), opened. */
final class MemoryDevice extends FileDescription {
    /** Which one. */
    enum Kind {
        NULL,
        ZERO,
        FULL,
        RANDOM
    }

    private static final int PIECE = 1 << 14;

    private final Kind kind;

    MemoryDevice(Kind kind, Location where, int flags) {
        super(where, flags);
        this.kind = kind;
    }

    @Override
    public FileStatus status() {
        return inode().status();
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        switch (kind) {
            case NULL -> {
                return 0;
            }
            case ZERO, FULL -> target.zero(0, target.size());
            case RANDOM -> fillRandom(target);
        }
        return target.size();
    }

    private static void fillRandom(Buffers target) {
        for (long done = 0; done < target.size(); done += PIECE) {
            byte[] piece = HostRandom.bytes((int) Math.min(PIECE, target.size() - done));
            target.put(done, piece, 0, piece.length);
        }
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        if (kind == Kind.FULL) {
            throw new LinuxException(Errno.ENOSPC);
        }
        return source.size(); // What is written to random(4) would only add to the host's own entropy.
    }

    @Override
    public long readAt(Waiter waiter, Buffers target, long offset) {
        return read(waiter, target);
    }

    @Override
    public long writeAt(Waiter waiter, Buffers source, long offset) {
        return write(waiter, source);
    }

    @Override
    public long seek(long offset, int whence) {
        return 0;
    }
}
