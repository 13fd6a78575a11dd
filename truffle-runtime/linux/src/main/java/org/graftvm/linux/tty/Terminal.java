package org.graftvm.linux.tty;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo terminal: what is between its master, where a terminal emulator reads and types, and its slave, where programs do.
 * Its monitor guards it; signals are sent without.
 */
final class Terminal {
    /** Bytes that are typed at once. */
    private static final int TYPED = 4096;

    private static final long NANOS_PER_TENTH = 100_000_000;

    final int number;
    final WaitQueue changed = new WaitQueue();
    private final Kernel kernel;
    private final Bytes output = new Bytes();
    private final LineDiscipline discipline = new LineDiscipline(output);
    private final PacketMode packets = new PacketMode();
    private int rows;
    private int columns;
    private int width;
    private int height;
    private boolean locked = true;
    private boolean masterClosed;
    private int slaves;
    private boolean slaveClosed;
    /** The session that it controls, and its foreground process group; 0 for none. */
    private volatile int session;

    private volatile int foreground;

    Terminal(Kernel kernel, int number) {
        this.kernel = kernel;
        this.number = number;
    }

    // ---- life ----

    synchronized boolean isLocked() {
        return locked;
    }

    synchronized void setLocked(boolean locks) {
        locked = locks;
    }

    synchronized void openSlave() {
        if (masterClosed || locked) {
            throw new LinuxException(Errno.EIO);
        }
        slaves++;
        slaveClosed = false;
        changed.wakeAll();
    }

    synchronized void closeSlave() {
        slaves--;
        slaveClosed = slaves == 0;
        changed.wakeAll();
    }

    /** The emulator is gone: its programs get SIGHUP and find the end. */
    void closeMaster() {
        synchronized (this) {
            masterClosed = true;
            changed.wakeAll();
        }
        hangUp();
    }

    void hangUp() {
        int controlled = session;
        int group = foreground;
        session = 0;
        foreground = 0;
        if (controlled != 0) {
            Process leader = kernel.process(controlled);
            if (leader != null) {
                leader.signals().send(SignalInfo.kernel(Signals.SIGHUP));
                leader.signals().send(SignalInfo.kernel(Signals.SIGCONT));
            }
            signal(group, Signals.SIGHUP);
            signal(group, Signals.SIGCONT);
        }
    }

    // ---- sessions ----

    int session() {
        return session;
    }

    int foreground() {
        return foreground;
    }

    void control(Process leader) {
        session = leader.session();
        foreground = leader.processGroup();
    }

    /** The session has lost its terminal. */
    void release() {
        session = 0;
        foreground = 0;
    }

    void setForeground(int group) {
        foreground = group;
    }

    private void signal(int group, int signal) {
        if (group != 0) {
            for (Process process : kernel.processes()) {
                if (process.processGroup() == group) {
                    process.signals().send(SignalInfo.kernel(signal));
                }
            }
        }
    }

    void signalForeground(int signal) {
        signal(foreground, signal);
    }

    /**
     * Holds back a process that is in the background of its own terminal.
     *
     * @param signal SIGTTIN for a read, SIGTTOU for a write or a change
     * @throws LinuxException ERESTARTSYS once the group was sent the signal; EIO where that cannot stop it
     */
    void requireForeground(int signal) {
        Task task = Task.current();
        if (task == null || session == 0 || task.process().session() != session) {
            return;
        }
        int group = task.process().processGroup();
        if (group == foreground) {
            return;
        }
        boolean unheard = (task.signals().blocked() & Signals.mask(signal)) != 0
                || task.process().signals().action(signal).isIgnored();
        if (unheard) {
            if (signal == Signals.SIGTTIN) {
                throw new LinuxException(Errno.EIO);
            }
            return;
        }
        signal(group, signal);
        throw new LinuxException(Errno.ERESTARTSYS);
    }

    boolean stopsBackgroundOutput() {
        synchronized (this) {
            return discipline.settings.isLocal(Termios.TOSTOP);
        }
    }

    // ---- the master's side ----

    /** Types bytes. @return how many were taken */
    int type(Buffers source, int from) {
        List<Integer> signals = new ArrayList<>();
        int taken = 0;
        synchronized (this) {
            byte[] bytes =
                    source.slice(from, Math.min(TYPED, source.size() - from)).toBytes();
            while (taken < bytes.length && discipline.hasRoom()) {
                boolean stopped = discipline.isStopped();
                int signal = discipline.type(bytes[taken++]);
                packets.stopped(stopped, discipline.isStopped());
                if (signal != 0) {
                    signals.add(signal);
                    boolean flushes = !discipline.settings.isLocal(Termios.NOFLSH);
                    packets.flushed(flushes, flushes);
                }
            }
            changed.wakeAll();
        }
        signals.forEach(this::signalForeground);
        return taken;
    }

    /** Takes what programs have written; -1 where none has the terminal open any more, 0 where there is nothing yet. */
    synchronized int takeOutput(Buffers target) {
        if (packets.hasStatus()) {
            target.put(0, new byte[] {packets.takeStatus()}, 0, 1);
            return 1;
        }
        int header = packets.isOn() ? 1 : 0;
        int taken = output.take(target.slice(header, target.size() - header), Integer.MAX_VALUE);
        if (taken > 0 || output.size() > 0 && header == target.size()) {
            target.put(0, new byte[] {PacketMode.DATA}, 0, header);
            changed.wakeAll();
            return header + taken;
        }
        return slaveClosed ? -1 : 0;
    }

    synchronized int pollMaster() {
        boolean news = packets.hasStatus();
        return (output.size() > 0 || news ? PollEvents.IN | PollEvents.READ_NORMAL : 0)
                | (news ? PollEvents.PRIORITY : 0)
                | (discipline.hasRoom() ? PollEvents.OUT | PollEvents.WRITE_NORMAL : 0)
                | (slaveClosed ? PollEvents.HANG_UP : 0);
    }

    synchronized int outputSize() {
        return output.size();
    }

    synchronized boolean isInPackets() {
        return packets.isOn();
    }

    synchronized void setPackets(boolean on) {
        packets.set(on);
    }

    /** Waits until more can be typed. */
    void awaitRoom(Waiter waiter, boolean isNonBlocking) {
        if (isNonBlocking) {
            throw new LinuxException(Errno.EAGAIN);
        }
        changed.await(
                waiter,
                () -> {
                    synchronized (this) {
                        return discipline.hasRoom();
                    }
                },
                Deadline.NEVER);
    }

    // ---- the slave's side ----

    synchronized boolean isHungUp() {
        return masterClosed;
    }

    /** Reads as the settings say. @param waits whether it may wait */
    long read(Waiter waiter, Buffers target, boolean waits) {
        Wanted wanted = new Wanted();
        Deadline deadline = Deadline.NEVER;
        long done = 0;
        boolean waited = false;
        changed.add(waiter);
        try {
            while (true) {
                requireForeground(Signals.SIGTTIN);
                synchronized (this) {
                    if (masterClosed) {
                        if (waited && done == 0) {
                            throw new LinuxException(Errno.EIO);
                        }
                        return done;
                    }
                    wanted.update();
                    boolean ready = discipline.isReadable();
                    if (ready) {
                        done += discipline.take(target.slice(done, target.size() - done));
                        changed.wakeAll();
                    }
                    if (ready && wanted.isLine || done >= Math.min(Math.max(1, wanted.least), target.size())) {
                        return done;
                    }
                    if (!wanted.isLine && wanted.least == 0 && wanted.tenths == 0) {
                        return done;
                    }
                    if (ready || deadline == Deadline.NEVER && wanted.least == 0) {
                        deadline = wanted.deadline();
                    }
                }
                if (!waits) {
                    if (done > 0) {
                        return done;
                    }
                    throw new LinuxException(Errno.EAGAIN);
                }
                waited = true;
                if (!waiter.park(deadline)) {
                    return done;
                }
            }
        } catch (LinuxException e) {
            if (done > 0) {
                return done;
            }
            // Where the terminal is gone, that comes before the signal that says so.
            throw waited && isHungUp() ? new LinuxException(Errno.EIO) : e;
        } finally {
            changed.remove(waiter);
        }
    }

    /** What a read waits for, see termios(3), "Canonical and noncanonical mode". */
    private final class Wanted {
        boolean isLine;
        int least;
        int tenths;

        void update() {
            Termios settings = discipline.settings;
            isLine = settings.isLocal(Termios.ICANON);
            least = isLine ? 1 : settings.character(Termios.VMIN);
            tenths = isLine ? 0 : settings.character(Termios.VTIME);
        }

        Deadline deadline() {
            return tenths == 0 ? Deadline.NEVER : Deadline.after(tenths * NANOS_PER_TENTH);
        }
    }

    /** Shows as much as there is room for. */
    synchronized int show(Buffers source, long from) {
        if (masterClosed) {
            throw new LinuxException(Errno.EIO);
        }
        if (discipline.isStopped()) {
            return 0;
        }
        long length = Math.min(source.size() - from, Math.max(0, LineDiscipline.OUTPUT_LIMIT - output.size()));
        byte[] bytes = source.slice(from, length).toBytes();
        for (byte value : bytes) {
            discipline.show(value);
        }
        if (bytes.length > 0) {
            changed.wakeAll();
        }
        return bytes.length;
    }

    synchronized int pollSlave() {
        if (masterClosed) {
            return PollEvents.HANG_UP | PollEvents.ERROR | PollEvents.ALL_READY;
        }
        boolean room = discipline.hasRoomToShow() && !discipline.isStopped();
        return (discipline.isReadable() ? PollEvents.IN | PollEvents.READ_NORMAL : 0)
                | (room ? PollEvents.OUT | PollEvents.WRITE_NORMAL : 0);
    }

    synchronized int inputSize() {
        return discipline.available();
    }

    // ---- settings ----

    /** Does something with the settings, undisturbed. */
    synchronized <T> T with(java.util.function.Function<Termios, T> use) {
        return use.apply(discipline.settings);
    }

    /** @param change whether the mode changed between lines and single characters */
    synchronized void change(Predicate<Termios> change) {
        boolean flow = discipline.settings.hasUsualFlow();
        if (change.test(discipline.settings)) {
            discipline.changeMode();
        }
        packets.flow(flow, discipline.settings.hasUsualFlow());
        changed.wakeAll();
    }

    /** TCFLSH. */
    synchronized void flush(boolean inputToo, boolean outputToo) {
        if (inputToo) {
            discipline.flushInput();
        }
        if (outputToo) {
            output.clear();
        }
        packets.flushed(inputToo, outputToo);
        changed.wakeAll();
    }

    /** TCXONC. */
    synchronized void setStopped(boolean stops) {
        packets.stopped(discipline.isStopped(), stops);
        discipline.setStopped(stops);
        changed.wakeAll();
    }

    synchronized int[] size() {
        return new int[] {rows, columns, width, height};
    }

    void setSize(int newRows, int newColumns, int newWidth, int newHeight) {
        synchronized (this) {
            if (rows == newRows && columns == newColumns && width == newWidth && height == newHeight) {
                return;
            }
            rows = newRows;
            columns = newColumns;
            width = newWidth;
            height = newHeight;
        }
        signalForeground(Signals.SIGWINCH);
    }

    @Override
    public String toString() {
        @Nullable Process leader = kernel.process(session);
        return "/dev/pts/" + number + " of " + leader;
    }
}
