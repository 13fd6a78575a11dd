package org.graftvm.linux.vfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.dev.DeviceFiles;
import org.graftvm.linux.vfs.host.HostFileSystem;
import org.graftvm.linux.vfs.memory.MemoryDirectory;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.graftvm.linux.vfs.proc.ProcFiles;
import org.graftvm.linux.vfs.proc.SystemView;
import org.jspecify.annotations.Nullable;

/** Puts together the tree that guests see: the host's files or memory as the root, then /dev, /proc and what else is asked for. */
public final class NamespaceBuilder {
    /** Paths of guests are strings of bytes here, and have no {@code .}, {@code ..} or double slashes. */
    private record Bind(String hostPath, String guestPath, boolean readOnly) {}

    private final boolean hostFiles;
    private final @Nullable String sysroot;
    private final List<Bind> binds = new ArrayList<>();

    private NamespaceBuilder(boolean hostFiles, @Nullable String sysroot) {
        this.hostFiles = hostFiles;
        this.sysroot = sysroot;
    }

    /** The host's root directory is the guest's. */
    public static NamespaceBuilder host() {
        return new NamespaceBuilder(true, null);
    }

    /**
     * Paths are looked up in {@code sysroot}, a directory of the host, and those that do not exist there in the host's
     * root.
     */
    public static NamespaceBuilder sysroot(String sysroot) {
        return new NamespaceBuilder(true, sysroot);
    }

    /** No file of the host is seen: the root is in memory, empty but for the usual directories. */
    public static NamespaceBuilder isolated() {
        return new NamespaceBuilder(false, null);
    }

    /**
     * Shows a directory or file of the host at a guest path, as {@code mount --bind} does; later ones hide what they cover. A
     * directory at {@code /} is shown in place of the host's root and the sysroot.
     *
     * @param guestPath absolute, without {@code .}, {@code ..} and slashes that say nothing; it need not exist
     */
    public NamespaceBuilder bind(String hostPath, String guestPath, boolean readOnly) {
        binds.add(new Bind(hostPath, ByteStrings.fromText(guestPath), readOnly));
        return this;
    }

    /**
     * Builds the tree.
     *
     * @param owner who owns the files in memory
     * @throws LinuxException if a directory of the host cannot be opened, or lies on what is none; EOPNOTSUPP on hosts that are
     *     not Linux
     */
    public MountNamespace build(Credentials owner, SystemView system) {
        Optional<Bind> root =
                binds.stream().filter(bind -> bind.guestPath().equals("/")).reduce((first, last) -> last);
        MountNamespace mounts = root.isPresent()
                ? new MountNamespace(
                        HostFileSystem.open(root.get().hostPath())
                                .mount("/", root.get().readOnly()),
                        null)
                : hostFiles ? hostRoots() : memoryRoot(owner);
        DeviceFiles.mount(mounts, hostFiles);
        if (hostFiles) {
            bindIfPresent(mounts, "/dev/pts");
        }
        ProcFiles.mount(mounts, system);
        for (Bind bind : binds) {
            if (!bind.guestPath().equals("/")) {
                HostFileSystem files = HostFileSystem.openAny(bind.hostPath());
                boolean directory = files.isDirectory();
                String at = MountPoint.of(mounts, owner, bind.guestPath(), directory);
                Mount mount = files.mount(at, bind.readOnly());
                Mount covered = mounts.at(mount.point());
                Inode point = covered != null ? covered.root() : MountPoint.find(mounts, owner, mount.point());
                if (point != null && point.isDirectory() != directory) {
                    throw new LinuxException(Errno.ENOTDIR);
                }
                mounts.cover(mount);
            }
        }
        return mounts;
    }

    private MountNamespace hostRoots() {
        Mount host = HostFileSystem.open("/").mount("/", false);
        return sysroot == null
                ? new MountNamespace(host, null)
                : new MountNamespace(HostFileSystem.open(sysroot).mount("/", false), host);
    }

    private static void bindIfPresent(MountNamespace mounts, String path) {
        try {
            mounts.add(HostFileSystem.open(path).mount(path, false));
        } catch (LinuxException ignored) {
            // A host without it: programs find an empty directory.
        }
    }

    private static MountNamespace memoryRoot(Credentials owner) {
        MemoryFileSystem files = MemoryFileSystem.temporary(0755, owner);
        MemoryDirectory root = files.root();
        root.addDirectory("tmp", 01777, owner);
        for (String name : new String[] {"bin", "etc", "home", "lib", "usr", "var"}) {
            root.addDirectory(name, 0755, owner);
        }
        return new MountNamespace(files.mount("tmpfs", "/"), null);
    }
}
