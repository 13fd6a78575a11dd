package org.graftvm.linux.tty;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.machine.GuestMemory;

/** An end of a pseudo terminal, opened, and what both do for ioctl(2), see ioctl_tty(2). */
public abstract sealed class TerminalFile extends FileDescription permits TerminalMaster, TerminalSlave {
    // spotless:off
    private static final int TCGETS = 0x5401, TCSETS = 0x5402, TCSETSW = 0x5403, TCSETSF = 0x5404, TCSBRK = 0x5409,
            TCXONC = 0x540a, TCFLSH = 0x540b, TIOCEXCL = 0x540c, TIOCNXCL = 0x540d, TIOCSCTTY = 0x540e, TIOCGPGRP = 0x540f,
            TIOCSPGRP = 0x5410, TIOCGWINSZ = 0x5413, TIOCSWINSZ = 0x5414, TIOCNOTTY = 0x5422, TIOCGETD = 0x5424,
            TCSBRKP = 0x5425, TIOCGSID = 0x5429, TCGETS2 = 0x802c542a, TCSETS2 = 0x402c542b, TCSETSW2 = 0x402c542c,
            TCSETSF2 = 0x402c542d;
    // spotless:on

    final Terminal terminal;

    TerminalFile(Terminal terminal, Location opened, int flags) {
        super(opened, flags);
        this.terminal = terminal;
    }

    @Override
    public final FileStatus status() {
        return inode().status();
    }

    @Override
    public final boolean isTerminal() {
        return true;
    }

    @Override
    public final void addWaiter(Waiter waiter, int events) {
        terminal.changed.add(waiter);
    }

    @Override
    public final void removeWaiter(Waiter waiter) {
        terminal.changed.remove(waiter);
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        switch (request) {
            case TCGETS, TCGETS2 ->
                terminal.with(settings -> {
                    settings.write(memory, argument, request == TCGETS2);
                    return true;
                });
            case TCSETS, TCSETSW, TCSETS2, TCSETSW2 -> change(request, argument, memory, false);
            case TCSETSF, TCSETSF2 -> change(request, argument, memory, true);
            case TIOCGWINSZ -> {
                int[] size = terminal.size();
                for (int i = 0; i < size.length; i++) {
                    memory.writeShort(argument + 2L * i, (short) size[i]);
                }
            }
            case TIOCSWINSZ ->
                terminal.setSize(
                        Short.toUnsignedInt(memory.readShort(argument)),
                        Short.toUnsignedInt(memory.readShort(argument + 2)),
                        Short.toUnsignedInt(memory.readShort(argument + 4)),
                        Short.toUnsignedInt(memory.readShort(argument + 6)));
            case TCFLSH -> terminal.flush(argument != 1, argument != 0);
            case TCXONC -> {
                if (argument == 0 || argument == 1) {
                    terminal.setStopped(argument == 0);
                }
            }
            case TCSBRK, TCSBRKP, TIOCEXCL, TIOCNXCL -> {}
            case TIOCGETD -> memory.writeInt(argument, 0);
            case TIOCGPGRP -> memory.writeInt(argument, requireControlled().foreground());
            case TIOCGSID -> memory.writeInt(argument, requireControlled().session());
            case TIOCSPGRP -> setForeground(memory.readInt(argument));
            case TIOCSCTTY -> takeControl(argument);
            case TIOCNOTTY -> giveUpControl();
            default -> {
                return super.control(request, argument, memory);
            }
        }
        return 0;
    }

    private void change(int request, long argument, GuestMemory memory, boolean flushes) {
        requireForeground();
        boolean second = request == TCSETS2 || request == TCSETSW2 || request == TCSETSF2;
        if (flushes) {
            terminal.flush(true, false);
        }
        terminal.change(settings -> settings.read(memory, argument, second));
    }

    /** Stops a process of the background that is about to change the terminal. */
    private void requireForeground() {
        if (this instanceof TerminalSlave) {
            terminal.requireForeground(Signals.SIGTTOU);
        }
    }

    // ---- job control ----

    private static Task task() {
        Task task = Task.current();
        if (task == null) {
            throw new LinuxException(Errno.ENOTTY);
        }
        return task;
    }

    /** The terminal, for questions that only its own session may ask at the slave. */
    private Terminal requireControlled() {
        if (this instanceof TerminalSlave
                && terminal.session() != task().process().session()) {
            throw new LinuxException(Errno.ENOTTY);
        }
        return terminal;
    }

    private void setForeground(int group) {
        Process process = task().process();
        if (terminal.session() != process.session()) {
            throw new LinuxException(Errno.ENOTTY);
        }
        requireForeground();
        if (group < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (process.kernel().processes().stream().noneMatch(other -> other.processGroup() == group)) {
            throw new LinuxException(Errno.ESRCH);
        }
        boolean inSession = process.kernel().processes().stream()
                .anyMatch(other -> other.processGroup() == group && other.session() == process.session());
        if (!inSession) {
            throw new LinuxException(Errno.EPERM);
        }
        terminal.setForeground(group);
    }

    private void takeControl(long steals) {
        Process process = task().process();
        Terminals terminals = process.kernel().terminals();
        if (terminal.session() == process.session()) {
            return;
        }
        boolean isLeader = process.session() == process.pid();
        boolean taken =
                terminal.session() != 0 && !(steals == 1 && process.identity().isRoot());
        if (!isLeader || terminals.controlling(process.session()) != null || taken) {
            throw new LinuxException(Errno.EPERM);
        }
        terminal.control(process);
    }

    private void giveUpControl() {
        Process process = task().process();
        if (terminal.session() != process.session()) {
            throw new LinuxException(Errno.ENOTTY);
        }
        if (process.session() == process.pid()) {
            terminal.signalForeground(Signals.SIGHUP);
            terminal.signalForeground(Signals.SIGCONT);
            terminal.release();
        }
    }
}
