package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.ipc.IpcObject;
import org.graftvm.linux.ipc.IpcTable;
import org.graftvm.linux.ipc.SemaphoreOperation;
import org.graftvm.linux.ipc.SemaphoreSet;
import org.graftvm.linux.ipc.Semaphores;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Timespec;
import org.graftvm.machine.GuestMemory;

/** Semaphores of System V: semget(2) and its kin. */
final class SysSemaphore {
    private static final int GETPID = 11;
    private static final int GETVAL = 12;
    private static final int GETALL = 13;
    private static final int GETNCNT = 14;
    private static final int GETZCNT = 15;
    private static final int SETVAL = 16;
    private static final int SETALL = 17;
    private static final int SEM_STAT = 18;
    private static final int SEM_INFO = 19;
    private static final int SEM_STAT_ANY = 20;

    /** Bytes of struct sembuf. */
    private static final int OPERATION_SIZE = 6;

    private SysSemaphore() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("semget(hex, number, hex)", (task, a) -> semaphores(task).get(a.integer(0), a.integer(1), a.integer(2), task.process().identity()),
                PARTIAL, "at most a million semaphores");
        table.row("semop(number, address, size)", (task, a) -> operate(task, a, 0));
        table.row("semtimedop(number, address, size, timespec)", (task, a) -> operate(task, a, a.word(3)));
        table.row("semctl(number, number, number, address)", SysSemaphore::control);
        // spotless:on
    }

    private static Semaphores semaphores(Task task) {
        return task.kernel().ipc().semaphores();
    }

    private static long operate(Task task, Arguments a, long timeout) {
        GuestMemory memory = task.memory();
        Deadline deadline = timeout == 0 ? Deadline.NEVER : Deadline.after(Timespec.read(memory, timeout));
        long count = a.word(2);
        if (count <= 0 || a.integer(0) < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (count > Semaphores.MOST_OPERATIONS) {
            throw new LinuxException(Errno.E2BIG);
        }
        List<SemaphoreOperation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = a.word(1) + (long) i * OPERATION_SIZE;
            operations.add(new SemaphoreOperation(
                    memory.readShort(at) & 0xffff, memory.readShort(at + 2), memory.readShort(at + 4)));
        }
        semaphores(task)
                .operate(
                        task,
                        a.integer(0),
                        operations,
                        deadline,
                        task.process().identity(),
                        task.process().pid());
        return 0;
    }

    private static long control(Task task, Arguments a) {
        IpcTable<SemaphoreSet> table = semaphores(task).table();
        Identity who = task.process().identity();
        int id = a.integer(0);
        int command = a.integer(2);
        long address = a.word(3);
        switch (command) {
            case IpcLayout.IPC_INFO, SEM_INFO -> {
                info(task, address, command == SEM_INFO);
                return table.highestIndex();
            }
            case IpcLayout.IPC_STAT -> {
                SemaphoreSet set = table.find(id);
                set.requireAccess(who, IpcObject.READ);
                IpcLayout.semaphores(task, address, set);
                return 0;
            }
            case SEM_STAT, SEM_STAT_ANY -> {
                SemaphoreSet set = table.at(id);
                if (command == SEM_STAT) {
                    set.requireAccess(who, IpcObject.READ);
                }
                IpcLayout.semaphores(task, address, set);
                return set.id();
            }
            case IpcLayout.IPC_SET -> {
                IpcLayout.setOwner(task, table.find(id), address);
                return 0;
            }
            case IpcLayout.IPC_RMID -> {
                SemaphoreSet set = table.find(id);
                set.requireOwner(who);
                semaphores(task).remove(set);
                return 0;
            }
            case GETALL, SETALL -> {
                all(task, table.find(id), command == SETALL, address);
                return 0;
            }
            case GETVAL, GETPID, GETNCNT, GETZCNT, SETVAL -> {
                return one(task, table.find(id), a.integer(1), command, a.integer(3));
            }
            default -> throw new LinuxException(Errno.EINVAL);
        }
    }

    private static void all(Task task, SemaphoreSet set, boolean sets, long address) {
        set.requireAccess(task.process().identity(), sets ? IpcObject.WRITE : IpcObject.READ);
        GuestMemory memory = task.memory();
        int[] values = set.values();
        for (int i = 0; i < values.length; i++) {
            if (sets) {
                values[i] = memory.readShort(address + 2L * i) & 0xffff;
            } else {
                memory.writeShort(address + 2L * i, (short) values[i]);
            }
        }
        if (sets) {
            set.set(0, values, task.process().pid());
        }
    }

    private static long one(Task task, SemaphoreSet set, int index, int command, int value) {
        set.requireAccess(task.process().identity(), command == SETVAL ? IpcObject.WRITE : IpcObject.READ);
        if (index < 0 || index >= set.count()) {
            throw new LinuxException(Errno.EINVAL);
        }
        return switch (command) {
            case GETVAL -> set.value(index);
            case GETPID -> set.lastPid(index);
            case GETNCNT -> set.waitingForIncrease(index);
            case GETZCNT -> set.waitingForZero(index);
            default -> {
                set.set(index, new int[] {value}, task.process().pid());
                yield 0;
            }
        };
    }

    /** struct seminfo: of its fields that mean nothing any more, the values that Linux gives. */
    private static void info(Task task, long address, boolean used) {
        Semaphores semaphores = semaphores(task);
        IpcLayout.ints(
                task.memory(),
                address,
                Semaphores.MOST,
                semaphores.table().limit(),
                Semaphores.MOST,
                Semaphores.MOST,
                Semaphores.LARGEST_SET,
                Semaphores.MOST_OPERATIONS,
                Semaphores.MOST_OPERATIONS,
                used ? semaphores.table().size() : 20,
                Semaphores.HIGHEST,
                used ? semaphores.used() : Semaphores.HIGHEST);
    }
}
