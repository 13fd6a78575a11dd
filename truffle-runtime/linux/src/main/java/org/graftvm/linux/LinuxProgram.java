package org.graftvm.linux;

import java.util.List;
import org.graftvm.linux.loader.MemoryProgram;
import org.graftvm.linux.loader.ProgramRequest;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.task.ExitStatus;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Programs;
import org.graftvm.linux.task.ResourceLimits;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.jspecify.annotations.Nullable;

/**
 * A program to run on a {@link Kernel}, and the way to run it from Java:
 *
 * <pre>{@code
 * Kernel kernel = new Kernel(config);
 * ExitStatus status = LinuxProgram.of("/bin/ls", arguments, environment, identity, files, fs).run(kernel);
 * }</pre>
 *
 * @param path guest path, or what the guest is to see as its path
 * @param content the program itself where it is no file of the guest, else null
 * @param arguments argv, the program's name first; strings as {@link ByteStrings} has them
 * @param environment {@code NAME=value}
 * @param identity user and groups
 * @param limits resource limits
 * @param files descriptors, the standard streams at 0, 1 and 2; closed when the program ends
 * @param fs root and working directory
 */
public record LinuxProgram(
        String path,
        byte @Nullable [] content,
        List<String> arguments,
        List<String> environment,
        Identity identity,
        ResourceLimits limits,
        FdTable files,
        FsContext fs) {

    /** A program that is a file of the guest. */
    public static LinuxProgram of(
            String path,
            List<String> arguments,
            List<String> environment,
            Identity identity,
            FdTable files,
            FsContext fs) {
        return new LinuxProgram(path, null, arguments, environment, identity, ResourceLimits.defaults(), files, fs);
    }

    /**
     * Loads the program as the next process of {@code kernel}.
     *
     * @return its first task; {@link Task#run} on a thread that may run guest code runs it
     * @throws LinuxException with one line for a person, where it cannot be loaded
     */
    public Task load(Kernel kernel) {
        FileBacking file = content != null
                ? new MemoryProgram(path, content)
                : kernel.config().programs().apply(fs).open(path);
        try {
            ProgramRequest request =
                    new ProgramRequest(file, ByteStrings.toBytes(path), bytes(arguments), bytes(environment));
            return Programs.first(kernel, request, identity, limits, files, fs);
        } finally {
            file.release();
        }
    }

    /**
     * Runs the program: its first task on the calling thread, others on threads of the kernel's
     * {@link org.graftvm.linux.task.HostServices}.
     *
     * @return how it ended, once all its tasks have, and all processes that descend from it
     * @throws LinuxException with one line for a person, where it cannot be loaded
     * @throws InterruptedException if the caller is interrupted while it waits for tasks that outlive the first
     */
    public ExitStatus run(Kernel kernel) throws InterruptedException {
        Task task = load(kernel);
        task.run();
        kernel.awaitEnd(task.process());
        return task.process().status();
    }

    private static List<byte[]> bytes(List<String> strings) {
        return strings.stream().map(ByteStrings::toBytes).toList();
    }
}
