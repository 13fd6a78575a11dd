package org.graftvm.tck.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.debug.CodeSymbols;
import org.graftvm.engine.debug.DebugTier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.LinuxProgram;
import org.graftvm.linux.abi.GuestAbi;
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
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.dev.InputDescription;
import org.graftvm.linux.vfs.dev.OutputDescription;

/** Runs guest programs on Graft's kernel and engine in this JVM, without Truffle: a process for each program would be slow. */
public final class KernelRunner implements GuestRunner {
    private static final long WINDOW = 16L << 30;
    private static final long MEMORY = 8L << 30;
    private static final int CANNOT_RUN = 126;

    private final GuestIsa guest;
    private final EngineSettings settings;
    private final Optional<Path> sysroot;
    private final boolean tools;
    private long classes;
    private long truffleRegions;
    private long failedCompilations;

    /** @param sysroot guest root, with the host's behind it, or the host's alone */
    public KernelRunner(EngineSettings settings, Optional<Path> sysroot) {
        this(GuestIsa.RISCV, settings, sysroot);
    }

    /** A runner of programs for {@code guest}. */
    public KernelRunner(GuestIsa guest, EngineSettings settings, Optional<Path> sysroot) {
        this(guest, settings, sysroot, false);
    }

    private KernelRunner(GuestIsa guest, EngineSettings settings, Optional<Path> sysroot, boolean tools) {
        this.guest = guest;
        this.settings = settings;
        this.sysroot = sysroot;
        this.tools = tools;
    }

    /** A runner on the tier that tools look into. */
    public static KernelRunner withTools(Optional<Path> sysroot) {
        return new KernelRunner(GuestIsa.RISCV, EngineSettings.INTERPRETER, sysroot, true);
    }

    /** Regions that became classes, over all runs. */
    public long classes() {
        return classes;
    }

    /** Regions that Truffle's compiler made code of, over all runs. */
    public long truffleRegions() {
        return truffleRegions;
    }

    /** Regions for which it gave up, over all runs. */
    public long failedCompilations() {
        return failedCompilations;
    }

    @Override
    public Outcome run(GuestCommand command) throws IOException {
        GuestAbi abi = guest.abi();
        SyscallTable.Builder table = KernelSyscalls.addTo(new SyscallTable.Builder());
        abi.addSyscalls(table);
        Engine engine = new Engine(guest.isa(), settings, null);
        if (tools) {
            engine.use(new DebugTier(guest.isa(), null, CodeSymbols.NONE, settings.maxDepth()));
        }
        KernelView view = new KernelView();
        Kernel kernel = new Kernel(new KernelConfig(
                HostServices.PLAIN,
                List.of(new GuestPlatform(abi, cpu -> engine)),
                table.build(),
                FileMapping::programs,
                WINDOW,
                MEMORY,
                "guest",
                Tracer.NONE,
                line -> {}));
        view.show(kernel);
        NamespaceBuilder tree =
                sysroot.map(root -> NamespaceBuilder.sysroot(root.toString())).orElseGet(NamespaceBuilder::host);
        MountNamespace mounts = tree.build(Credentials.ROOT, view);
        FsContext fs = FsContext.create(mounts, Credentials.ROOT);
        fs.changeDirectory(PathOperations.find(
                fs, fs.root(), command.directory().toRealPath().toString(), true));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        FdTable files = new FdTable();
        files.add(
                InputDescription.of(new ByteArrayInputStream(command.input().getBytes(StandardCharsets.ISO_8859_1))),
                false);
        files.add(new OutputDescription(output), false);
        files.add(new OutputDescription(errors), false);
        try {
            ExitStatus status = program(command, files, fs).run(kernel);
            return Outcome.of(status.shellStatus(), output.toByteArray(), errors.toByteArray());
        } catch (LinuxException e) {
            byte[] message = (e.getMessage() + "\n").getBytes(StandardCharsets.ISO_8859_1);
            return Outcome.of(CANNOT_RUN, output.toByteArray(), message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            classes += engine.statistics().classes();
            truffleRegions += engine.statistics().truffleInstalled();
            failedCompilations += engine.statistics().failedCompilations();
        }
    }

    private static LinuxProgram program(GuestCommand command, FdTable files, FsContext fs) {
        List<String> arguments = new ArrayList<>();
        arguments.add(command.program().toString());
        command.arguments().forEach(argument -> arguments.add(bytes(argument)));
        List<String> environment = ENVIRONMENT.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return LinuxProgram.of(command.program().toString(), arguments, environment, Identity.of(0, 0), files, fs);
    }

    /** A string of the kernel has a char for each byte. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
