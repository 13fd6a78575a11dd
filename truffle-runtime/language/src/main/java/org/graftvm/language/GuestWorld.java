package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.LinuxProgram;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.KernelView;
import org.graftvm.linux.task.ResourceLimits;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.MountNamespace;
import org.graftvm.linux.vfs.NamespaceBuilder;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.dev.InputDescription;
import org.graftvm.linux.vfs.dev.OutputDescription;
import org.graftvm.linux.vfs.host.HostStandardStreams;
import org.jspecify.annotations.Nullable;

/**
 * What a guest sees of the world outside: files, standard streams, environment, arguments, identity. Each comes from the
 * context, and only as far as the context allows: without file access the guest's root is a private one in memory.
 */
final class GuestWorld {
    private static final int NOBODY = 65534;

    private final Env env;
    private final String sysroot;
    private final List<HostMount> hostMounts;
    private final Identity identity;
    private final MountNamespace mounts;

    GuestWorld(Env env, Kernel kernel) {
        this.env = env;
        this.sysroot = env.getOptions().get(GuestOptions.SYSROOT);
        this.hostMounts = env.getOptions().get(GuestOptions.MOUNT);
        this.identity = identity();
        KernelView view = new KernelView();
        view.show(kernel);
        NamespaceBuilder builder = !env.isFileIOAllowed()
                ? NamespaceBuilder.isolated()
                : sysroot.isEmpty()
                        ? NamespaceBuilder.host()
                        : NamespaceBuilder.sysroot(
                                Path.of(sysroot).toAbsolutePath().normalize().toString());
        for (HostMount mount : hostMounts) {
            builder.bind(mount.hostPath().toString(), mount.guest(), mount.readOnly());
        }
        this.mounts = build(builder, view);
    }

    private MountNamespace build(NamespaceBuilder builder, KernelView view) {
        if (!hostMounts.isEmpty() && !env.isFileIOAllowed()) {
            throw new GuestError("mount: the context allows no access to files", null);
        }
        if (!sysroot.isEmpty() && hostMounts.stream().anyMatch(HostMount::isRoot)) {
            throw new GuestError("mount: a root and a sysroot exclude each other", null);
        }
        try {
            return builder.build(credentials(), view);
        } catch (LinuxException e) {
            throw new GuestError("sysroot or mount: " + e.errno().message(), null);
        }
    }

    /** The program of a source, with everything that the context gives it. */
    LinuxProgram program(Source source) {
        FsContext fs = FsContext.create(mounts, credentials());
        if (env.isFileIOAllowed()) {
            changeToHostDirectory(fs);
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(ByteStrings.fromText(source.getName()));
        for (String argument : env.getApplicationArguments()) {
            arguments.add(ByteStrings.fromText(argument));
        }
        List<String> environment = new ArrayList<>();
        for (Map.Entry<String, String> variable : env.getEnvironment().entrySet()) {
            environment.add(ByteStrings.fromText(variable.getKey() + "=" + variable.getValue()));
        }
        String path = source.getPath();
        boolean isFile = path != null && env.isFileIOAllowed();
        return new LinuxProgram(
                ByteStrings.fromText(isFile ? guestPath(path) : pathOf(source.getName())),
                isFile ? null : content(source),
                arguments,
                environment,
                identity,
                ResourceLimits.defaults(),
                standardStreams(),
                fs);
    }

    /** The guest begins where the host's process is; in {@code /} if it cannot see that. */
    private void changeToHostDirectory(FsContext fs) {
        Path current = Path.of("").toAbsolutePath();
        String mounted = throughMount(current);
        String directory = ByteStrings.fromText(mounted != null ? mounted : current.toString());
        try {
            fs.changeDirectory(PathOperations.find(fs, fs.root(), directory, true));
        } catch (LinuxException e) {
            if (hostMounts.isEmpty()) {
                throw e;
            }
        }
    }

    private static byte @Nullable [] content(Source source) {
        if (!source.hasBytes()) {
            throw new LinuxException(org.graftvm.linux.abi.Errno.ENOEXEC);
        }
        return source.getBytes().toByteArray();
    }

    /** What the guest sees as the path of a program that is no file of its own: absolute, since C libraries insist on that. */
    private static String pathOf(String name) {
        return "/" + name.substring(name.lastIndexOf('/') + 1);
    }

    /** What the guest calls a file of the host: a path below the sysroot, or what a mount shows, loses that part. */
    private String guestPath(String path) {
        if (sysroot.isEmpty() && hostMounts.isEmpty()) {
            return path;
        }
        Path file = Path.of(path).toAbsolutePath().normalize();
        String mounted = throughMount(file);
        if (mounted != null || sysroot.isEmpty()) {
            return mounted != null ? mounted : path;
        }
        Path root = Path.of(sysroot).toAbsolutePath().normalize();
        return file.startsWith(root) ? "/" + root.relativize(file) : path;
    }

    /** Where a mount shows a file of the host, the one that hides others; null where none does. */
    private @Nullable String throughMount(Path file) {
        for (HostMount mount : hostMounts.reversed()) {
            String seen = mount.seen(file);
            if (seen != null) {
                return seen;
            }
        }
        return null;
    }

    /** Descriptors 0, 1 and 2: the context's streams, or those of the host's process where the launcher says so. */
    private FdTable standardStreams() {
        FdTable files = new FdTable();
        if (env.getOptions().get(GuestOptions.HOST_STREAMS) && env.isNativeAccessAllowed() && env.isFileIOAllowed()) {
            for (int fd = 0; fd < 3; fd++) {
                FileDescription description = HostStandardStreams.descriptor(fd);
                if (description != null) {
                    files.set(fd, description, false);
                }
            }
        } else {
            files.set(0, InputDescription.of(env.in()), false);
            files.set(1, new OutputDescription(env.out()), false);
            files.set(2, new OutputDescription(env.err()), false);
        }
        return files;
    }

    private Credentials credentials() {
        return new Credentials(identity.effectiveUid(), identity.effectiveGid(), identity.groups());
    }

    /** The user of the host's process where the guest works on that user's files, else nobody. */
    private Identity identity() {
        if (env.isFileIOAllowed()) {
            try {
                int uid = attribute("unix:uid");
                int gid = attribute("unix:gid");
                return Identity.of(uid, gid, gid);
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException ignored) {
                // Not Linux: nobody in particular.
            }
        }
        return Identity.of(NOBODY, NOBODY, NOBODY);
    }

    private static int attribute(String name) throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), name) instanceof Integer value ? value : NOBODY;
    }
}
