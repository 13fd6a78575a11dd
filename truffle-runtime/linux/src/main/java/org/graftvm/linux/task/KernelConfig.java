package org.graftvm.linux.task;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.graftvm.linux.loader.ProgramFiles;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.vfs.FsContext;

/**
 * How a {@link Kernel} is set up.
 *
 * @param host threads
 * @param platforms ISAs whose programs it runs
 * @param syscalls the calls that all ABIs share
 * @param programs how execve opens programs, for the root and working directory of a task
 * @param windowSize bytes of address space of each process, a power of two
 * @param memoryLimit most bytes of private writable memory in a process
 * @param hostname what uname tells
 * @param tracer who watches, see {@link Tracer}
 * @param log takes lines about what the kernel lacks, one at a time
 */
public record KernelConfig(
        HostServices host,
        List<GuestPlatform> platforms,
        SyscallTable syscalls,
        Function<FsContext, ProgramFiles> programs,
        long windowSize,
        long memoryLimit,
        String hostname,
        Tracer tracer,
        Consumer<String> log) {}
