package org.graftvm.linux.vfs.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;

/**
 * Calls functions of the host's C library. All go through one method handle that takes six machine words, since linking a
 * handle costs milliseconds of start-up: 32-bit arguments sit in the lower half of a register on all hosts, and what
 * variadic functions such as openat take sits in the same registers on Linux.
 */
final class LibcNative {
    /** Whether this host is Linux, the only one whose files can be used so far. */
    static final boolean SUPPORTED =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

    /** The functions used. Each is looked up when it is first called. */
    enum Function {
        ACCEPT4,
        BIND,
        CHMOD,
        CLOSE,
        CONNECT,
        COPY_FILE_RANGE(true),
        EPOLL_CREATE1,
        EPOLL_CTL,
        EPOLL_WAIT,
        FACCESSAT,
        FALLOCATE,
        FCHMOD,
        FCHOWN,
        FCHOWNAT,
        FCNTL,
        FDATASYNC,
        FLOCK,
        FSTATFS,
        FSYNC,
        FTRUNCATE,
        GETDENTS64(true),
        GETPEERNAME,
        GETSOCKNAME,
        GETSOCKOPT,
        GETXATTR(true),
        INOTIFY_ADD_WATCH,
        INOTIFY_INIT1,
        INOTIFY_RM_WATCH,
        IOCTL,
        LINKAT,
        KILL,
        LISTEN,
        LISTXATTR(true),
        LSEEK(true),
        MKDIRAT,
        MKNODAT,
        OPENAT,
        POLL,
        PREAD(true),
        PREADV(true),
        PWRITE(true),
        PWRITEV(true),
        READ(true),
        READLINKAT(true),
        READV(true),
        RECVMSG(true),
        REMOVEXATTR,
        RENAMEAT2,
        SENDMSG(true),
        SETSOCKOPT,
        SETXATTR,
        SHUTDOWN,
        SOCKET,
        STATX,
        SYMLINKAT,
        SYSCALL(true),
        TRUNCATE,
        UNLINKAT,
        UTIMENSAT,
        WRITE(true),
        WRITEV(true);

        private final boolean returnsLong;
        private volatile MemorySegment address = MemorySegment.NULL;

        Function() {
            this(false);
        }

        Function(boolean returnsLong) {
            this.returnsLong = returnsLong;
        }

        private MemorySegment address() {
            MemorySegment found = address;
            if (found.address() == 0) {
                found = LINKER.defaultLookup().findOrThrow(name().toLowerCase(Locale.ROOT));
                address = found;
            }
            return found;
        }
    }

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));
    private static final VarHandle ERRNO = Linker.Option.captureStateLayout()
            .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private LibcNative() {}

    /** Memory of a thread for arguments; a call may use any of it until the next call. */
    static final class Scratch {
        private static final int PATH_SIZE = 2 * 4096;

        private final MemorySegment state;
        private final MemorySegment firstPath;
        private final MemorySegment secondPath;
        /** Structures, at most 256 bytes. */
        final MemorySegment struct;

        private Scratch() {
            Arena arena = Arena.ofAuto();
            state = arena.allocate(Linker.Option.captureStateLayout());
            firstPath = arena.allocate(PATH_SIZE);
            secondPath = arena.allocate(PATH_SIZE);
            struct = arena.allocate(256, 8);
        }

        /** The C string of a byte string. */
        long path(String path) {
            return put(firstPath, path);
        }

        /** Another C string. */
        long secondPath(String path) {
            return put(secondPath, path);
        }

        private static long put(MemorySegment target, String path) {
            if (path.length() >= PATH_SIZE || path.indexOf(0) >= 0) {
                throw new LinuxException(Errno.ENAMETOOLONG);
            }
            target.setString(0, path, StandardCharsets.ISO_8859_1);
            return target.address();
        }

        /** Room for a path that a call returns. */
        MemorySegment buffer() {
            return secondPath;
        }
    }

    static Scratch scratch() {
        return SCRATCH.get();
    }

    /**
     * Calls a function that returns an int or a long and -1 for an error. A call that a host signal interrupts is repeated.
     *
     * @throws LinuxException with the host's errno
     */
    static long call(Function function, long a, long b, long c, long d, long e, long f) {
        while (true) {
            long result = callOnce(function, a, b, c, d, e, f);
            if (result != -Errno.EINTR.number()) {
                if (result < 0 && result > -4096) {
                    Errno errno = Errno.of((int) -result);
                    throw new LinuxException(errno == null ? Errno.EIO : errno);
                }
                return result;
            }
        }
    }

    static long call(Function function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0, 0);
    }

    static long call(Function function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0, 0);
    }

    static long call(Function function, long a, long b, long c, long d, long e) {
        return call(function, a, b, c, d, e, 0);
    }

    /** The result, or the negative errno. */
    static long callOnce(Function function, long a, long b, long c, long d, long e, long f) {
        MemorySegment state = SCRATCH.get().state;
        try {
            // SAFETY: the callers in this package pass addresses of scratch memory, or of buffers that they keep
            // reachable, with their true sizes.
            long result = (long) CALL.invokeExact(function.address(), state, a, b, c, d, e, f);
            boolean failed = function.returnsLong ? result == -1 : (int) result == -1;
            if (failed) {
                return -(int) ERRNO.get(state, 0L);
            }
            // The upper half of the register is undefined for an int.
            return function.returnsLong ? result : (int) result;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
