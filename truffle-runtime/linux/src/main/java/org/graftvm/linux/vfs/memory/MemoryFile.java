package org.graftvm.linux.vfs.memory;

import java.util.Arrays;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.jspecify.annotations.Nullable;

/** A regular file in memory: chunks of bytes, absent where it is sparse. */
public final class MemoryFile extends VirtualInode {
    private static final int CHUNK = 1 << 15;
    private static final int SMALLEST = 256;

    /** Seals of fcntl(2): no more seals, no smaller, no larger, no writes. */
    static final int SEAL_SEAL = 1;

    private static final int SEAL_SHRINK = 2;
    private static final int SEAL_GROW = 4;
    private static final int SEAL_WRITE = 8;
    private static final int SEAL_FUTURE_WRITE = 16;

    private byte[] @Nullable [] chunks = new byte[1][];
    private long size;
    private long allocated;
    private int users;
    private int seals;

    public MemoryFile(MemoryFileSystem fileSystem, int mode, Credentials owner) {
        super(fileSystem, mode, owner);
    }

    @Override
    protected synchronized long size() {
        return size;
    }

    @Override
    protected synchronized long blocks() {
        return (allocated + 4095) / 4096 * 8;
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        int mask = (OpenFlags.canRead(flags) ? FileMode.MAY_READ : 0)
                | (OpenFlags.canWrite(flags) || (flags & OpenFlags.TRUNCATE) != 0 ? FileMode.MAY_WRITE : 0);
        requireAccess(credentials, mask);
        MemoryFileDescription file = new MemoryFileDescription(where, this, flags);
        if ((flags & OpenFlags.TRUNCATE) != 0) {
            try {
                truncate(0, credentials);
            } catch (LinuxException e) {
                file.close();
                throw e;
            }
        }
        return file;
    }

    synchronized void addUser() {
        users++;
    }

    synchronized void removeUser() {
        users--;
        freeIfUnused();
    }

    /** Gives the bytes back once the file has neither a name nor a user. */
    synchronized void freeIfUnused() {
        if (users == 0 && links() == 0) {
            setSize(0);
            end();
        }
    }

    synchronized int seals() {
        return seals;
    }

    synchronized void addSeals(int added) {
        if ((seals & SEAL_SEAL) != 0) {
            throw new LinuxException(Errno.EPERM);
        }
        seals |= added;
    }

    private void requireUnsealed(int which) {
        if ((seals & which) != 0) {
            throw new LinuxException(Errno.EPERM);
        }
    }

    // ---- content ----

    /** Copies bytes from {@code offset} on out; as many as there are. */
    synchronized long read(Buffers target, long offset) {
        long length = Math.min(target.size(), Math.max(0, size - offset));
        for (long done = 0; done < length; ) {
            long at = offset + done;
            int within = (int) (at % CHUNK);
            int part = (int) Math.min(CHUNK - within, length - done);
            byte[] chunk = chunkAt(at);
            int stored = 0;
            if (chunk != null && chunk.length > within) {
                stored = Math.min(chunk.length - within, part);
                target.put(done, chunk, within, stored);
            }
            target.zero(done + stored, part - stored);
            done += part;
        }
        touchAccessed();
        return length;
    }

    /** Copies {@code source} in at the end of the file. Returns the bytes copied. */
    synchronized long append(Buffers source) {
        return write(source, size);
    }

    /** Copies {@code source} in from {@code start} on. Returns the bytes copied, fewer if the file system is full. */
    synchronized long write(Buffers source, long start) {
        long length = source.size();
        if (start + length < 0) {
            throw new LinuxException(Errno.EFBIG);
        }
        requireUnsealed(SEAL_WRITE | SEAL_FUTURE_WRITE | (start + length > size ? SEAL_GROW : 0));
        for (long done = 0; done < length; ) {
            long at = start + done;
            int within = (int) (at % CHUNK);
            int part = (int) Math.min(CHUNK - within, length - done);
            byte[] chunk;
            try {
                chunk = chunkFor(at, within + part);
            } catch (LinuxException e) {
                if (done == 0) {
                    throw e;
                }
                length = done; // The disk is full: what fitted counts.
                break;
            }
            source.get(done, chunk, within, part);
            done += part;
        }
        if (length > 0) {
            size = Math.max(size, start + length);
            touch();
        }
        return length;
    }

    private byte @Nullable [] chunkAt(long offset) {
        long index = offset / CHUNK;
        return index < chunks.length ? chunks[(int) index] : null;
    }

    /** The chunk of {@code offset} with room for {@code needed} bytes. */
    private byte[] chunkFor(long offset, int needed) {
        long wanted = offset / CHUNK;
        if (wanted >= Integer.MAX_VALUE / 2) {
            throw new LinuxException(Errno.EFBIG);
        }
        int index = (int) wanted;
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
        }
        byte[] chunk = chunks[index];
        if (chunk != null && chunk.length >= needed) {
            return chunk;
        }
        int room = Math.clamp(Integer.highestOneBit(needed - 1) * 2L, SMALLEST, CHUNK);
        fileSystem().reserve(room - (chunk == null ? 0 : chunk.length));
        allocated += room - (chunk == null ? 0 : chunk.length);
        byte[] grown = chunk == null ? new byte[room] : Arrays.copyOf(chunk, room);
        chunks[index] = grown;
        return grown;
    }

    @Override
    public synchronized void truncate(long newSize, Credentials credentials) {
        if (newSize < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        requireUnsealed(newSize < size ? SEAL_SHRINK : newSize > size ? SEAL_GROW : 0);
        setSize(newSize);
        touch();
        tell(NotifyEvents.MODIFY);
    }

    private synchronized void setSize(long newSize) {
        if (newSize < size) {
            punch(newSize, size - newSize);
        }
        size = newSize;
    }

    /** Zeroes a range and gives whole chunks back. */
    synchronized void punch(long offset, long length) {
        long end = Math.min(offset + length, size);
        for (long at = offset; at < end; ) {
            int within = (int) (at % CHUNK);
            long part = Math.min(CHUNK - within, end - at);
            byte[] chunk = chunkAt(at);
            if (chunk != null) {
                if (within == 0 && (part == CHUNK || at + part >= size)) {
                    chunks[(int) (at / CHUNK)] = null;
                    allocated -= chunk.length;
                    fileSystem().reserve(-chunk.length);
                } else if (within < chunk.length) {
                    Arrays.fill(chunk, within, (int) Math.min(chunk.length, within + part), (byte) 0);
                }
            }
            at += part;
        }
    }

    /** Makes sure that later writes to the range find room. */
    synchronized void allocate(long offset, long length, boolean grow) {
        for (long at = offset - offset % CHUNK; at < offset + length; at += CHUNK) {
            chunkFor(at, CHUNK);
        }
        if (grow) {
            size = Math.max(size, offset + length);
        }
        touch();
    }

    /** The first offset from {@code offset} on that is data, or a hole; -1 if there is none before the end. */
    synchronized long find(long offset, boolean data) {
        for (long at = offset; at < size; at = (at / CHUNK + 1) * CHUNK) {
            if ((chunkAt(at) != null) == data) {
                return at;
            }
        }
        return data ? -1 : size;
    }
}
