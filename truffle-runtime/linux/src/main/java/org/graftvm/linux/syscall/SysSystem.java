package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.IGNORED;
import static org.graftvm.linux.syscall.Support.PARTIAL;
import static org.graftvm.linux.syscall.Support.REFUSED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SystemName;
import org.graftvm.linux.task.HostRandom;
import org.graftvm.linux.task.ResourceLimits;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Clocks;
import org.graftvm.linux.time.Timespec;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/** The system as a whole, its limits and its CPUs. */
final class SysSystem {
    private static final int UTS_LENGTH = 65;
    private static final int GRND_ALL = 7;
    private static final int RUSAGE_SIZE = 144;
    private static final int RUSAGE_CHILDREN = -1;
    private static final int RUSAGE_THREAD = 1;
    private static final int SYSINFO_SIZE = 112;

    private SysSystem() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("uname(address)", SysSystem::uname);
        table.row("sysinfo(address)", SysSystem::sysinfo, PARTIAL, "memory is that of the Java heap's machine; no loads");
        table.row("getrandom(address, size, hex)", SysSystem::getrandom);
        table.row("sethostname(address, size)", SysSystem::notPermitted, REFUSED, "EPERM: set it from outside");
        table.row("setdomainname(address, size)", SysSystem::notPermitted, REFUSED, "EPERM: set it from outside");
        table.row("syslog(number, address, size)", SysSystem::notPermitted, REFUSED, "EPERM: there is no kernel log");
        table.row("getcpu(address, address, address)", SysSystem::getcpu);
        table.row("getrlimit(resource, address)", SysSystem::getrlimit);
        table.row("setrlimit(resource, address)", SysSystem::setrlimit, PARTIAL, "NOFILE and STACK act; others are kept only");
        table.row("prlimit64(pid, resource, address, address)", SysSystem::prlimit, PARTIAL, "NOFILE and STACK act; others are kept only");
        table.row("getrusage(number, address)", SysSystem::getrusage, PARTIAL, "CPU time only");
        table.row("personality(hex)", SysSystem::personality, PARTIAL, "PER_LINUX only; flags are kept and inherited, and addresses are never random");
        table.row("prctl(number, hex, hex, hex, hex)", Prctl::call, PARTIAL, "names, and what libraries ask at start");
        table.row("sched_yield()", SysSystem::yield);
        table.row("sched_getaffinity(pid, size, address)", SysSystem::getAffinity);
        table.row("sched_setaffinity(pid, size, address)", SysSystem::setAffinity, IGNORED, "the host decides");
        table.row("sched_getscheduler(pid)", (task, arguments) -> 0, PARTIAL, "always SCHED_OTHER");
        table.row("sched_setscheduler(pid, number, address)", SysSystem::setScheduler, PARTIAL, "EPERM for real-time policies");
        table.row("sched_getparam(pid, address)", SysSystem::getParam, PARTIAL, "priority 0");
        table.row("sched_setparam(pid, address)", (task, arguments) -> 0, IGNORED, "");
        table.row("sched_get_priority_max(number)", (task, arguments) -> isRealTime(arguments.integer(0)) ? 99 : 0);
        table.row("sched_get_priority_min(number)", (task, arguments) -> isRealTime(arguments.integer(0)) ? 1 : 0);
        table.row("sched_rr_get_interval(pid, timespec_out)", SysSystem::getInterval);
        table.row("get_mempolicy(address, address, number, address, hex)", SysSystem::absent, REFUSED, "ENOSYS: no NUMA");
        table.row("set_mempolicy(number, address, number)", SysSystem::absent, REFUSED, "ENOSYS: no NUMA");
        table.row("mbind(address, size, number, address, number, hex)", SysSystem::absent, REFUSED, "ENOSYS: no NUMA");
        table.row("seccomp(number, hex, address)", SysSystem::invalid, REFUSED, "EINVAL: no filters");
        table.row("bpf(number, address, size)", SysSystem::notPermitted, REFUSED, "EPERM");
        table.row("perf_event_open(address, pid, number, fd, hex) = fd", SysSystem::absent, REFUSED, "ENOSYS");
        table.row("io_uring_setup(number, address) = fd", SysSystem::absent, REFUSED, "ENOSYS: programs fall back to epoll");
        // spotless:on
    }

    private static long notPermitted(Task task, Arguments arguments) {
        throw new LinuxException(Errno.EPERM);
    }

    private static long absent(Task task, Arguments arguments) {
        throw new LinuxException(Errno.ENOSYS);
    }

    private static long invalid(Task task, Arguments arguments) {
        throw new LinuxException(Errno.EINVAL);
    }

    private static long uname(Task task, Arguments arguments) {
        String[] fields = {
            SystemName.SYSTEM,
            task.kernel().config().hostname(),
            SystemName.RELEASE,
            SystemName.VERSION,
            task.abi().machine(),
            SystemName.DOMAIN
        };
        byte[] buffer = new byte[fields.length * UTS_LENGTH];
        for (int i = 0; i < fields.length; i++) {
            byte[] text = fields[i].getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, buffer, i * UTS_LENGTH, Math.min(text.length, UTS_LENGTH - 1));
        }
        task.memory().write(arguments.word(0), buffer, 0, buffer.length);
        return 0;
    }

    private static long sysinfo(Task task, Arguments arguments) {
        GuestMemory memory = task.memory();
        long target = arguments.word(0);
        memory.clear(target, SYSINFO_SIZE);
        memory.writeLong(target, (System.nanoTime() - task.kernel().bootNanos()) / Timespec.NANOS_PER_SECOND);
        long total = task.kernel().config().memoryLimit();
        memory.writeLong(target + 32, total);
        memory.writeLong(
                target + 40, Math.max(0, total - task.process().addressSpace().totalBytes()));
        memory.writeShort(target + 80, (short) task.kernel().tasks().size());
        memory.writeInt(target + 104, 1);
        return 0;
    }

    private static long getrandom(Task task, Arguments arguments) {
        if ((arguments.integer(2) & ~GRND_ALL) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        long most = Integer.MAX_VALUE & -GuestMemory.PAGE_SIZE;
        long length = arguments.word(1) < 0 ? most : Math.min(arguments.word(1), most);
        task.memory().checkRange(arguments.word(0), length, Access.WRITE);
        MemorySegment target = task.memory().slice(arguments.word(0), length, Access.WRITE);
        HostRandom.fill(target);
        task.memory().written(target);
        return length;
    }

    // ---- limits and usage ----

    private static void requireResource(int resource) {
        if (resource < 0 || resource >= ResourceLimits.COUNT) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    private static long getrlimit(Task task, Arguments arguments) {
        return limits(task, arguments.integer(0), 0, arguments.word(1));
    }

    private static long setrlimit(Task task, Arguments arguments) {
        if (arguments.word(1) == 0) {
            throw new LinuxException(Errno.EFAULT);
        }
        return limits(task, arguments.integer(0), arguments.word(1), 0);
    }

    private static long prlimit(Task task, Arguments arguments) {
        if (SysProcess.find(task, arguments.integer(0)) != task.process()) {
            throw new LinuxException(Errno.EPERM);
        }
        return limits(task, arguments.integer(1), arguments.word(2), arguments.word(3));
    }

    private static long limits(Task task, int resource, long newLimit, long oldLimit) {
        requireResource(resource);
        ResourceLimits limits = task.process().limits();
        GuestMemory memory = task.memory();
        ResourceLimits.Limit old = limits.get(resource);
        if (newLimit != 0) {
            ResourceLimits.Limit wanted =
                    new ResourceLimits.Limit(memory.readLong(newLimit), memory.readLong(newLimit + 8));
            if (Long.compareUnsigned(wanted.soft(), wanted.hard()) > 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (Long.compareUnsigned(wanted.hard(), old.hard()) > 0
                    && !task.process().identity().isRoot()) {
                throw new LinuxException(Errno.EPERM);
            }
            limits.set(resource, wanted);
            if (resource == ResourceLimits.NOFILE) {
                task.files().setLimit(wanted.soft() < 0 ? Long.MAX_VALUE : wanted.soft());
            }
        }
        if (oldLimit != 0) {
            memory.writeLong(oldLimit, old.soft());
            memory.writeLong(oldLimit + 8, old.hard());
        }
        return 0;
    }

    private static long getrusage(Task task, Arguments arguments) {
        int who = arguments.integer(0);
        if (who < RUSAGE_CHILDREN || who > RUSAGE_THREAD) {
            throw new LinuxException(Errno.EINVAL);
        }
        long nanos = switch (who) {
            case RUSAGE_CHILDREN -> task.process().children().reapedCpuNanos();
            case RUSAGE_THREAD -> Clocks.threadCpu();
            default -> task.process().cpuNanos();
        };
        writeUsage(task.memory(), arguments.word(1), nanos);
        return 0;
    }

    /** Writes a struct rusage with only a time, ru_utime, in it. */
    static void writeUsage(GuestMemory memory, long target, long cpuNanos) {
        memory.clear(target, RUSAGE_SIZE);
        Timespec.writeTimeval(memory, target, cpuNanos);
    }

    private static long personality(Task task, Arguments arguments) {
        int wanted = arguments.integer(0);
        int old = task.personality();
        if (wanted != -1) {
            if ((wanted & 0xff) != 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            task.setPersonality(wanted);
        }
        return Integer.toUnsignedLong(old);
    }

    // ---- CPUs ----

    private static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static long getcpu(Task task, Arguments arguments) {
        for (int i = 0; i < 2; i++) {
            if (arguments.word(i) != 0) {
                task.memory().writeInt(arguments.word(i), 0);
            }
        }
        return 0;
    }

    private static long yield(Task task, Arguments arguments) {
        Thread.yield();
        return 0;
    }

    private static void requireTask(Task task, int tid) {
        if (tid < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (tid != 0 && task.kernel().task(tid) == null) {
            throw new LinuxException(Errno.ESRCH);
        }
    }

    private static long getAffinity(Task task, Arguments arguments) {
        requireTask(task, arguments.integer(0));
        int words = (cpus() + 63) / 64;
        long size = arguments.word(1) & 0xffffffffL;
        if (size < words * 8L || (size & 7) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        for (int i = 0; i < words; i++) {
            int rest = cpus() - i * 64;
            task.memory().writeLong(arguments.word(2) + i * 8L, rest >= 64 ? -1L : (1L << rest) - 1);
        }
        return words * 8L;
    }

    private static long setAffinity(Task task, Arguments arguments) {
        requireTask(task, arguments.integer(0));
        long wanted = 0;
        for (int i = 0; i < Math.min(arguments.word(1) & 0xffffffffL, 8); i++) {
            wanted |= (task.memory().readByte(arguments.word(2) + i) & 0xffL) << i * 8;
        }
        if (cpus() < 64 && (wanted & (1L << cpus()) - 1) == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return 0;
    }

    private static boolean isRealTime(int policy) {
        return switch (policy) {
            case 1, 2 -> true;
            case 0, 3, 5, 6 -> false;
            default -> throw new LinuxException(Errno.EINVAL);
        };
    }

    private static long setScheduler(Task task, Arguments arguments) {
        requireTask(task, arguments.integer(0));
        // The flag SCHED_RESET_ON_FORK may be set.
        if (isRealTime(arguments.integer(1) & ~0x4000_0000)) {
            throw new LinuxException(Errno.EPERM);
        }
        return 0;
    }

    private static long getParam(Task task, Arguments arguments) {
        requireTask(task, arguments.integer(0));
        task.memory().writeInt(arguments.word(1), 0);
        return 0;
    }

    private static long getInterval(Task task, Arguments arguments) {
        requireTask(task, arguments.integer(0));
        Timespec.write(task.memory(), arguments.word(1), 4_000_000);
        return 0;
    }
}
