package org.graftvm.linux.tty;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Kernel;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Mount;
import org.graftvm.linux.vfs.MountNamespace;
import org.graftvm.linux.vfs.PathDescription;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.graftvm.linux.vfs.memory.VirtualInode;
import org.jspecify.annotations.Nullable;

/**
 * The pseudo terminals of a kernel. Each slave is mounted on its own under /dev/pts, so that those of the host stay visible
 * beside them.
 */
public final class Terminals {
    private static final int MAJOR = 136;
    private static final int MOST = 1 << 16;

    private final Kernel kernel;
    private final MemoryFileSystem files = new MemoryFileSystem(FileSystemStatus.DEVPTS, 0, 0755, Credentials.ROOT);
    private final Map<Integer, Slave> slaves = new ConcurrentSkipListMap<>();

    public Terminals(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The file of a slave, and where it is mounted. */
    private final class Slave extends VirtualInode {
        final Terminal terminal;
        final MountNamespace mounts;
        final Mount mount;

        Slave(Terminal terminal, MountNamespace mounts, Credentials owner) {
            super(files, FileMode.CHARACTER | 0620, owner);
            this.terminal = terminal;
            this.mounts = mounts;
            this.mount = new Mount("devpts", "devpts", path(terminal.number), this, false);
        }

        @Override
        protected long device() {
            return FileStatus.device(MAJOR, terminal.number);
        }

        @Override
        public FileDescription open(Location where, int flags, Credentials credentials) {
            if ((flags & OpenFlags.PATH) != 0) {
                return new PathDescription(where, flags);
            }
            int mask = (OpenFlags.canRead(flags) ? FileMode.MAY_READ : 0)
                    | (OpenFlags.canWrite(flags) ? FileMode.MAY_WRITE : 0);
            requireAccess(credentials, mask);
            return openSlave(terminal, where, flags);
        }
    }

    private static String path(int number) {
        return "/dev/pts/" + number;
    }

    /**
     * Opens /dev/ptmx: makes a terminal.
     *
     * @throws LinuxException ENOSPC where there are too many
     */
    public static FileDescription openMaster(Location where, int flags) {
        Task task = Task.current();
        if (task == null) {
            throw new LinuxException(Errno.ENXIO);
        }
        Terminals terminals = task.kernel().terminals();
        Terminal terminal = terminals.add(task.fs());
        return new TerminalMaster(terminals, terminal, where, flags);
    }

    private synchronized Terminal add(FsContext fs) {
        for (int number = 0; number < MOST; number++) {
            if (!slaves.containsKey(number) && !exists(fs, path(number))) {
                Terminal terminal = new Terminal(kernel, number);
                Slave slave = new Slave(terminal, fs.mounts(), fs.credentials());
                slaves.put(number, slave);
                slave.mounts.add(slave.mount);
                return terminal;
            }
        }
        throw new LinuxException(Errno.ENOSPC);
    }

    /** Whether the host has a terminal of that name. */
    private static boolean exists(FsContext fs, String path) {
        try {
            PathOperations.find(fs, fs.mounts().root(), path, false);
            return true;
        } catch (LinuxException e) {
            return false;
        }
    }

    synchronized void remove(Terminal terminal) {
        Slave slave = slaves.remove(terminal.number);
        if (slave != null) {
            slave.mounts.remove(slave.mount);
        }
    }

    /** TIOCGPTPEER: opens the slave without its name. */
    FileDescription openSlave(Terminal terminal, int flags, Credentials credentials) {
        Slave slave = slaves.get(terminal.number);
        if (slave == null) {
            throw new LinuxException(Errno.EIO);
        }
        return slave.open(slave.mount.location(), flags, credentials);
    }

    /** A leader of a session without a terminal gets the first one that it opens. */
    private FileDescription openSlave(Terminal terminal, Location where, int flags) {
        FileDescription opened = new TerminalSlave(terminal, where, flags);
        Task task = Task.current();
        if (task != null && (flags & OpenFlags.NO_CTTY) == 0) {
            Process process = task.process();
            boolean isLeader = process.session() == process.pid();
            if (isLeader
                    && !process.isOfFirstSession()
                    && terminal.session() == 0
                    && controlling(process.session()) == null) {
                terminal.control(process);
            }
        }
        return opened;
    }

    /** The terminal that controls a session, or null. */
    @Nullable
    Terminal controlling(int session) {
        for (Slave slave : slaves.values()) {
            if (slave.terminal.session() == session) {
                return slave.terminal;
            }
        }
        return null;
    }

    /**
     * Opens /dev/tty as the terminal of the caller's session.
     *
     * @return null where that is the host's
     * @throws LinuxException ENXIO if the session has none
     */
    public static @Nullable FileDescription openControlling(Location where, int flags) {
        Task task = Task.current();
        if (task == null) {
            return null;
        }
        Terminal terminal = task.kernel().terminals().controlling(task.process().session());
        if (terminal != null) {
            return new TerminalSlave(terminal, where, flags);
        }
        if (task.process().isOfFirstSession()) {
            return null;
        }
        throw new LinuxException(Errno.ENXIO);
    }

    /** A process has ended; with the leader of a session its terminal hangs up. */
    public void ended(Process process) {
        if (process.session() == process.pid()) {
            Terminal terminal = controlling(process.session());
            if (terminal != null) {
                terminal.hangUp();
            }
        }
    }
}
