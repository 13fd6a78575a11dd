package org.graftvm.linux.syscall;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.jspecify.annotations.Nullable;

/** The system calls of one ABI by number. */
public final class Dispatcher {
    /** No ABI numbers calls above this, but for x32, which is absent. */
    private static final int COUNT = 512;

    private final GuestAbi abi;
    private final @Nullable Syscall[] rows = new Syscall[COUNT];
    private final Map<Integer, Boolean> reported = new ConcurrentHashMap<>();

    public Dispatcher(GuestAbi abi, SyscallTable table) {
        this.abi = abi;
        for (int number = 0; number < COUNT; number++) {
            String name = abi.syscallName(number);
            if (name != null) {
                rows[number] = table.find(name);
            }
        }
    }

    /** The row of a number, or null where this kernel has no such call. */
    public @Nullable Syscall row(int number) {
        return number >= 0 && number < COUNT ? rows[number] : null;
    }

    /** The number of a call that this kernel has. */
    public int numberOf(String name) {
        for (int number = 0; number < COUNT; number++) {
            Syscall row = rows[number];
            if (row != null && row.name().equals(name)) {
                return number;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /**
     * Executes a call.
     *
     * @throws LinuxException for every way in which it can fail: ENOSYS for unknown calls, EFAULT for bad pointers
     */
    public long call(Task task, int number, Arguments arguments) {
        Syscall row = row(number);
        if (row == null) {
            reportUnknown(task, number);
            throw new LinuxException(Errno.ENOSYS);
        }
        try {
            return row.handler().call(task, arguments);
        } catch (GuestFault e) {
            // Handlers that use atomics check alignment themselves.
            throw new LinuxException(e.trap() instanceof Trap.Misaligned ? Errno.EINVAL : Errno.EFAULT);
        } catch (OutOfMemoryError e) {
            task.kernel().log("%s: the host is out of memory".formatted(row.name()));
            throw new LinuxException(Errno.ENOMEM);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | NullPointerException e) {
            // A mistake in this kernel: the guest must not bring the program around it down.
            task.kernel().log("internal error in %s: %s at %s".formatted(row.name(), e, e.getStackTrace()[0]));
            throw new LinuxException(Errno.EIO);
        }
    }

    private void reportUnknown(Task task, int number) {
        if (reported.putIfAbsent(number, Boolean.TRUE) == null) {
            String name = abi.syscallName(number);
            task.kernel().log("system call %s is not implemented".formatted(name == null ? "number " + number : name));
        }
    }
}
