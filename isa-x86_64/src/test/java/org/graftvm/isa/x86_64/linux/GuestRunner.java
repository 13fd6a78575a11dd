package org.graftvm.isa.x86_64.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.x86_64.X86Isa;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.LinuxProgram;
import org.graftvm.linux.strace.Strace;
import org.graftvm.linux.syscall.KernelSyscalls;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.task.ExitStatus;
import org.graftvm.linux.task.FileMapping;
import org.graftvm.linux.task.GuestPlatform;
import org.graftvm.linux.task.HostServices;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.KernelConfig;
import org.graftvm.linux.task.KernelView;
import org.graftvm.linux.task.Tracer;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.MountNamespace;
import org.graftvm.linux.vfs.NamespaceBuilder;
import org.graftvm.linux.vfs.host.HostStandardStreams;
import org.jspecify.annotations.Nullable;

/** Runs a x86-64 program of the host's file system without Truffle, on the host's standard streams. */
final class GuestRunner {
    private GuestRunner() {}

    static ExitStatus run(
            NamespaceBuilder tree, List<String> command, @Nullable Consumer<String> trace, boolean classTier)
            throws InterruptedException {
        X86LinuxAbi abi = new X86LinuxAbi();
        SyscallTable.Builder table = KernelSyscalls.addTo(new SyscallTable.Builder());
        abi.addSyscalls(table);
        EngineSettings settings = new EngineSettings(classTier, false, 40, 20_000, 300);
        Engine engine = new Engine(new X86Isa(), settings, null);
        KernelView view = new KernelView();
        Kernel kernel = new Kernel(new KernelConfig(
                HostServices.PLAIN,
                List.of(new GuestPlatform(abi, cpu -> engine)),
                table.build(),
                FileMapping::programs,
                16L << 30,
                8L << 30,
                "guest",
                trace == null ? Tracer.NONE : new Strace(trace),
                System.err::println));
        view.show(kernel);
        MountNamespace mounts = tree.build(Credentials.ROOT, view);
        FdTable files = new FdTable();
        for (int fd = 0; fd < 3; fd++) {
            files.add(Objects.requireNonNull(HostStandardStreams.descriptor(fd)), false);
        }
        return LinuxProgram.of(
                        Path.of(command.getFirst()).toAbsolutePath().toString(),
                        command,
                        List.of("PATH=/usr/bin:/bin", "HOME=/root", "LANG=C.UTF-8"),
                        Identity.of(0, 0),
                        files,
                        FsContext.create(mounts, Credentials.ROOT))
                .run(kernel);
    }

    /** Usage: [-strace] [-interpreter] [-sysroot dir] program args… */
    public static void main(String[] args) throws InterruptedException {
        @Nullable Consumer<String> trace = null;
        boolean classTier = true;
        NamespaceBuilder tree = NamespaceBuilder.host();
        int at = 0;
        for (; args[at].startsWith("-"); at++) {
            switch (args[at]) {
                case "-strace" -> trace = System.err::println;
                case "-interpreter" -> classTier = false;
                case "-sysroot" -> tree = NamespaceBuilder.sysroot(args[++at]);
                default -> throw new IllegalArgumentException(args[at]);
            }
        }
        try {
            ExitStatus status = run(tree, List.of(args).subList(at, args.length), trace, classTier);
            if (!status.message().isEmpty()) {
                System.err.println(status.message());
            }
            System.exit(status.shellStatus());
        } catch (LinuxException e) {
            System.err.println(e.getMessage());
            System.exit(126);
        }
    }
}
