package org.graftvm.linux.syscall;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/** Arguments in guest memory. A bad address raises {@link GuestFault}, which becomes EFAULT. */
final class UserMemory {
    /** What one transfer moves at most, see read(2). */
    private static final long MAX_TRANSFER = 0x7ffff000L;

    private static final int MAX_PATH = 4096;
    private static final int MAX_VECTOR = 1024;

    private UserMemory() {}

    /** A path; ENAMETOOLONG if it does not end in time. */
    static String path(GuestMemory memory, long address) {
        return string(memory, address, MAX_PATH);
    }

    /** The bytes up to a zero, which must come within {@code limit} bytes; one char a byte. */
    static String string(GuestMemory memory, long address, int limit) {
        return ByteStrings.fromBytes(bytes(memory, address, limit, Errno.ENAMETOOLONG));
    }

    /** The bytes up to a zero; the error where it does not come within {@code limit} bytes. */
    static byte[] bytes(GuestMemory memory, long address, int limit, Errno tooLong) {
        int length = 0;
        while (memory.readByte(address + length) != 0) {
            if (++length >= limit) {
                throw new LinuxException(tooLong);
            }
        }
        byte[] bytes = new byte[length];
        memory.read(address, bytes, 0, length);
        return bytes;
    }

    /** A buffer that a call fills; only the front part where the rest is not accessible, as Linux does. */
    static Buffers target(GuestMemory memory, long address, long length) {
        return Buffers.of(segment(memory, address, length, Access.WRITE));
    }

    /** A buffer that a call takes bytes from. */
    static Buffers source(GuestMemory memory, long address, long length) {
        return Buffers.of(segment(memory, address, length, Access.READ));
    }

    private static MemorySegment segment(GuestMemory memory, long address, long length, Access access) {
        if (length < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        long wanted = Math.min(length, MAX_TRANSFER);
        try {
            return memory.slice(address, wanted, access);
        } catch (GuestFault e) {
            long reachable = e.trap() instanceof Trap.MemoryFault fault ? fault.address() - address : 0;
            if (reachable <= 0 || reachable >= wanted) {
                throw e;
            }
            return memory.slice(address, reachable, access);
        }
    }

    /** The buffers of readv(2) and the like. */
    static Buffers vector(GuestMemory memory, long address, int count, Access access) {
        if (count < 0 || count > MAX_VECTOR) {
            throw new LinuxException(Errno.EINVAL);
        }
        List<MemorySegment> segments = new ArrayList<>(count);
        long total = 0;
        for (int i = 0; i < count; i++) {
            long start = memory.readLong(address + 16L * i);
            long length = memory.readLong(address + 16L * i + 8);
            if (length < 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            length = Math.min(length, MAX_TRANSFER - total);
            if (length == 0) {
                continue;
            }
            MemorySegment segment;
            try {
                segment = segment(memory, start, length, access);
            } catch (GuestFault e) {
                if (segments.isEmpty()) {
                    throw e;
                }
                break;
            }
            segments.add(segment);
            total += segment.byteSize();
            if (segment.byteSize() < length) {
                break;
            }
        }
        return Buffers.of(segments);
    }

    /** Copies bytes of a string without a zero behind them. */
    static void write(GuestMemory memory, long address, byte[] bytes, int length) {
        memory.write(address, bytes, 0, length);
    }
}
