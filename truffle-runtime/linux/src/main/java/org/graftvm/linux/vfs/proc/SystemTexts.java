package org.graftvm.linux.vfs.proc;

import java.util.Locale;

/** Texts about the whole system, in the formats of proc(5). */
final class SystemTexts {
    private static final long NANOS_PER_TICK = 10_000_000;

    private SystemTexts() {}

    static String meminfo(SystemView system) {
        long total = system.memoryTotal() >> 10;
        long free = system.memoryFree() >> 10;
        StringBuilder text = new StringBuilder();
        line(text, "MemTotal", total);
        line(text, "MemFree", free);
        line(text, "MemAvailable", free);
        for (String none : new String[] {"Buffers", "Cached", "SwapCached", "Active", "Inactive", "SwapTotal"}) {
            line(text, none, 0);
        }
        line(text, "SwapFree", 0);
        line(text, "Shmem", 0);
        line(text, "Slab", 0);
        line(text, "SReclaimable", 0);
        line(text, "CommitLimit", total);
        line(text, "Committed_AS", total - free);
        text.append("HugePages_Total:       0\nHugePages_Free:        0\n");
        line(text, "Hugepagesize", 2048);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long kilobytes) {
        text.append(String.format(Locale.ROOT, "%-15s %8d kB\n", name + ":", kilobytes));
    }

    static String stat(SystemView system) {
        int cpus = system.cpus();
        long used = system.cpuNanos() / NANOS_PER_TICK;
        long idle = idleNanos(system) / NANOS_PER_TICK;
        StringBuilder text = new StringBuilder();
        text.append("cpu  ").append(used).append(" 0 0 ").append(idle).append(" 0 0 0 0 0 0\n");
        for (int cpu = 0; cpu < cpus; cpu++) {
            // Which of them it was is not known.
            text.append("cpu").append(cpu).append(' ').append(used / cpus);
            text.append(" 0 0 ").append(idle / cpus).append(" 0 0 0 0 0 0\n");
        }
        text.append("intr 0\nctxt 0\nbtime ").append(system.bootTime());
        text.append("\nprocesses ").append(system.processes().length);
        text.append("\nprocs_running 1\nprocs_blocked 0\n");
        return text.toString();
    }

    static String uptime(SystemView system) {
        return String.format(Locale.ROOT, "%.2f %.2f\n", system.uptimeNanos() / 1e9, idleNanos(system) / 1e9);
    }

    /** What all CPUs together have not used since the kernel began. */
    private static long idleNanos(SystemView system) {
        return Math.max(0, system.uptimeNanos() * system.cpus() - system.cpuNanos());
    }

    static String loadavg(SystemView system) {
        int count = system.processes().length;
        return "0.00 0.00 0.00 1/" + count + " " + system.currentProcess() + "\n";
    }
}
