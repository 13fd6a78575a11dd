package org.graftvm.linux.task;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.graftvm.linux.abi.SystemName;
import org.graftvm.linux.vfs.proc.ProcessView;
import org.graftvm.linux.vfs.proc.SystemView;
import org.jspecify.annotations.Nullable;

/** A kernel as /proc shows it. Made before the kernel, since the tree of files is part of its set-up. */
public final class KernelView implements SystemView {
    private static final long MILLIS_PER_SECOND = 1000;

    private final long bootTime = System.currentTimeMillis() / MILLIS_PER_SECOND;
    private @Nullable Kernel kernel;

    /** Says which kernel is shown; called once, before any task runs. */
    public void show(Kernel shown) {
        kernel = shown;
    }

    private Kernel kernel() {
        Kernel shown = kernel;
        if (shown == null) {
            throw new IllegalStateException("no kernel to show yet");
        }
        return shown;
    }

    @Override
    public int currentProcess() {
        Task task = Task.current();
        return task == null ? 0 : task.process().pid();
    }

    @Override
    public int currentThread() {
        Task task = Task.current();
        return task == null ? 0 : task.tid();
    }

    @Override
    public int[] processes() {
        return kernel().processes().stream().mapToInt(Process::pid).sorted().toArray();
    }

    @Override
    public @Nullable ProcessView process(int pid) {
        Process process = kernel().process(pid);
        return process == null ? null : new TaskGroupView(process);
    }

    @Override
    public boolean allowsSockets() {
        return kernel().host().allowsSockets();
    }

    /** The whole JVM's: what compilers and collectors do is done for guests. */
    @Override
    public long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean host
                ? host.getProcessCpuTime()
                : 0;
    }

    @Override
    public String cpuinfo() {
        Task task = Task.current();
        GuestPlatform platform = kernel().platforms().getFirst();
        return (task == null ? platform.abi() : task.abi()).cpuinfo(cpus());
    }

    @Override
    public int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public long memoryTotal() {
        return kernel().config().memoryLimit();
    }

    @Override
    public long memoryFree() {
        long used = 0;
        for (Process process : kernel().processes()) {
            used += process.addressSpace().totalBytes();
        }
        return Math.max(0, memoryTotal() - used);
    }

    @Override
    public String release() {
        return SystemName.RELEASE;
    }

    @Override
    public String version() {
        return SystemName.VERSION;
    }

    @Override
    public String hostname() {
        return kernel().config().hostname();
    }

    @Override
    public long uptimeNanos() {
        return System.nanoTime() - kernel().bootNanos();
    }

    @Override
    public long bootTime() {
        return bootTime;
    }
}
