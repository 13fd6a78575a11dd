package org.graftvm.linux.task;

import java.util.Locale;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.loader.ProgramImage;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.proc.ProcessState;
import org.graftvm.linux.vfs.proc.ProcessView;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** A process as /proc shows it. */
final class TaskGroupView implements ProcessView {
    private static final long NANOS_PER_TICK = 10_000_000;

    /** A line of /proc/pid/limits. */
    private record LimitName(String name, int resource, String unit) {}

    private static final LimitName[] LIMITS = {
        new LimitName("Max cpu time", ResourceLimits.CPU, "seconds"),
        new LimitName("Max file size", ResourceLimits.FSIZE, "bytes"),
        new LimitName("Max data size", ResourceLimits.DATA, "bytes"),
        new LimitName("Max stack size", ResourceLimits.STACK, "bytes"),
        new LimitName("Max core file size", ResourceLimits.CORE, "bytes"),
        new LimitName("Max resident set", ResourceLimits.RSS, "bytes"),
        new LimitName("Max processes", ResourceLimits.NPROC, "processes"),
        new LimitName("Max open files", ResourceLimits.NOFILE, "files"),
        new LimitName("Max locked memory", ResourceLimits.MEMLOCK, "bytes"),
        new LimitName("Max address space", ResourceLimits.AS, "bytes"),
    };

    private final Process process;

    TaskGroupView(Process process) {
        this.process = process;
    }

    @Override
    public int pid() {
        return process.pid();
    }

    @Override
    public int[] threads() {
        return process.tasks().stream().mapToInt(Task::tid).sorted().toArray();
    }

    @Override
    public String threadName(int tid) {
        Task task = process.kernel().task(tid);
        return task == null ? "" : task.name();
    }

    @Override
    public int personality(int tid) {
        Task task = process.kernel().task(tid);
        return task == null ? 0 : task.personality();
    }

    @Override
    public int tracer(int tid) {
        Task task = process.kernel().task(tid);
        Task tracer = task == null ? null : task.tracer();
        return tracer == null ? 0 : tracer.tid();
    }

    @Override
    public boolean isTraceStopped(int tid) {
        Task task = process.kernel().task(tid);
        return task != null && task.isTraceStopped();
    }

    @Override
    public ForeignAccess memory() {
        Task caller = Task.current();
        if (caller == null) {
            throw new LinuxException(Errno.EACCES);
        }
        try {
            TraceControl.requireAccess(caller, process);
        } catch (LinuxException e) {
            throw new LinuxException(Errno.EACCES);
        }
        return new ForeignAccess(process.addressSpace(), true);
    }

    private @Nullable Task anyTask() {
        for (Task task : process.tasks()) {
            return task;
        }
        return null;
    }

    @Override
    public ProcessState state() {
        Identity identity = process.identity();
        ProgramImage image = process.image();
        long[] signals = process.signals().ignoredAndCaught();
        Task task = anyTask();
        long size = image.space().totalBytes();
        return new ProcessState(
                process.isStopped() ? 'T' : task == Task.current() ? 'R' : 'S',
                process.parentPid(),
                process.processGroup(),
                process.session(),
                0,
                -1,
                task == null ? 0 : task.nice(),
                process.cpuNanos() / NANOS_PER_TICK,
                0,
                (process.startNanos() - process.kernel().bootNanos()) / NANOS_PER_TICK,
                size,
                Math.min(size, image.space().accountedBytes()),
                image.codeStart(),
                image.codeEnd(),
                image.stackPointer(),
                new int[] {identity.uid(), identity.effectiveUid(), identity.savedUid(), identity.effectiveUid()},
                new int[] {identity.gid(), identity.effectiveGid(), identity.savedGid(), identity.effectiveGid()},
                identity.groups(),
                process.signals().sharedPending(),
                task == null ? 0 : task.signals().blocked(),
                signals[0],
                signals[1]);
    }

    @Override
    public byte[] commandLine() {
        return memory(process.image().argumentStart(), process.image().argumentEnd());
    }

    @Override
    public byte[] environment() {
        return memory(process.image().environmentStart(), process.image().environmentEnd());
    }

    private byte[] memory(long start, long end) {
        byte[] bytes = new byte[Math.toIntExact(end - start)];
        try {
            GuestMemory memory = process.addressSpace().memory();
            memory.read(start, bytes, 0, bytes.length);
        } catch (GuestFault e) {
            return new byte[0]; // The program unmapped its own stack.
        }
        return bytes;
    }

    @Override
    public byte[] auxiliaryVector() {
        return process.image().auxiliaryVector();
    }

    @Override
    public String maps() {
        return process.addressSpace().maps();
    }

    @Override
    public String executable() {
        return process.image().executable().path();
    }

    @Override
    public @Nullable Location executableFile() {
        FileBacking executable = process.image().executable();
        if (executable instanceof FileMapping mapping) {
            return mapping.location();
        }
        try {
            FsContext fs = fs();
            return PathOperations.find(fs, fs.root(), executable.path(), true);
        } catch (LinuxException e) {
            return null;
        }
    }

    @Override
    public FdTable files() {
        return live().files();
    }

    @Override
    public FsContext fs() {
        return live().fs();
    }

    private Task live() {
        Task task = anyTask();
        if (task == null) {
            throw new LinuxException(Errno.ESRCH);
        }
        return task;
    }

    @Override
    public String limits() {
        StringBuilder text = new StringBuilder();
        text.append(line("Limit", "Soft Limit", "Hard Limit", "Units"));
        for (LimitName row : LIMITS) {
            ResourceLimits.Limit limit = process.limits().get(row.resource());
            text.append(line(row.name(), text(limit.soft()), text(limit.hard()), row.unit()));
        }
        return text.toString();
    }

    private static String line(String name, String soft, String hard, String unit) {
        return String.format(Locale.ROOT, "%-25s %-20s %-20s %-10s\n", name, soft, hard, unit);
    }

    private static String text(long limit) {
        return limit == ResourceLimits.INFINITY ? "unlimited" : Long.toUnsignedString(limit);
    }
}
