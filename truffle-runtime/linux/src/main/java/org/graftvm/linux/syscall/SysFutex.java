package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.futex.FutexTable;
import org.graftvm.linux.mm.Place;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Clocks;
import org.graftvm.linux.time.Timespec;
import org.graftvm.machine.GuestMemory;

/** futex(2) and what belongs to it. */
final class SysFutex {
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final int FUTEX_REQUEUE = 3;
    private static final int FUTEX_CMP_REQUEUE = 4;
    private static final int FUTEX_WAKE_OP = 5;
    private static final int FUTEX_WAIT_BITSET = 9;
    private static final int FUTEX_WAKE_BITSET = 10;
    private static final int FUTEX_PRIVATE_FLAG = 128;
    private static final int FUTEX_CLOCK_REALTIME = 256;

    private static final int ROBUST_LIST_SIZE = 24;

    private SysFutex() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("futex(address, futex_op, number, address, address, hex)", SysFutex::futex, PARTIAL,
                "no priority-inheriting operations (ENOSYS); shared futexes work within a process");
        table.row("set_robust_list(address, size)", SysFutex::setRobustList);
        table.row("get_robust_list(pid, address, address)", SysFutex::getRobustList);
        // spotless:on
    }

    private static long futex(Task task, Arguments arguments) {
        long address = arguments.word(0);
        int operation = arguments.integer(1);
        int value = arguments.integer(2);
        int command = operation & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
        boolean realtime = (operation & FUTEX_CLOCK_REALTIME) != 0;
        if (realtime && command != FUTEX_WAIT && command != FUTEX_WAIT_BITSET) {
            throw new LinuxException(Errno.ENOSYS);
        }
        FutexTable futexes = task.kernel().futexes();
        return switch (command) {
            case FUTEX_WAIT -> await(task, address, value, FutexTable.ANY, relative(task, arguments.word(3)));
            case FUTEX_WAIT_BITSET ->
                await(
                        task,
                        address,
                        value,
                        requireBitset(arguments.integer(5)),
                        absolute(task, arguments.word(3), realtime));
            case FUTEX_WAKE -> futexes.wake(readableKey(task, address), Math.max(1, value), FutexTable.ANY);
            case FUTEX_WAKE_BITSET ->
                futexes.wake(readableKey(task, address), Math.max(1, value), requireBitset(arguments.integer(5)));
            case FUTEX_REQUEUE -> requeue(task, arguments, false);
            case FUTEX_CMP_REQUEUE -> requeue(task, arguments, true);
            case FUTEX_WAKE_OP -> wakeOperation(task, arguments);
            default -> throw new LinuxException(Errno.ENOSYS);
        };
    }

    private static int requireBitset(int bitset) {
        if (bitset == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return bitset;
    }

    private static Place readableKey(Task task, long address) {
        // A private futex is only an address, but for one that could never be mapped.
        if (address < 0 || address >= task.memory().size()) {
            throw new LinuxException(Errno.EFAULT);
        }
        return task.kernel().futexes().key(task, address);
    }

    private static Deadline relative(Task task, long timespec) {
        return timespec == 0 ? Deadline.NEVER : Deadline.after(Timespec.read(task.memory(), timespec));
    }

    private static Deadline absolute(Task task, long timespec, boolean realtime) {
        return timespec == 0
                ? Deadline.NEVER
                : Clocks.deadline(
                        task, realtime ? Clocks.REALTIME : Clocks.MONOTONIC, Timespec.read(task.memory(), timespec));
    }

    private static long await(Task task, long address, int value, int bitset, Deadline deadline) {
        FutexTable futexes = task.kernel().futexes();
        try {
            futexes.await(task, futexes.key(task, address), address, value, bitset, deadline);
            return 0;
        } catch (LinuxException e) {
            if (e.errno() == Errno.ERESTARTSYS && deadline != Deadline.NEVER) {
                task.setRestart((again, arguments) -> await(again, address, value, bitset, deadline));
                throw new LinuxException(Errno.ERESTART_RESTARTBLOCK);
            }
            throw e;
        }
    }

    private static long requeue(Task task, Arguments arguments, boolean compare) {
        int wake = arguments.integer(2);
        int move = arguments.integer(3);
        if (wake < 0 || move < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        FutexTable futexes = task.kernel().futexes();
        long address = arguments.word(0);
        FutexTable.Requeued done = futexes.requeue(
                task,
                futexes.key(task, address),
                futexes.key(task, arguments.word(4)),
                wake,
                move,
                compare,
                address,
                arguments.integer(5));
        return compare ? done.woken() + done.moved() : done.woken();
    }

    private static long wakeOperation(Task task, Arguments arguments) {
        FutexTable futexes = task.kernel().futexes();
        long second = arguments.word(4);
        Place key = futexes.key(task, second);
        // Faults before anything is locked, if the word cannot be written.
        GuestMemory memory = task.memory();
        memory.check(second, 4, GuestMemory.Access.WRITE);
        WakeOperation operation = WakeOperation.decode(arguments.integer(5));
        return futexes.wakeOperation(
                futexes.key(task, arguments.word(0)),
                key,
                arguments.integer(2),
                arguments.integer(3),
                () -> operation.apply(memory, second));
    }

    /** The last argument of FUTEX_WAKE_OP: a change of a word and a comparison of its old value. */
    private record WakeOperation(int change, int operand, int comparison, int compared) {
        static WakeOperation decode(int encoded) {
            int operand = encoded << 8 >> 20;
            boolean shift = (encoded & 0x8000_0000) != 0;
            return new WakeOperation(
                    encoded >>> 28 & 7,
                    shift ? 1 << (operand & 31) : operand,
                    encoded >>> 24 & 15,
                    encoded << 20 >> 20);
        }

        boolean apply(GuestMemory memory, long address) {
            int old = memory.readInt(address);
            while (true) {
                int changed = switch (change) {
                    case 0 -> operand;
                    case 1 -> old + operand;
                    case 2 -> old | operand;
                    case 3 -> old & ~operand;
                    case 4 -> old ^ operand;
                    default -> throw new LinuxException(Errno.ENOSYS);
                };
                int seen = memory.compareAndExchangeInt(address, old, changed);
                if (seen == old) {
                    break;
                }
                old = seen;
            }
            return switch (comparison) {
                case 0 -> old == compared;
                case 1 -> old != compared;
                case 2 -> old < compared;
                case 3 -> old <= compared;
                case 4 -> old > compared;
                case 5 -> old >= compared;
                default -> throw new LinuxException(Errno.ENOSYS);
            };
        }
    }

    private static long setRobustList(Task task, Arguments arguments) {
        if (arguments.word(1) != ROBUST_LIST_SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.setRobustList(arguments.word(0), arguments.word(1));
        return 0;
    }

    private static long getRobustList(Task task, Arguments arguments) {
        Task target = arguments.integer(0) == 0 ? task : task.kernel().task(arguments.integer(0));
        if (target == null) {
            throw new LinuxException(Errno.ESRCH);
        }
        task.memory().writeLong(arguments.word(1), target.robustList());
        task.memory().writeLong(arguments.word(2), target.robustListSize());
        return 0;
    }
}
