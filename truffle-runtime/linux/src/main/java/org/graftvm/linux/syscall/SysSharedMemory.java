package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.ipc.IpcObject;
import org.graftvm.linux.ipc.IpcTable;
import org.graftvm.linux.ipc.SharedSegment;
import org.graftvm.linux.ipc.SharedSegments;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;

/** Shared memory of System V: shmget(2) and its kin. */
final class SysSharedMemory {
    private static final int SHM_LOCK = 11;
    private static final int SHM_UNLOCK = 12;
    private static final int SHM_STAT = 13;
    private static final int SHM_INFO = 14;
    private static final int SHM_STAT_ANY = 15;
    private static final int SHM_HUGETLB = 04000;

    private SysSharedMemory() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("shmget(hex, size, hex)", SysSharedMemory::get, PARTIAL, "no huge pages; all segments together have the size of the memory limit");
        table.row("shmat(number, address, hex) = address", SysSharedMemory::attach);
        table.row("shmdt(address)", SysSharedMemory::detach);
        table.row("shmctl(number, number, address)", SysSharedMemory::control, PARTIAL, "memory is not locked on the host; the end of a process is no shm_lpid");
        // spotless:on
    }

    private static SharedSegments segments(Task task) {
        return task.kernel().ipc().segments();
    }

    private static long get(Task task, Arguments a) {
        int flags = a.integer(2);
        if ((flags & SHM_HUGETLB) != 0) {
            throw new LinuxException(Errno.ENOMEM); // As where no huge pages are set aside.
        }
        return segments(task)
                .get(
                        a.integer(0),
                        a.word(1),
                        flags,
                        task.process().identity(),
                        task.process().pid());
    }

    private static long attach(Task task, Arguments a) {
        return segments(task)
                .attach(
                        task.process().addressSpace(),
                        a.integer(0),
                        a.word(1),
                        a.integer(2),
                        task.process().identity(),
                        task.process().pid());
    }

    private static long detach(Task task, Arguments a) {
        segments(task)
                .detach(task.process().addressSpace(), a.word(0), task.process().pid());
        return 0;
    }

    private static long control(Task task, Arguments a) {
        SharedSegments segments = segments(task);
        IpcTable<SharedSegment> table = segments.table();
        GuestMemory memory = task.memory();
        int id = a.integer(0);
        long address = a.word(2);
        switch (a.integer(1)) {
            case IpcLayout.IPC_STAT -> {
                SharedSegment segment = table.find(id);
                segment.requireAccess(task.process().identity(), IpcObject.READ);
                IpcLayout.segment(memory, address, segment);
                return 0;
            }
            case SHM_STAT, SHM_STAT_ANY -> {
                SharedSegment segment = table.at(id);
                if (a.integer(1) == SHM_STAT) {
                    segment.requireAccess(task.process().identity(), IpcObject.READ);
                }
                IpcLayout.segment(memory, address, segment);
                return segment.id();
            }
            case IpcLayout.IPC_SET -> {
                IpcLayout.setOwner(task, table.find(id), address);
                return 0;
            }
            case IpcLayout.IPC_RMID -> {
                SharedSegment segment = table.find(id);
                segment.requireOwner(task.process().identity());
                segments.mark(segment);
                return 0;
            }
            case SHM_LOCK, SHM_UNLOCK -> {
                SharedSegment segment = table.find(id);
                segment.requireOwner(task.process().identity());
                segment.setLocked(a.integer(1) == SHM_LOCK);
                return 0;
            }
            case IpcLayout.IPC_INFO -> {
                long pages = segments.limit() / AddressSpace.PAGE;
                IpcLayout.longs(memory, address, segments.limit(), 1, table.limit(), table.limit(), pages, 0, 0, 0, 0);
                return table.highestIndex();
            }
            case SHM_INFO -> {
                long pages = segments.used() / AddressSpace.PAGE;
                IpcLayout.longs(memory, address, table.size(), pages, pages, 0, 0, 0);
                return table.highestIndex();
            }
            default -> throw new LinuxException(Errno.EINVAL);
        }
    }
}
