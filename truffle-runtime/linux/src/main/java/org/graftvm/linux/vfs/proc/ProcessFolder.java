package org.graftvm.linux.vfs.proc;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.DirectoryEntry;
import org.graftvm.linux.vfs.Location;
import org.jspecify.annotations.Nullable;

/** The directory of a process, or of one of its threads. */
final class ProcessFolder extends ProcFolder {
    private final ProcessView process;
    private final SystemView system;

    /** The directory {@code /proc/PID}. */
    ProcessFolder(String path, ProcFolder parent, ProcessView process, SystemView system) {
        this(path, parent, process, system, process.pid());
        add("task", child -> new Threads(child, this));
    }

    private ProcessFolder(String path, ProcFolder parent, ProcessView process, SystemView system, int tid) {
        super(path, parent);
        this.process = process;
        this.system = system;
        add("net", child -> {
            ProcFolder net = new ProcFolder(child, this);
            NetworkTexts.addTo(net, system);
            return net;
        });
        add("wchan", child -> ProcText.of(child, () -> "0"));
        add("oom_score", child -> ProcText.of(child, () -> "0\n"));
        add("loginuid", child -> ProcText.of(child, () -> "4294967295"));
        add("personality", child -> ProcText.of(child, () -> "%08x\n".formatted(process.personality(tid))));
        add("cmdline", child -> new ProcText(child, 0444, process::commandLine));
        add("environ", child -> new ProcText(child, 0400, process::environment));
        add("auxv", child -> new ProcText(child, 0400, process::auxiliaryVector));
        add("maps", child -> ProcText.of(child, process::maps));
        add("mem", child -> new ProcMemory(child, process));
        add("comm", child -> ProcText.of(child, () -> process.threadName(tid) + "\n"));
        add("stat", child -> ProcText.of(child, () -> ProcessTexts.stat(process, tid)));
        add("statm", child -> ProcText.of(child, () -> ProcessTexts.statm(process)));
        add("status", child -> ProcText.of(child, () -> ProcessTexts.status(process, tid)));
        add("limits", child -> ProcText.of(child, process::limits));
        add("mounts", child -> ProcText.of(child, () -> ProcessTexts.mounts(process)));
        add("mountinfo", child -> ProcText.of(child, () -> ProcessTexts.mountinfo(process)));
        add("cgroup", child -> ProcText.of(child, () -> "0::/\n"));
        add("oom_score_adj", child -> ProcText.of(child, () -> "0\n"));
        add("exe", child -> new ProcLink(child, process::executable, process::executableFile));
        add("cwd", child -> link(child, () -> process.fs().workingDirectory()));
        add("root", child -> link(child, () -> process.fs().root()));
        add("fd", child -> new DescriptorFolder(child, this, process, false));
        add("fdinfo", child -> new DescriptorFolder(child, this, process, true));
    }

    /** The process that this is the directory of; 0 where it is a thread's. */
    int process() {
        return path().indexOf('/') < 0 ? process.pid() : 0;
    }

    private static ProcLink link(String path, java.util.function.Supplier<Location> where) {
        return new ProcLink(path, () -> where.get().path(), where::get);
    }

    /** The directory {@code task}. */
    private static final class Threads extends ProcFolder {
        private final ProcessView process;
        private final SystemView system;

        Threads(String path, ProcessFolder parent) {
            super(path, parent);
            this.process = parent.process;
            this.system = parent.system;
        }

        @Override
        @Nullable
        ProcInode find(String name) {
            int tid = ProcFiles.number(name);
            for (int one : process.threads()) {
                if (one == tid) {
                    return new ProcessFolder(childPath(name), this, process, system, tid);
                }
            }
            return null;
        }

        @Override
        List<DirectoryEntry> others() {
            List<DirectoryEntry> entries = new ArrayList<>();
            for (int tid : process.threads()) {
                entries.add(entry(Integer.toString(tid), FileMode.DIRECTORY));
            }
            return entries;
        }
    }
}
