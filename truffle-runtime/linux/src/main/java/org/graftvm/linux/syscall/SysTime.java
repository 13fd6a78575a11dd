package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;
import static org.graftvm.linux.syscall.Support.REFUSED;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.loader.ProgramLoader;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Clocks;
import org.graftvm.linux.time.Timespec;
import org.graftvm.machine.GuestMemory;

/** Clocks and sleeping. */
final class SysTime {
    private static final int TIMER_ABSTIME = 1;

    private SysTime() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("clock_gettime(clock, timespec_out)", SysTime::clockGettime, PARTIAL, "CLOCK_TAI is CLOCK_REALTIME");
        table.row("clock_getres(clock, timespec_out)", SysTime::clockGetres);
        table.row("clock_settime(clock, timespec)", SysTime::notPermitted, REFUSED, "EPERM: the clock is the host's");
        table.row("clock_nanosleep(clock, number, timespec, timespec_out)", SysTime::clockNanosleep, PARTIAL,
                "CPU clocks give EOPNOTSUPP");
        table.row("nanosleep(timespec, timespec_out)", SysTime::nanosleep);
        table.row("gettimeofday(timeval_out, address)", SysTime::gettimeofday);
        table.row("settimeofday(address, address)", SysTime::notPermitted, REFUSED, "EPERM: the clock is the host's");
        table.row("time(address)", SysTime::time);
        table.row("times(address)", SysTime::times, PARTIAL, "children count nothing");
        // spotless:on
    }

    private static long clockGettime(Task task, Arguments arguments) {
        Timespec.write(task.memory(), arguments.word(1), Clocks.now(task, arguments.integer(0)));
        return 0;
    }

    private static long clockGetres(Task task, Arguments arguments) {
        int clock = arguments.integer(0);
        Clocks.now(task, clock);
        if (arguments.word(1) != 0) {
            boolean coarse = clock == Clocks.REALTIME_COARSE || clock == Clocks.MONOTONIC_COARSE;
            Timespec.write(task.memory(), arguments.word(1), coarse ? 4_000_000 : 1);
        }
        return 0;
    }

    private static long notPermitted(Task task, Arguments arguments) {
        throw new LinuxException(Errno.EPERM);
    }

    private static long nanosleep(Task task, Arguments arguments) {
        Deadline deadline = Deadline.after(Timespec.read(task.memory(), arguments.word(0)));
        return sleep(task, deadline, arguments.word(1));
    }

    private static long clockNanosleep(Task task, Arguments arguments) {
        int clock = arguments.integer(0);
        if (!Clocks.canSleep(clock)) {
            throw new LinuxException(clock > Clocks.TAI ? Errno.EINVAL : Errno.EOPNOTSUPP);
        }
        long nanos = Timespec.read(task.memory(), arguments.word(2));
        if ((arguments.integer(1) & TIMER_ABSTIME) == 0) {
            return sleep(task, Deadline.after(nanos), arguments.word(3));
        }
        try {
            sleepUntil(task, Clocks.deadline(task, clock, nanos));
        } catch (LinuxException e) {
            throw new LinuxException(Errno.ERESTARTNOHAND);
        }
        return 0;
    }

    /** Sleeps a span; if interrupted, tells the rest and prepares to go on with it. */
    private static long sleep(Task task, Deadline deadline, long remaining) {
        try {
            sleepUntil(task, deadline);
            return 0;
        } catch (LinuxException e) {
            if (remaining != 0) {
                Timespec.write(task.memory(), remaining, deadline.remaining());
            }
            task.setRestart((again, arguments) -> sleep(again, deadline, remaining));
            throw new LinuxException(Errno.ERESTART_RESTARTBLOCK);
        }
    }

    private static void sleepUntil(Task task, Deadline deadline) {
        while (task.park(deadline)) {
            // Woken for nothing.
        }
    }

    private static long gettimeofday(Task task, Arguments arguments) {
        if (arguments.word(0) != 0) {
            Timespec.writeTimeval(task.memory(), arguments.word(0), Clocks.realtime());
        }
        if (arguments.word(1) != 0) {
            task.memory().writeLong(arguments.word(1), 0); // struct timezone: always UTC.
        }
        return 0;
    }

    private static long time(Task task, Arguments arguments) {
        long seconds = Math.floorDiv(Clocks.realtime(), Timespec.NANOS_PER_SECOND);
        if (arguments.word(0) != 0) {
            task.memory().writeLong(arguments.word(0), seconds);
        }
        return seconds;
    }

    private static long times(Task task, Arguments arguments) {
        long nanosPerTick = Timespec.NANOS_PER_SECOND / ProgramLoader.CLOCK_TICKS;
        if (arguments.word(0) != 0) {
            GuestMemory memory = task.memory();
            memory.writeLong(arguments.word(0), task.process().cpuNanos() / nanosPerTick);
            for (int i = 1; i < 4; i++) {
                memory.writeLong(arguments.word(0) + i * 8L, 0);
            }
        }
        return Clocks.monotonic() / nanosPerTick;
    }
}
