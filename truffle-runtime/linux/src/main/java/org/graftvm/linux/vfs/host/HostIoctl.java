package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/**
 * The ioctls that reach the host. Only those whose structure is the same on all ISAs pass; the rest is ENOTTY, since the
 * kernel would write where it likes.
 */
final class HostIoctl {
    private enum Kind {
        IN,
        OUT,
        IN_OUT,
        VALUE
    }

    private static final int TCGETS = 0x5401;

    private HostIoctl() {}

    static boolean isTerminal(int fd) {
        MemorySegment termios = LibcNative.scratch().struct;
        return LibcNative.callOnce(Function.IOCTL, fd, TCGETS, termios.address(), 0, 0, 0) == 0;
    }

    static long control(int fd, int request, long argument, GuestMemory memory) {
        return switch (request) {
            // spotless:off
            case TCGETS -> pass(fd, request, argument, 36, Kind.OUT, memory); // TCGETS
            case 0x5402, 0x5403, 0x5404 -> pass(fd, request, argument, 36, Kind.IN, memory); // TCSETS, TCSETSW, TCSETSF
            case 0x802c542a -> pass(fd, request, argument, 44, Kind.OUT, memory); // TCGETS2
            case 0x402c542b, 0x402c542c, 0x402c542d -> pass(fd, request, argument, 44, Kind.IN, memory); // TCSETS2…
            case 0x5409, 0x540a, 0x540b -> pass(fd, request, argument, 0, Kind.VALUE, memory); // TCSBRK, TCXONC, TCFLSH
            case 0x5425 -> pass(fd, request, argument, 0, Kind.VALUE, memory); // TCSBRKP
            case 0x540c, 0x540d -> pass(fd, request, argument, 0, Kind.VALUE, memory); // TIOCEXCL, TIOCNXCL
            case 0x5411, 0x541b -> pass(fd, request, argument, 4, Kind.OUT, memory); // TIOCOUTQ, FIONREAD
            case 0x5413 -> pass(fd, request, argument, 8, Kind.OUT, memory); // TIOCGWINSZ
            case 0x5414 -> pass(fd, request, argument, 8, Kind.IN, memory); // TIOCSWINSZ
            case 0x5415 -> pass(fd, request, argument, 4, Kind.OUT, memory); // TIOCMGET
            case 0x5424 -> pass(fd, request, argument, 4, Kind.OUT, memory); // TIOCGETD
            case 0x80045430 -> pass(fd, request, argument, 4, Kind.OUT, memory); // TIOCGPTN
            case 0x80086601 -> pass(fd, request, argument, 8, Kind.OUT, memory); // FS_IOC_GETFLAGS
            case 0x00000002 -> pass(fd, request, argument, 4, Kind.OUT, memory); // FIGETBSZ
            case 0x80081272 -> pass(fd, request, argument, 8, Kind.OUT, memory); // BLKGETSIZE64
            case 0x8905 -> pass(fd, request, argument, 4, Kind.OUT, memory); // SIOCATMARK
            case NetworkDevices.SIOCGIFCONF -> NetworkDevices.list(fd, argument, memory);
            // spotless:on
            default -> {
                if (NetworkDevices.isQuestion(request)) {
                    yield pass(fd, request, argument, NetworkDevices.QUESTION_SIZE, Kind.IN_OUT, memory);
                }
                throw new LinuxException(Errno.ENOTTY);
            }
        };
    }

    private static long pass(int fd, int request, long argument, int size, Kind kind, GuestMemory memory) {
        long word = Integer.toUnsignedLong(request);
        if (kind == Kind.VALUE) {
            return call(Function.IOCTL, fd, word, (int) argument);
        }
        if (kind == Kind.IN) {
            MemorySegment source = memory.slice(argument, size, Access.READ);
            return call(Function.IOCTL, fd, word, source.address());
        }
        // The host first says whether this is such a device at all: its errno counts before EFAULT.
        MemorySegment result = LibcNative.scratch().struct.asSlice(0, size);
        if (kind == Kind.IN_OUT) {
            result.copyFrom(memory.slice(argument, size, Access.READ));
        }
        long value = call(Function.IOCTL, fd, word, result.address());
        MemorySegment target = memory.slice(argument, size, Access.WRITE);
        target.copyFrom(result);
        memory.written(target);
        return value;
    }
}
