package org.graftvm.linux.net;

import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileId;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;
import org.jspecify.annotations.Nullable;

/**
 * The Unix sockets of a kernel: their names, and the lock that guards the state of all of them. What a call does under the lock
 * is short, and a pair of sockets needs no order of locks.
 */
public final class UnixSockets {
    private static final int LAST_AUTOMATIC_NAME = 0xfffff;

    /** Sockets of different types may have the same abstract name. */
    private record Name(String name, int type) {}

    private final Map<Name, UnixSocket> abstractNames = new HashMap<>();
    private final Map<FileId, UnixSocket> paths = new HashMap<>();
    private int automaticName;

    /**
     * A new socket.
     *
     * @param type with SOCK_NONBLOCK or not
     * @throws LinuxException ESOCKTNOSUPPORT, EPROTONOSUPPORT
     */
    public FileDescription create(int type, int protocol) {
        if (protocol != 0 && protocol != Sockets.AF_UNIX) {
            throw new LinuxException(Errno.EPROTONOSUPPORT);
        }
        return make(type);
    }

    private UnixSocket make(int type) {
        int flags = type & OpenFlags.NON_BLOCK;
        return switch (type & Sockets.TYPE_MASK) {
            case Sockets.SOCK_STREAM -> new UnixStream(this, flags);
            case Sockets.SOCK_SEQPACKET -> new UnixSequence(this, flags);
            case Sockets.SOCK_DGRAM, Sockets.SOCK_RAW -> new UnixDatagram(this, flags);
            default -> throw new LinuxException(Errno.ESOCKTNOSUPPORT);
        };
    }

    /** socketpair(2). */
    public FileDescription[] pair(SocketUser user, int type, int protocol) {
        FileDescription first = create(type, protocol);
        UnixSocket second = make(type);
        synchronized (this) {
            UnixSocket.join((UnixSocket) first, second, user.effectiveCredential());
        }
        return new FileDescription[] {first, second};
    }

    // ---- names; the caller holds the lock ----

    void bindAbstract(UnixAddress address, UnixSocket socket) {
        if (abstractNames.putIfAbsent(new Name(address.name(), socket.type()), socket) != null) {
            throw new LinuxException(Errno.EADDRINUSE);
        }
    }

    /** A free abstract name of five hexadecimal digits, see unix(7), "Autobind feature". */
    UnixAddress bindAutomatically(UnixSocket socket) {
        for (int tries = 0; tries <= LAST_AUTOMATIC_NAME; tries++) {
            automaticName = automaticName % LAST_AUTOMATIC_NAME + 1;
            UnixAddress address = new UnixAddress("\0%05x".formatted(automaticName));
            if (abstractNames.putIfAbsent(new Name(address.name(), socket.type()), socket) == null) {
                return address;
            }
        }
        throw new LinuxException(Errno.ENOSPC);
    }

    void bindPath(FileId file, UnixSocket socket) {
        paths.put(file, socket);
    }

    void unbind(UnixSocket socket, UnixAddress address, @Nullable FileId file) {
        if (address.isAbstract()) {
            abstractNames.remove(new Name(address.name(), socket.type()), socket);
        }
        if (file != null) {
            paths.remove(file, socket);
        }
    }

    // ---- paths, without the lock, as the walk may ask the host ----

    /**
     * Makes the file that a path names.
     *
     * @return the file, opened so that its number stays its own while the socket lives
     */
    static FileDescription makeFile(FsContext fs, UnixAddress address) {
        Location start = fs.workingDirectory();
        try {
            PathOperations.makeNode(fs, start, address.name(), FileMode.SOCKET | 0777, 0);
        } catch (LinuxException e) {
            throw e.errno() == Errno.EEXIST ? new LinuxException(Errno.EADDRINUSE) : e;
        }
        Location file = PathOperations.find(fs, start, address.name(), false);
        return file.inode().open(file, OpenFlags.PATH | OpenFlags.NO_FOLLOW, fs.credentials());
    }

    static void removeFile(FsContext fs, UnixAddress address) {
        PathOperations.unlink(fs, fs.workingDirectory(), address.name());
    }

    /**
     * The socket of a name and type.
     *
     * @throws LinuxException ECONNREFUSED where there is none; EPROTOTYPE where a path is of another type; ENOENT, EACCES and
     *     others of the walk
     */
    UnixSocket find(FsContext fs, UnixAddress address, int type) {
        if (address.isNone()) {
            throw new LinuxException(Errno.ECONNREFUSED);
        }
        UnixSocket found;
        if (address.isAbstract()) {
            synchronized (this) {
                found = abstractNames.get(new Name(address.name(), type));
            }
        } else {
            Inode inode = PathOperations.find(fs, fs.workingDirectory(), address.name(), true)
                    .inode();
            inode.requireAccess(fs.credentials(), FileMode.MAY_WRITE);
            if (inode.type() != FileMode.SOCKET) {
                throw new LinuxException(Errno.ECONNREFUSED);
            }
            FileId file = inode.status().id();
            synchronized (this) {
                found = paths.get(file);
            }
        }
        if (found == null) {
            throw new LinuxException(Errno.ECONNREFUSED);
        }
        if (found.type() != type) {
            throw new LinuxException(Errno.EPROTOTYPE);
        }
        return found;
    }
}
