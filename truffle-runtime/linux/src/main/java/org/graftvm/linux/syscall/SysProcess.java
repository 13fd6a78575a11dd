package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;
import static org.graftvm.linux.syscall.Support.REFUSED;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.CloneFlags;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.task.Clone;
import org.graftvm.linux.task.ExitStatus;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Programs;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;

/** Processes and threads: how they begin, end, and are told apart. */
final class SysProcess {
    private static final int CLONE_ARGS_SIZE_VER0 = 64;
    private static final int LONGEST_STRING = 128 << 10;
    private static final int MOST_STRINGS = 1 << 17;

    private SysProcess() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("exit(number)", SysProcess::exit);
        table.row("exit_group(number)", SysProcess::exitGroup);
        table.row("clone(clone_flags, address, address, address, address) = pid", SysProcess::clone, PARTIAL, "no namespaces; processes with one memory do not share their signal handlers");
        table.row("clone3(address, size) = pid", SysProcess::clone3, PARTIAL, "as clone; no set_tid, no cgroup");
        table.row("fork() = pid", (task, arguments) -> Clone.FORK.execute(task));
        table.row("vfork() = pid", (task, arguments) -> Clone.VFORK.execute(task));
        table.row("execve(path, strings, address)", SysProcess::execve, PARTIAL, "programs of this ISA, and scripts");
        table.row("execveat(dirfd, path, strings, address, at_flags)", SysProcess::execveat, PARTIAL, "as execve");
        table.row("set_tid_address(address) = pid", SysProcess::setTidAddress);
        table.row("getpid() = pid", (task, arguments) -> task.process().pid());
        table.row("getppid() = pid", (task, arguments) -> task.process().parentPid());
        table.row("gettid() = pid", (task, arguments) -> task.tid());
        table.row("getpgid(pid) = pid", (task, arguments) -> find(task, arguments.integer(0)).processGroup());
        table.row("getpgrp() = pid", (task, arguments) -> task.process().processGroup());
        table.row("setpgid(pid, pid)", SysProcess::setpgid);
        table.row("getsid(pid) = pid", (task, arguments) -> find(task, arguments.integer(0)).session());
        table.row("setsid() = pid", SysProcess::setsid);
        table.row("unshare(clone_flags)", SysProcess::unshare, PARTIAL, "EPERM for namespaces; EINVAL for the rest");
        table.row("rseq(address, size, hex, hex)", SysProcess::absent, REFUSED, "ENOSYS: libraries do without");
        // spotless:on
    }

    private static long exit(Task task, Arguments arguments) {
        task.exit(arguments.integer(0));
        return 0;
    }

    private static long exitGroup(Task task, Arguments arguments) {
        task.replaceRegisters();
        task.process().exit(new ExitStatus.Exited(arguments.integer(0) & 0xff));
        return 0;
    }

    private static long absent(Task task, Arguments arguments) {
        throw new LinuxException(Errno.ENOSYS);
    }

    private static long clone(Task task, Arguments arguments) {
        boolean tlsFirst = task.abi().cloneTlsFirst();
        return new Clone(
                        arguments.word(0) & 0xffffffffL & ~CloneFlags.CSIGNAL,
                        (int) (arguments.word(0) & CloneFlags.CSIGNAL),
                        arguments.word(1),
                        arguments.word(2),
                        arguments.word(tlsFirst ? 4 : 3),
                        arguments.word(tlsFirst ? 3 : 4),
                        arguments.word(2))
                .execute(task);
    }

    private static long clone3(Task task, Arguments arguments) {
        long address = arguments.word(0);
        long size = arguments.word(1);
        if (size < CLONE_ARGS_SIZE_VER0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (size > GuestMemory.PAGE_SIZE) {
            throw new LinuxException(Errno.E2BIG);
        }
        GuestMemory memory = task.memory();
        long flags = memory.readLong(address);
        long stack = memory.readLong(address + 40);
        long stackSize = memory.readLong(address + 48);
        if ((flags & (CloneFlags.CSIGNAL | CloneFlags.CLONE_DETACHED)) != 0 || stack == 0 != (stackSize == 0)) {
            throw new LinuxException(Errno.EINVAL);
        }
        long exitSignal = memory.readLong(address + 32);
        if ((exitSignal & ~CloneFlags.CSIGNAL) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return new Clone(
                        flags,
                        (int) exitSignal,
                        stack + stackSize,
                        memory.readLong(address + 24),
                        memory.readLong(address + 16),
                        memory.readLong(address + 56),
                        memory.readLong(address + 8))
                .execute(task);
    }

    private static long execve(Task task, Arguments arguments) {
        GuestMemory memory = task.memory();
        String path = UserMemory.path(memory, arguments.word(0));
        Programs.replace(task, path, strings(memory, arguments.word(1)), strings(memory, arguments.word(2)));
        return 0;
    }

    /** execveat(2): what is open is named as the shell of a script would name it. */
    private static long execveat(Task task, Arguments arguments) {
        GuestMemory memory = task.memory();
        int directory = arguments.integer(0);
        int flags = arguments.integer(4);
        String path = UserMemory.path(memory, arguments.word(1));
        if (path.isEmpty() && (flags & FileArguments.AT_EMPTY_PATH) == 0) {
            throw new LinuxException(Errno.ENOENT);
        }
        FileArguments.requireFlags(flags, FileArguments.AT_EMPTY_PATH | FileArguments.AT_SYMLINK_NOFOLLOW);
        if (!path.isEmpty()
                && (flags & FileArguments.AT_SYMLINK_NOFOLLOW) != 0
                && FileArguments.find(task, directory, path, false).inode().type() == FileMode.SYMLINK) {
            throw new LinuxException(Errno.ELOOP);
        }
        if (!path.startsWith("/") && directory != FileArguments.AT_FDCWD) {
            task.files().use(directory).close(); // EBADF
            String open = "/proc/self/fd/" + directory;
            path = path.isEmpty() ? open : open + "/" + path;
        }
        Programs.replace(task, path, strings(memory, arguments.word(2)), strings(memory, arguments.word(3)));
        return 0;
    }

    private static List<byte[]> strings(GuestMemory memory, long array) {
        List<byte[]> strings = new ArrayList<>();
        if (array == 0) {
            return strings;
        }
        for (int i = 0; ; i++) {
            long address = memory.readLong(array + i * 8L);
            if (address == 0) {
                return strings;
            }
            if (i == MOST_STRINGS) {
                throw new LinuxException(Errno.E2BIG);
            }
            strings.add(UserMemory.bytes(memory, address, LONGEST_STRING, Errno.E2BIG));
        }
    }

    private static long setTidAddress(Task task, Arguments arguments) {
        task.setClearChildTid(arguments.word(0));
        return task.tid();
    }

    /** The process with an id, 0 meaning the caller's. */
    static Process find(Task task, int pid) {
        Process process = pid == 0 ? task.process() : task.kernel().process(pid);
        if (process == null) {
            throw new LinuxException(Errno.ESRCH);
        }
        return process;
    }

    private static long setpgid(Task task, Arguments arguments) {
        Process process = find(task, arguments.integer(0));
        int group = arguments.integer(1) == 0 ? process.pid() : arguments.integer(1);
        if (group < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        boolean exists = task.kernel().processes().stream().anyMatch(other -> other.processGroup() == group);
        if (process.session() == process.pid() || group != process.pid() && !exists) {
            throw new LinuxException(Errno.EPERM);
        }
        process.setProcessGroup(group);
        return 0;
    }

    private static long setsid(Task task, Arguments arguments) {
        Process process = task.process();
        if (process.processGroup() == process.pid()) {
            throw new LinuxException(Errno.EPERM);
        }
        process.setSession(process.pid());
        process.setProcessGroup(process.pid());
        return process.pid();
    }

    private static long unshare(Task task, Arguments arguments) {
        boolean namespaces = (arguments.word(0) & CloneFlags.NAMESPACES) != 0;
        if (arguments.word(0) == 0) {
            return 0;
        }
        throw new LinuxException(namespaces ? Errno.EPERM : Errno.EINVAL);
    }
}
