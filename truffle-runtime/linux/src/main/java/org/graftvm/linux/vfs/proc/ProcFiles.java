package org.graftvm.linux.vfs.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.DirectoryEntry;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Mount;
import org.graftvm.linux.vfs.MountNamespace;
import org.jspecify.annotations.Nullable;

/** Makes /proc: the files about the whole system. Those about one process are {@link ProcessFolder}s. */
public final class ProcFiles {
    private ProcFiles() {}

    /** Mounts /proc. */
    public static void mount(MountNamespace mounts, SystemView system) {
        ProcFolder root = new Root(system);
        root.add("self", path -> new ProcLink(path, () -> Integer.toString(system.currentProcess())));
        root.add(
                "thread-self",
                path -> new ProcLink(path, () -> system.currentProcess() + "/task/" + system.currentThread()));
        root.add("mounts", path -> new ProcLink(path, () -> "self/mounts"));
        text(root, "cpuinfo", system::cpuinfo);
        text(root, "meminfo", () -> SystemTexts.meminfo(system));
        text(root, "stat", () -> SystemTexts.stat(system));
        text(root, "uptime", () -> SystemTexts.uptime(system));
        text(root, "loadavg", () -> SystemTexts.loadavg(system));
        text(root, "version", () -> "Linux version " + system.release() + " " + system.version() + "\n");
        text(root, "filesystems", () -> "nodev\tproc\nnodev\ttmpfs\nnodev\tdevtmpfs\n\text4\n");
        text(root, "cmdline", () -> "\n");
        text(root, "swaps", () -> "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        text(root, "partitions", () -> "major minor  #blocks  name\n\n");
        text(root, "vmstat", () -> "pgpgin 0\npgpgout 0\npswpin 0\npswpout 0\npgfault 0\npgmajfault 0\n");
        for (String none : new String[] {"diskstats", "locks", "modules"}) {
            text(root, none, () -> "");
        }
        root.add("net", path -> new ProcLink(path, () -> "self/net"));
        addSys(root.addFolder("sys"), system);
        mounts.add(new Mount("proc", "proc", "/proc", root, false));
    }

    /** The process whose directory {@code inode} is; 0 for other files. */
    public static int process(Inode inode) {
        return inode instanceof ProcessFolder folder ? folder.process() : 0;
    }

    private static void addSys(ProcFolder sys, SystemView system) {
        ProcFolder kernel = sys.addFolder("kernel");
        text(kernel, "ostype", () -> "Linux\n");
        text(kernel, "osrelease", () -> system.release() + "\n");
        text(kernel, "version", () -> system.version() + "\n");
        text(kernel, "hostname", () -> system.hostname() + "\n");
        text(kernel, "domainname", () -> "(none)\n");
        text(kernel, "pid_max", () -> "4194304\n");
        text(kernel, "threads-max", () -> "32768\n");
        text(kernel, "ngroups_max", () -> "65536\n");
        text(kernel, "cap_last_cap", () -> "40\n");
        text(kernel, "core_pattern", () -> "core\n");
        text(kernel, "randomize_va_space", () -> "0\n");
        ProcFolder random = kernel.addFolder("random");
        text(random, "boot_id", new BootId());
        text(random, "uuid", () -> RandomUuid.next() + "\n");
        text(random, "entropy_avail", () -> "256\n");
        ProcFolder vm = sys.addFolder("vm");
        text(vm, "overcommit_memory", () -> "1\n");
        text(vm, "max_map_count", () -> "65530\n");
        text(vm, "mmap_min_addr", () -> "65536\n");
        ProcFolder fs = sys.addFolder("fs");
        text(fs, "file-max", () -> "1048576\n");
        text(fs, "nr_open", () -> "1048576\n");
        text(fs, "pipe-max-size", () -> "1048576\n");
        ProcFolder inotify = fs.addFolder("inotify");
        text(inotify, "max_queued_events", () -> "16384\n");
        text(inotify, "max_user_instances", () -> "128\n");
        text(inotify, "max_user_watches", () -> "1048576\n");
    }

    private static void text(ProcFolder folder, String name, Supplier<String> text) {
        folder.add(name, path -> ProcText.of(path, text));
    }

    /** One identifier for as long as the guest's machine runs; made when it is first read, which few guests do. */
    private static final class BootId implements Supplier<String> {
        private @Nullable String text;

        @Override
        public synchronized String get() {
            if (text == null) {
                text = RandomUuid.next() + "\n";
            }
            return text;
        }
    }

    /** The root, which also holds the processes. */
    private static final class Root extends ProcFolder {
        private final SystemView system;

        Root(SystemView system) {
            super("", null);
            this.system = system;
        }

        @Override
        @Nullable
        ProcInode find(String name) {
            int pid = number(name);
            if (pid < 0) {
                return null;
            }
            ProcessView process = system.process(pid);
            return process == null ? null : new ProcessFolder(childPath(name), this, process, system);
        }

        @Override
        List<DirectoryEntry> others() {
            List<DirectoryEntry> entries = new ArrayList<>();
            for (int pid : system.processes()) {
                entries.add(entry(Integer.toString(pid), FileMode.DIRECTORY));
            }
            return entries;
        }
    }

    /** The number that {@code name} is, without sign or leading zeros; else -1. */
    static int number(String name) {
        if (name.isEmpty() || name.length() > 9 || name.length() > 1 && name.charAt(0) == '0') {
            return -1;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name);
    }
}
