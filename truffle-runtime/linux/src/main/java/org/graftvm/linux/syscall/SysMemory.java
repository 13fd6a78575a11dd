package org.graftvm.linux.syscall;

import static org.graftvm.linux.abi.MemoryFlags.MADV_COLLAPSE;
import static org.graftvm.linux.abi.MemoryFlags.MADV_DONTNEED;
import static org.graftvm.linux.abi.MemoryFlags.MADV_FREE;
import static org.graftvm.linux.abi.MemoryFlags.MADV_POPULATE_WRITE;
import static org.graftvm.linux.abi.MemoryFlags.MADV_REMOVE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MS_ASYNC;
import static org.graftvm.linux.abi.MemoryFlags.MS_INVALIDATE;
import static org.graftvm.linux.abi.MemoryFlags.MS_SYNC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_GROWSDOWN;
import static org.graftvm.linux.abi.MemoryFlags.PROT_GROWSUP;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;
import static org.graftvm.linux.syscall.Support.IGNORED;
import static org.graftvm.linux.syscall.Support.PARTIAL;
import static org.graftvm.linux.syscall.Support.REFUSED;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.task.FileMapping;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/** Memory: mmap(2) and its kin. */
final class SysMemory {
    private static final int PAGE = AddressSpace.PAGE;

    private SysMemory() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("brk(address) = address", SysMemory::brk);
        table.row("mmap(address, size, prot, map_flags, fd, offset) = address", SysMemory::mmap, PARTIAL,
                "mappings of files are copies, the same for all shared ones: writes reach the file at msync, munmap and exit");
        table.row("munmap(address, size)", SysMemory::munmap);
        table.row("mprotect(address, size, prot)", SysMemory::mprotect);
        table.row("mremap(address, size, size, mremap_flags, address) = address", SysMemory::mremap, PARTIAL,
                "no second mapping of shared memory (old size 0)");
        table.row("msync(address, size, msync_flags)", SysMemory::msync);
        table.row("madvise(address, size, madvise)", SysMemory::madvise, PARTIAL,
                "MADV_DONTNEED and MADV_FREE act; other advice is checked and ignored");
        table.row("mincore(address, size, address)", SysMemory::mincore, PARTIAL, "every mapped page counts as resident");
        table.row("mlock(address, size)", SysMemory::lock, IGNORED, "guest memory is not locked on the host");
        table.row("mlock2(address, size, number)", SysMemory::lock, IGNORED, "guest memory is not locked on the host");
        table.row("munlock(address, size)", SysMemory::lock, IGNORED, "");
        table.row("mlockall(number)", (task, arguments) -> 0, IGNORED, "guest memory is not locked on the host");
        table.row("munlockall()", (task, arguments) -> 0, IGNORED, "");
        table.row("membarrier(number, hex, number)", SysMemory::refuse, REFUSED,
                "ENOSYS: callers have other ways, such as mprotect");
        // spotless:on
    }

    private static long brk(Task task, Arguments arguments) {
        return task.process().addressSpace().brk(arguments.word(0));
    }

    private static long mmap(Task task, Arguments arguments) {
        int flags = arguments.integer(3);
        if ((flags & MAP_ANONYMOUS) != 0) {
            return map(task, arguments, null);
        }
        try (FileDescription description = task.files().useForIo(arguments.integer(4))) {
            return map(task, arguments, FileMapping.forMap(description, arguments.integer(2), flags));
        }
    }

    private static long map(Task task, Arguments arguments, @Nullable FileBacking file) {
        return task.process()
                .addressSpace()
                .map(
                        arguments.word(0),
                        arguments.word(1),
                        arguments.integer(2),
                        arguments.integer(3),
                        file,
                        arguments.word(5));
    }

    private static long munmap(Task task, Arguments arguments) {
        task.process().addressSpace().unmap(arguments.word(0), arguments.word(1));
        return 0;
    }

    private static long mprotect(Task task, Arguments arguments) {
        int protection = arguments.integer(2);
        if ((protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN | PROT_GROWSUP)) != 0
                || (protection & (PROT_GROWSDOWN | PROT_GROWSUP)) == (PROT_GROWSDOWN | PROT_GROWSUP)) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.process().addressSpace().protect(arguments.word(0), arguments.word(1), protection);
        return 0;
    }

    private static long mremap(Task task, Arguments arguments) {
        return task.process()
                .addressSpace()
                .remap(
                        arguments.word(0),
                        arguments.word(1),
                        arguments.word(2),
                        arguments.integer(3),
                        arguments.word(4));
    }

    private static long msync(Task task, Arguments arguments) {
        int flags = arguments.integer(2);
        if ((flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) != 0
                || (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC)) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.process().addressSpace().sync(arguments.word(0), arguments.word(1));
        return 0;
    }

    private static long madvise(Task task, Arguments arguments) {
        long start = arguments.word(0);
        long length = arguments.word(1);
        int advice = arguments.integer(2);
        AddressSpace space = task.process().addressSpace();
        if (advice == MADV_DONTNEED || advice == MADV_FREE) {
            space.discard(start, length);
            return 0;
        }
        boolean known = advice >= 0 && advice <= MADV_COLLAPSE && (advice < 5 || advice > 7);
        if (!known || advice == MADV_REMOVE) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (!space.isMapped(start, length)) {
            throw new LinuxException(advice == MADV_POPULATE_WRITE ? Errno.EFAULT : Errno.ENOMEM);
        }
        return 0;
    }

    private static long mincore(Task task, Arguments arguments) {
        long start = arguments.word(0);
        long length = arguments.word(1);
        if (!task.process().addressSpace().isMapped(start, length)) {
            throw new LinuxException(Errno.ENOMEM);
        }
        for (long page = 0; page < AddressSpace.roundUp(length) / PAGE; page++) {
            task.memory().writeByte(arguments.word(2) + page, (byte) 1);
        }
        return 0;
    }

    private static long lock(Task task, Arguments arguments) {
        long start = AddressSpace.roundDown(arguments.word(0));
        long end = AddressSpace.roundUp(arguments.word(0) + arguments.word(1));
        if (!task.process().addressSpace().isMapped(start, end - start)) {
            throw new LinuxException(Errno.ENOMEM);
        }
        return 0;
    }

    private static long refuse(Task task, Arguments arguments) {
        throw new LinuxException(Errno.ENOSYS);
    }
}
