package org.graftvm.linux.tty;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Location;
import org.graftvm.machine.GuestMemory;

/** What opening /dev/ptmx gives: the side of a terminal emulator. */
final class TerminalMaster extends TerminalFile {
    // spotless:off
    private static final int FIONREAD = 0x541b, TIOCGPTN = 0x80045430, TIOCSPTLCK = 0x40045431, TIOCGPTLCK = 0x80045439,
            TIOCGPTPEER = 0x5441, TIOCPKT = 0x5420, TIOCGPKT = 0x80045438, TIOCSIG = 0x40045436;
    // spotless:on

    private final Terminals terminals;

    TerminalMaster(Terminals terminals, Terminal terminal, Location opened, int flags) {
        super(terminal, opened, flags);
        this.terminals = terminals;
    }

    @Override
    protected void release() {
        terminals.remove(terminal);
        terminal.closeMaster();
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        while (target.size() > 0) {
            awaitReady(waiter, PollEvents.IN);
            int taken = terminal.takeOutput(target);
            if (taken < 0) {
                throw new LinuxException(Errno.EIO);
            }
            if (taken > 0) {
                return taken;
            }
        }
        return 0;
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        int done = 0;
        try {
            while (done < source.size()) {
                int typed = terminal.type(source, done);
                done += typed;
                if (typed == 0) {
                    // A terminal without a program that reads may hang up, which does not make room.
                    terminal.awaitRoom(waiter, isNonBlocking());
                }
            }
        } catch (LinuxException e) {
            if (done == 0) {
                throw e;
            }
        }
        return done;
    }

    @Override
    public int poll() {
        return terminal.pollMaster();
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        switch (request) {
            case FIONREAD -> memory.writeInt(argument, terminal.outputSize());
            case TIOCGPTN -> memory.writeInt(argument, terminal.number);
            case TIOCSPTLCK -> terminal.setLocked(memory.readInt(argument) != 0);
            case TIOCGPTLCK -> memory.writeInt(argument, terminal.isLocked() ? 1 : 0);
            case TIOCPKT -> terminal.setPackets(memory.readInt(argument) != 0);
            case TIOCGPKT -> memory.writeInt(argument, terminal.isInPackets() ? 1 : 0);
            case TIOCSIG -> {
                if (!Signals.isValid((int) argument)) {
                    throw new LinuxException(Errno.EINVAL);
                }
                terminal.signalForeground((int) argument);
            }
            case TIOCGPTPEER -> {
                Task task = Task.current();
                if (task == null) {
                    throw new LinuxException(Errno.EIO);
                }
                boolean closes = (argument & OpenFlags.CLOSE_ON_EXEC) != 0;
                return task.files()
                        .add(
                                terminals.openSlave(
                                        terminal, (int) argument, task.fs().credentials()),
                                closes);
            }
            default -> {
                return super.control(request, argument, memory);
            }
        }
        return 0;
    }
}
