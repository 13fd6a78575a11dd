package org.graftvm.linux.vfs.dev;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.tty.Terminals;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Mount;
import org.graftvm.linux.vfs.MountNamespace;
import org.graftvm.linux.vfs.host.HostStandardStreams;
import org.graftvm.linux.vfs.memory.MemoryDirectory;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.graftvm.linux.vfs.memory.MemorySymlink;

/** Makes /dev. */
public final class DeviceFiles {
    private DeviceFiles() {}

    /**
     * Mounts /dev and /dev/shm.
     *
     * @param hostTerminal whether /dev/tty is the host's for the first session; otherwise that has no controlling terminal
     */
    public static void mount(MountNamespace mounts, boolean hostTerminal) {
        MemoryFileSystem files = new MemoryFileSystem(FileSystemStatus.TMPFS, 1 << 20, 0755, Credentials.ROOT);
        MemoryDirectory root = files.root();
        add(root, "null", 1, 3, MemoryDevice.Kind.NULL);
        add(root, "zero", 1, 5, MemoryDevice.Kind.ZERO);
        add(root, "full", 1, 7, MemoryDevice.Kind.FULL);
        add(root, "random", 1, 8, MemoryDevice.Kind.RANDOM);
        add(root, "urandom", 1, 9, MemoryDevice.Kind.RANDOM);
        root.add("ptmx", new Device(files, 5, 2, Terminals::openMaster));
        root.add("tty", new Device(files, 5, 0, (where, flags) -> {
            FileDescription controlling = Terminals.openControlling(where, flags);
            if (controlling != null) {
                return controlling;
            }
            if (!hostTerminal) {
                throw new LinuxException(Errno.ENXIO);
            }
            return HostStandardStreams.terminal(where, flags);
        }));
        link(root, "fd", "/proc/self/fd");
        link(root, "stdin", "/proc/self/fd/0");
        link(root, "stdout", "/proc/self/fd/1");
        link(root, "stderr", "/proc/self/fd/2");
        root.addDirectory("shm", 01777, Credentials.ROOT);
        root.addDirectory("pts", 0755, Credentials.ROOT);
        mounts.add(files.mount("devtmpfs", "/dev"));
        Mount shared = MemoryFileSystem.temporary(01777, Credentials.ROOT).mount("tmpfs", "/dev/shm");
        mounts.add(shared);
    }

    private static void add(MemoryDirectory root, String name, int major, int minor, MemoryDevice.Kind kind) {
        MemoryFileSystem files = root.fileSystem();
        root.add(name, new Device(files, major, minor, (where, flags) -> new MemoryDevice(kind, where, flags)));
    }

    private static void link(MemoryDirectory root, String name, String target) {
        root.add(name, new MemorySymlink(root.fileSystem(), target, Credentials.ROOT));
    }
}
