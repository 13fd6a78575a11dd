package org.graftvm.linux.syscall;

import java.nio.charset.StandardCharsets;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;

/** prctl(2). */
final class Prctl {
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int PR_GET_PDEATHSIG = 2;
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_NAME = 15;
    private static final int PR_GET_NAME = 16;
    private static final int PR_CAPBSET_READ = 23;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int PR_GET_TIMERSLACK = 30;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int PR_GET_NO_NEW_PRIVS = 39;
    private static final int PR_SET_THP_DISABLE = 41;
    private static final int PR_GET_THP_DISABLE = 42;

    /** Of the Yama security module, which here restricts nobody: any process of the same user may trace. */
    private static final int PR_SET_PTRACER = 0x5961_6d61;

    /** TASK_COMM_LEN. */
    private static final int NAME_SIZE = 16;

    private static final int LAST_CAPABILITY = 40;
    private static final int DEFAULT_SLACK = 50_000;

    private Prctl() {}

    static long call(Task task, Arguments arguments) {
        long argument = arguments.word(1);
        return switch (arguments.integer(0)) {
            case PR_SET_NAME -> setName(task, argument);
            case PR_GET_NAME -> getName(task, argument);
            case PR_GET_DUMPABLE -> task.process().isDumpable() ? 1 : 0;
            case PR_SET_DUMPABLE -> setDumpable(task, argument);
            case PR_GET_PDEATHSIG, PR_GET_CHILD_SUBREAPER -> {
                task.memory().writeInt(argument, 0);
                yield 0;
            }
            case PR_CAPBSET_READ -> {
                if (argument < 0 || argument > LAST_CAPABILITY) {
                    throw new LinuxException(Errno.EINVAL);
                }
                yield 1;
            }
            case PR_GET_TIMERSLACK -> DEFAULT_SLACK;
            case PR_GET_NO_NEW_PRIVS, PR_GET_THP_DISABLE -> 0;
            case PR_SET_PDEATHSIG,
                    PR_SET_TIMERSLACK,
                    PR_SET_CHILD_SUBREAPER,
                    PR_SET_NO_NEW_PRIVS,
                    PR_SET_THP_DISABLE,
                    PR_SET_PTRACER -> 0;
            default -> throw new LinuxException(Errno.EINVAL);
        };
    }

    private static long setDumpable(Task task, long value) {
        if (value != 0 && value != 1) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.process().setDumpable(value == 1);
        return 0;
    }

    private static long setName(Task task, long address) {
        byte[] name = new byte[NAME_SIZE - 1];
        int length = 0;
        while (length < name.length) {
            name[length] = task.memory().readByte(address + length);
            if (name[length] == 0) {
                break;
            }
            length++;
        }
        task.setName(new String(name, 0, length, StandardCharsets.UTF_8));
        return 0;
    }

    private static long getName(Task task, long address) {
        byte[] buffer = new byte[NAME_SIZE];
        byte[] name = task.name().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(name, 0, buffer, 0, Math.min(name.length, NAME_SIZE - 1));
        task.memory().write(address, buffer, 0, NAME_SIZE);
        return 0;
    }
}
