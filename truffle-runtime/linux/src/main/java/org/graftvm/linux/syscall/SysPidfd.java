package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.ProcessFile;
import org.graftvm.linux.task.SignalFile;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.proc.ProcFiles;

/** Processes and signals as files: pidfd_open(2), signalfd(2). */
final class SysPidfd {
    private static final int SIGSET_SIZE = 8;

    private SysPidfd() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("pidfd_open(pid, hex) = fd", SysPidfd::open);
        table.row("pidfd_send_signal(fd, signal, address, hex)", SysPidfd::sendSignal);
        table.row("pidfd_getfd(fd, fd, hex) = fd", SysPidfd::descriptor);
        table.row("signalfd4(fd, sigset, size, oflags) = fd", (task, a) -> signalFile(task, a, a.integer(3)));
        table.row("signalfd(fd, sigset, size) = fd", (task, a) -> signalFile(task, a, 0));
        // spotless:on
    }

    private static long open(Task task, Arguments a) {
        int pid = a.integer(0);
        FileArguments.requireFlags(a.integer(1), OpenFlags.NON_BLOCK);
        if (pid <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        Process process = task.kernel().process(pid);
        if (process == null) {
            throw new LinuxException(task.kernel().task(pid) == null ? Errno.ESRCH : Errno.ENOENT);
        }
        return task.files().add(new ProcessFile(process, a.integer(1)), true);
    }

    /** The process behind a descriptor; EBADF if it is another file. */
    static Process process(Task task, int fd) {
        try (FileDescription file = task.files().useForIo(fd)) {
            if (file instanceof ProcessFile pidfd) {
                return pidfd.process();
            }
            throw new LinuxException(Errno.EBADF);
        }
    }

    /** The process that a signal is for: here a directory of /proc will do as well. */
    private static Process receiver(Task task, int fd) {
        try (FileDescription file = task.files().useForIo(fd)) {
            int pid = file.hasPlace() ? ProcFiles.process(file.inode()) : 0;
            if (pid == 0) {
                return process(task, fd);
            }
            Process process = task.kernel().process(pid);
            if (process == null) {
                throw new LinuxException(Errno.ESRCH);
            }
            return process;
        }
    }

    private static long sendSignal(Task task, Arguments a) {
        int signal = a.integer(1);
        FileArguments.requireFlags(a.integer(3), 0);
        Process target = receiver(task, a.integer(0));
        if (signal < 0 || signal > Signals.SIGRTMAX) {
            throw new LinuxException(Errno.EINVAL);
        }
        SignalInfo info = SysSignal.fromUser(task, signal);
        if (a.word(2) != 0) {
            info = SignalInfo.read(task.memory(), a.word(2));
            if (info.signal() != signal) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (info.code() >= 0 && target != task.process()) {
                throw new LinuxException(Errno.EPERM);
            }
        }
        if (target.isOver()) {
            throw new LinuxException(Errno.ESRCH);
        }
        if (signal != 0) {
            target.signals().send(info);
        }
        return 0;
    }

    private static long descriptor(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(2), 0);
        Process target = process(task, a.integer(0));
        if (target.tasks().isEmpty()) {
            throw new LinuxException(Errno.ESRCH);
        }
        return task.files().add(target.tasks().getFirst().files().use(a.integer(1)), true);
    }

    private static long signalFile(Task task, Arguments a, int flags) {
        if (a.word(2) != SIGSET_SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
        FileArguments.requireFlags(flags, OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC);
        long mask = task.memory().readLong(a.word(1));
        int fd = a.integer(0);
        if (fd == -1) {
            SignalFile file = new SignalFile(mask, flags & OpenFlags.NON_BLOCK);
            return task.files().add(file, (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
        }
        try (FileDescription file = task.files().useForIo(fd)) {
            if (!(file instanceof SignalFile signals)) {
                throw new LinuxException(Errno.EINVAL);
            }
            signals.setMask(mask);
            return fd;
        }
    }
}
