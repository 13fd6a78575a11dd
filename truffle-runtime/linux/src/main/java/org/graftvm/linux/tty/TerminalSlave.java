package org.graftvm.linux.tty;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.Location;
import org.graftvm.machine.GuestMemory;

/** What opening /dev/pts/N gives: the terminal as programs see it. */
final class TerminalSlave extends TerminalFile {
    private static final int FIONREAD = 0x541b;
    private static final int TIOCOUTQ = 0x5411;

    /** @throws LinuxException EIO where the terminal is locked, or its master is gone */
    TerminalSlave(Terminal terminal, Location opened, int flags) {
        super(terminal, opened, flags);
        terminal.openSlave();
    }

    @Override
    protected void release() {
        terminal.closeSlave();
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        return target.size() == 0 ? 0 : terminal.read(waiter, target, !isNonBlocking());
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        long done = 0;
        try {
            while (done < source.size()) {
                if (terminal.stopsBackgroundOutput()) {
                    terminal.requireForeground(Signals.SIGTTOU);
                }
                done += terminal.show(source, done);
                if (done < source.size()) {
                    awaitReady(waiter, PollEvents.OUT);
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
        return terminal.pollSlave();
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        if (terminal.isHungUp()) {
            throw new LinuxException(Errno.EIO);
        }
        switch (request) {
            case FIONREAD -> memory.writeInt(argument, terminal.inputSize());
            case TIOCOUTQ -> memory.writeInt(argument, 0);
            default -> {
                return super.control(request, argument, memory);
            }
        }
        return 0;
    }
}
