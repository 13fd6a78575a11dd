package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.task.PosixTimers;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.ClockTimer;
import org.graftvm.linux.time.Clocks;
import org.graftvm.linux.time.Timespec;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.ipc.TimerFile;
import org.graftvm.machine.GuestMemory;

/** Timers: setitimer(2), timer_create(2), timerfd_create(2). */
final class SysTimer {
    private static final int TIMER_ABSTIME = 1;
    private static final int TFD_TIMER_CANCEL_ON_SET = 2;

    private static final int ITIMER_REAL = 0;
    private static final int ITIMER_VIRTUAL = 1;
    private static final int ITIMER_PROF = 2;

    private static final int SIGEV_SIGNAL = 0;
    private static final int SIGEV_NONE = 1;
    private static final int SIGEV_THREAD_ID = 4;

    private SysTimer() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("getitimer(number, address)", SysTimer::getitimer);
        table.row("setitimer(number, address, address)", SysTimer::setitimer, PARTIAL, "ITIMER_VIRTUAL counts the kernel's time too");
        table.row("alarm(number)", SysTimer::alarm);
        table.row("timer_create(clock, address, address)", SysTimer::create);
        table.row("timer_settime(number, hex, address, address)", SysTimer::setTime);
        table.row("timer_gettime(number, address)", SysTimer::time);
        table.row("timer_getoverrun(number)", (task, a) -> task.process().posixTimers().overrun(a.integer(0)));
        table.row("timer_delete(number)", SysTimer::delete);
        table.row("timerfd_create(clock, oflags) = fd", SysTimer::createFile);
        table.row("timerfd_settime(fd, hex, address, address)", SysTimer::setFileTime, PARTIAL, "no TFD_TIMER_CANCEL_ON_SET: changes of the host's clock are not seen");
        table.row("timerfd_gettime(fd, address)", SysTimer::fileTime);
        // spotless:on
    }

    // ---- interval timers ----

    private static ClockTimer itimer(Task task, int which) {
        Process process = task.process();
        return switch (which) {
            case ITIMER_REAL -> process.realTimer();
            case ITIMER_VIRTUAL -> process.virtualTimer();
            case ITIMER_PROF -> process.profilingTimer();
            default -> throw new LinuxException(Errno.EINVAL);
        };
    }

    private static long getitimer(Task task, Arguments a) {
        writeTimevals(task, a.word(1), itimer(task, a.integer(0)).get());
        return 0;
    }

    private static long setitimer(Task task, Arguments a) {
        ClockTimer timer = itimer(task, a.integer(0));
        long interval = 0;
        long first = 0;
        if (a.word(1) != 0) {
            interval = Timespec.readTimeval(task.memory(), a.word(1));
            first = Timespec.readTimeval(task.memory(), a.word(1) + 16);
        }
        ClockTimer.Setting old = timer.set(interval, first);
        if (a.word(2) != 0) {
            writeTimevals(task, a.word(2), old);
        }
        return 0;
    }

    private static void writeTimevals(Task task, long address, ClockTimer.Setting setting) {
        Timespec.writeTimeval(task.memory(), address, setting.interval());
        Timespec.writeTimeval(task.memory(), address + 16, setting.remaining());
    }

    private static long alarm(Task task, Arguments a) {
        long seconds = a.word(0) & 0xffffffffL;
        ClockTimer.Setting old = task.process().realTimer().set(0, seconds * Timespec.NANOS_PER_SECOND);
        return (old.remaining() + Timespec.NANOS_PER_SECOND - 1) / Timespec.NANOS_PER_SECOND;
    }

    // ---- POSIX timers ----

    private static long create(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        PosixTimers timers = task.process().posixTimers();
        int clock = a.integer(0);
        long event = a.word(1);
        int id;
        if (event == 0) {
            id = timers.create(task, clock, Signals.SIGALRM, 0, true, 0);
        } else {
            int signal = memory.readInt(event + 8);
            int target = 0;
            switch (memory.readInt(event + 12)) {
                case SIGEV_SIGNAL -> {}
                case SIGEV_NONE -> signal = 0;
                case SIGEV_SIGNAL | SIGEV_THREAD_ID -> {
                    target = memory.readInt(event + 16);
                    Task thread = task.kernel().task(target);
                    if (thread == null || thread.process() != task.process()) {
                        throw new LinuxException(Errno.EINVAL);
                    }
                }
                default -> throw new LinuxException(Errno.EINVAL);
            }
            if (signal != 0 && !Signals.isValid(signal)) {
                throw new LinuxException(Errno.EINVAL);
            }
            id = timers.create(task, clock, signal, memory.readLong(event), false, target);
        }
        memory.writeInt(a.word(2), id);
        return 0;
    }

    private static long setTime(Task task, Arguments a) {
        ClockTimer timer = task.process().posixTimers().timer(a.integer(0));
        set(task, timer, a.integer(1), a.word(2), a.word(3));
        return 0;
    }

    private static long time(Task task, Arguments a) {
        write(task, a.word(1), task.process().posixTimers().timer(a.integer(0)).get());
        return 0;
    }

    private static long delete(Task task, Arguments a) {
        task.process().posixTimers().delete(a.integer(0));
        return 0;
    }

    /** Sets a timer to a struct itimerspec, and tells the setting before. */
    private static void set(Task task, ClockTimer timer, int flags, long address, long oldAddress) {
        GuestMemory memory = task.memory();
        long interval = Timespec.read(memory, address);
        long first = Timespec.read(memory, address + 16);
        ClockTimer.Setting old =
                (flags & TIMER_ABSTIME) != 0 ? timer.setAt(interval, first, first != 0) : timer.set(interval, first);
        if (oldAddress != 0) {
            write(task, oldAddress, old);
        }
    }

    private static void write(Task task, long address, ClockTimer.Setting setting) {
        Timespec.write(task.memory(), address, setting.interval());
        Timespec.write(task.memory(), address + 16, setting.remaining());
    }

    // ---- timers as files ----

    private static long createFile(Task task, Arguments a) {
        int clock = a.integer(0);
        int flags = a.integer(1);
        boolean known = switch (clock) {
            case Clocks.REALTIME, Clocks.MONOTONIC, Clocks.BOOTTIME, Clocks.REALTIME_ALARM, Clocks.BOOTTIME_ALARM ->
                true;
            default -> false;
        };
        if (!known) {
            throw new LinuxException(Errno.EINVAL);
        }
        FileArguments.requireFlags(flags, OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC);
        TimerFile file = new TimerFile(() -> Clocks.now(task, clock), flags & OpenFlags.NON_BLOCK);
        return task.files().add(file, (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    private interface Use {
        void with(TimerFile file);
    }

    private static long use(Task task, int fd, Use use) {
        try (FileDescription file = task.files().useForIo(fd)) {
            if (!(file instanceof TimerFile timer)) {
                throw new LinuxException(Errno.EINVAL);
            }
            use.with(timer);
            return 0;
        }
    }

    private static long setFileTime(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(1), TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
        return use(task, a.integer(0), file -> set(task, file.timer(), a.integer(1), a.word(2), a.word(3)));
    }

    private static long fileTime(Task task, Arguments a) {
        return use(
                task, a.integer(0), file -> write(task, a.word(1), file.timer().get()));
    }
}
