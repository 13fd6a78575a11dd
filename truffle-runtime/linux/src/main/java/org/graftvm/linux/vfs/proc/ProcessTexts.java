package org.graftvm.linux.vfs.proc;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Mount;

/** Texts about one process, in the formats of proc(5). */
final class ProcessTexts {
    private static final int PAGE = 4096;

    private ProcessTexts() {}

    static String stat(ProcessView process, int tid) {
        ProcessState s = process.state();
        Object[] fields = {
            tid,
            "(" + process.threadName(tid) + ")",
            letter(process, s, tid),
            s.parent(),
            s.processGroup(),
            s.session(),
            s.terminal(),
            s.foregroundGroup(),
            0,
            0,
            0,
            0,
            0, // flags, faults
            s.userTicks(),
            s.systemTicks(),
            0,
            0,
            20 + s.nice(),
            s.nice(),
            process.threads().length,
            0,
            s.startTicks(),
            s.virtualSize(),
            s.residentSize() / PAGE,
            "18446744073709551615",
            s.codeStart(),
            s.codeEnd(),
            s.stackStart(),
            0,
            0, // the stack pointer and pc of others are not shown
            s.pendingSignals(),
            s.blockedSignals(),
            s.ignoredSignals(),
            s.caughtSignals(),
            0,
            0,
            0,
            17,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return Arrays.stream(fields).map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    }

    static String statm(ProcessView process) {
        ProcessState s = process.state();
        long resident = s.residentSize() / PAGE;
        long code = (s.codeEnd() - s.codeStart() + PAGE - 1) / PAGE;
        return s.virtualSize() / PAGE + " " + resident + " 0 " + code + " 0 " + resident + " 0\n";
    }

    static String status(ProcessView process, int tid) {
        ProcessState s = process.state();
        StringBuilder text = new StringBuilder();
        line(text, "Name", process.threadName(tid));
        line(text, "Umask", String.format(Locale.ROOT, "%04o", process.fs().umask()));
        char letter = letter(process, s, tid);
        line(text, "State", letter + " (" + stateName(letter) + ")");
        line(text, "Tgid", Integer.toString(process.pid()));
        line(text, "Ngid", "0");
        line(text, "Pid", Integer.toString(tid));
        line(text, "PPid", Integer.toString(s.parent()));
        line(text, "TracerPid", Integer.toString(process.tracer(tid)));
        line(text, "Uid", join(s.uids(), "\t"));
        line(text, "Gid", join(s.gids(), "\t"));
        line(text, "FDSize", "64");
        line(text, "Groups", join(s.groups(), " ") + " ");
        memory(text, "VmPeak", s.virtualSize());
        memory(text, "VmSize", s.virtualSize());
        memory(text, "VmHWM", s.residentSize());
        memory(text, "VmRSS", s.residentSize());
        line(text, "Threads", Integer.toString(process.threads().length));
        mask(text, "SigPnd", 0);
        mask(text, "ShdPnd", s.pendingSignals());
        mask(text, "SigBlk", s.blockedSignals());
        mask(text, "SigIgn", s.ignoredSignals());
        mask(text, "SigCgt", s.caughtSignals());
        long capabilities = s.uids()[1] == 0 ? 0x1ffffffffffL : 0;
        mask(text, "CapInh", 0);
        mask(text, "CapPrm", capabilities);
        mask(text, "CapEff", capabilities);
        mask(text, "CapBnd", 0x1ffffffffffL);
        mask(text, "CapAmb", 0);
        line(text, "NoNewPrivs", "0");
        line(text, "Seccomp", "0");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(":\t").append(value).append('\n');
    }

    private static void memory(StringBuilder text, String name, long bytes) {
        line(text, name, String.format(Locale.ROOT, "%8d kB", bytes >> 10));
    }

    private static void mask(StringBuilder text, String name, long mask) {
        line(text, name, String.format(Locale.ROOT, "%016x", mask));
    }

    private static String join(int[] numbers, String separator) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(separator));
    }

    private static char letter(ProcessView process, ProcessState state, int tid) {
        return process.isTraceStopped(tid) ? 't' : state.letter();
    }

    private static String stateName(char letter) {
        return switch (letter) {
            case 'R' -> "running";
            case 'T' -> "stopped";
            case 't' -> "tracing stop";
            case 'Z' -> "zombie";
            default -> "sleeping";
        };
    }

    static String mounts(ProcessView process) {
        StringBuilder text = new StringBuilder();
        for (Mount mount : process.fs().mounts().all()) {
            text.append(escape(mount.source()))
                    .append(' ')
                    .append(escape(mount.point()))
                    .append(' ')
                    .append(mount.type())
                    .append(mount.readOnly() ? " ro" : " rw")
                    .append(",relatime 0 0\n");
        }
        return text.toString();
    }

    static String mountinfo(ProcessView process) {
        StringBuilder text = new StringBuilder();
        int id = 1;
        for (Mount mount : process.fs().mounts().all()) {
            String access = mount.readOnly() ? "ro" : "rw";
            long device = mount.root().status().dev();
            text.append(id).append(id == 1 ? " 0 " : " 1 ");
            text.append(FileStatus.major(device)).append(':').append(FileStatus.minor(device));
            text.append(" / ")
                    .append(escape(mount.point()))
                    .append(' ')
                    .append(access)
                    .append(",relatime - ");
            text.append(mount.type())
                    .append(' ')
                    .append(escape(mount.source()))
                    .append(' ')
                    .append(access);
            text.append('\n');
            id++;
        }
        return text.toString();
    }

    /** Blanks and backslashes of paths are octal, see fstab(5). */
    private static String escape(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}
