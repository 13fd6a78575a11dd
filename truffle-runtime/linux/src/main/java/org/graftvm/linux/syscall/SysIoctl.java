package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.net.Socket;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.tty.TerminalFile;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.host.NetworkDevices;
import org.graftvm.machine.GuestMemory;

/** ioctl(2): what is the same for all files here, the rest in the file. */
final class SysIoctl {
    private static final int FIONREAD = 0x541b;
    private static final int FIONBIO = 0x5421;
    private static final int FIONCLEX = 0x5450;
    private static final int FIOCLEX = 0x5451;
    private static final int FIOASYNC = 0x5452;
    private static final int TIOCSCTTY = 0x540e;
    private static final int TIOCGPGRP = 0x540f;
    private static final int TIOCSPGRP = 0x5410;
    private static final int TIOCGSID = 0x5429;

    private SysIoctl() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("ioctl(fd, ioctl_cmd, hex)", SysIoctl::ioctl, PARTIAL,
                "terminals (termios, window size, process groups), FIONREAD, FIONBIO, FIOCLEX, questions about network devices; others ENOTTY");
        // spotless:on
    }

    private static long ioctl(Task task, Arguments a) {
        int fd = a.integer(0);
        int request = a.integer(1);
        long argument = a.word(2);
        GuestMemory memory = task.memory();
        try (FileDescription file = task.files().useForIo(fd)) {
            switch (request) {
                case FIOCLEX -> task.files().setClosesOnExec(fd, true);
                case FIONCLEX -> task.files().setClosesOnExec(fd, false);
                case FIONBIO -> setFlag(file, OpenFlags.NON_BLOCK, memory.readInt(argument) != 0);
                case FIOASYNC -> setFlag(file, OpenFlags.ASYNC, memory.readInt(argument) != 0);
                case FIONREAD -> {
                    if (!file.status().isRegular()) {
                        return file.control(request, argument, memory);
                    }
                    memory.writeInt(argument, (int) (file.status().size() - file.seek(0, 1)));
                }
                case TIOCGPGRP, TIOCSPGRP, TIOCGSID, TIOCSCTTY -> {
                    if (file instanceof TerminalFile) {
                        return file.control(request, argument, memory);
                    }
                    if (!file.isTerminal()) {
                        throw new LinuxException(Errno.ENOTTY);
                    }
                    jobControl(task, request, argument);
                }
                default -> {
                    if (file instanceof Socket && NetworkDevices.isQuestion(request)) {
                        SysSocket.requireHostSockets(task);
                        return NetworkDevices.ask(request, argument, memory);
                    }
                    return file.control(request, argument, memory);
                }
            }
            return 0;
        }
    }

    private static void setFlag(FileDescription file, int flag, boolean on) {
        file.setFlags(on ? file.flags() | flag : file.flags() & ~flag);
    }

    /** The host's terminal: process groups are the guest's own, so it is not asked. */
    private static void jobControl(Task task, int request, long argument) {
        switch (request) {
            case TIOCGPGRP -> {
                int foreground = task.kernel().foregroundGroup();
                task.memory()
                        .writeInt(
                                argument,
                                foreground != 0 ? foreground : task.process().processGroup());
            }
            case TIOCGSID -> task.memory().writeInt(argument, task.process().session());
            case TIOCSPGRP -> {
                int group = task.memory().readInt(argument);
                if (group < 0) {
                    throw new LinuxException(Errno.EINVAL);
                }
                int session = task.process().session();
                boolean inSession = task.kernel().processes().stream()
                        .anyMatch(process -> process.processGroup() == group && process.session() == session);
                if (!inSession) {
                    throw new LinuxException(Errno.EPERM);
                }
                task.kernel().setForegroundGroup(group);
            }
            default -> {
                // TIOCSCTTY: the terminal is the session's already.
            }
        }
    }
}
