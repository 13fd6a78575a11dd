package org.graftvm.linux.task;

import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.loader.ProgramImage;
import org.graftvm.linux.loader.ProgramLoader;
import org.graftvm.linux.loader.ProgramRequest;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.signal.SignalActions;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;

/** How programs begin: the first of a kernel, and those that execve(2) puts in the place of another. */
public final class Programs {
    /** Longest name of a task, in bytes: TASK_COMM_LEN less the zero. */
    private static final int LONGEST_NAME = 15;

    private Programs() {}

    /**
     * Loads the first program of a kernel; {@link Task#run} of the returned task runs it.
     *
     * @throws LinuxException with a message for a person where it cannot be loaded
     */
    public static Task first(
            Kernel kernel,
            ProgramRequest request,
            Identity identity,
            ResourceLimits limits,
            FdTable files,
            FsContext fs) {
        ProgramImage image = load(kernel, request, identity, limits, fs);
        Process process = new Process(kernel, kernel.newPid(), null, image, identity, limits, new SignalActions());
        Task task = new Task(process, process.pid(), nameOf(request.path()), image.platform(), files, fs);
        image.platform().abi().start(task.cpu(), image.entry(), image.stackPointer());
        kernel.add(process);
        process.add(task);
        return task;
    }

    /**
     * Puts another program in the place of the caller's: execve(2). On return the task's registers are those of the new
     * program's start.
     *
     * @throws LinuxException if it cannot be loaded; the old program goes on
     */
    public static void replace(Task task, String path, List<byte[]> arguments, List<byte[]> environment) {
        Process process = task.process();
        Kernel kernel = task.kernel();
        FileBacking file = kernel.config().programs().apply(task.fs()).open(path);
        ProgramImage image;
        try {
            byte[] name = ByteStrings.toBytes(path);
            image = load(
                    kernel,
                    new ProgramRequest(file, name, arguments, environment),
                    process.identity(),
                    process.limits(),
                    task.fs());
        } finally {
            file.release();
        }
        process.endOthers(task);
        int formerTid = task.tid();
        task.becomeLeader();
        AddressSpace old = process.addressSpace();
        process.setImage(image);
        process.posixTimers().deleteAll();
        process.signals().resetForExec();
        task.signals().resetForExec();
        task.unshareFiles();
        task.files().closeOnExec();
        task.setName(nameOf(ByteStrings.toBytes(path)));
        task.replaceProgram(image);
        old.close();
        process.setExitSignal(Signals.SIGCHLD);
        process.returnMemory();
        process.setDumpable(true);
        Tracee tracee = task.tracee();
        if (tracee != null) {
            tracee.executed(formerTid);
        }
    }

    private static ProgramImage load(
            Kernel kernel, ProgramRequest request, Identity identity, ResourceLimits limits, FsContext fs) {
        KernelConfig config = kernel.config();
        long stackLimit = limits.get(ResourceLimits.STACK).soft();
        ProgramLoader loader = new ProgramLoader(
                config.programs().apply(fs),
                identity,
                new ProgramLoader.Settings(
                        stackLimit < 0 ? Long.MAX_VALUE : stackLimit,
                        config.windowSize(),
                        config.memoryLimit(),
                        kernel.sharedFiles()));
        return loader.load(request, kernel.platforms());
    }

    private static String nameOf(byte[] path) {
        String name = ByteStrings.fromBytes(path);
        name = name.substring(name.lastIndexOf('/') + 1);
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
