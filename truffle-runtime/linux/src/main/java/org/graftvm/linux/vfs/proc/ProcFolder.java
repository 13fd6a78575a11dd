package org.graftvm.linux.vfs.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.DirectoryDescription;
import org.graftvm.linux.vfs.DirectoryEntry;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.jspecify.annotations.Nullable;

/** A directory of /proc: files that are always there, and others that come and go. */
class ProcFolder extends ProcInode {
    /** Makes a file of the given path. */
    interface Maker {
        ProcInode make(String path);
    }

    private final @Nullable ProcFolder parent;
    private final Map<String, Maker> fixed = new LinkedHashMap<>();

    ProcFolder(String path, @Nullable ProcFolder parent) {
        super(path, FileMode.DIRECTORY | 0555);
        this.parent = parent;
    }

    final ProcFolder add(String name, Maker maker) {
        fixed.put(name, maker);
        return this;
    }

    /** Adds a directory that the caller fills. */
    final ProcFolder addFolder(String name) {
        ProcFolder folder = new ProcFolder(childPath(name), this);
        fixed.put(name, path -> folder);
        return folder;
    }

    final String childPath(String name) {
        return path().isEmpty() ? name : path() + "/" + name;
    }

    /** A file that is not always there, or null. */
    @Nullable
    ProcInode find(String name) {
        return null;
    }

    /** Names and types of the files that are not always there. */
    List<DirectoryEntry> others() {
        return List.of();
    }

    @Override
    public final @Nullable Inode lookup(String name) {
        Maker maker = fixed.get(name);
        return maker == null ? find(name) : maker.make(childPath(name));
    }

    @Override
    public final Inode parent() {
        return parent == null ? this : parent;
    }

    @Override
    public FileDescription create(Location directory, String name, int flags, int mode, Credentials credentials) {
        throw new LinuxException(Errno.ENOENT);
    }

    @Override
    public final FileDescription open(Location where, int flags, Credentials credentials) {
        return (flags & OpenFlags.PATH) != 0
                ? new PathDescription(where, flags)
                : new DirectoryDescription(where, flags, this::entries);
    }

    private List<DirectoryEntry> entries() {
        List<DirectoryEntry> entries = new ArrayList<>();
        int directory = FileMode.direntType(FileMode.DIRECTORY);
        entries.add(new DirectoryEntry(".", ino(path()), directory));
        entries.add(new DirectoryEntry("..", ino(parent == null ? path() : parent.path()), directory));
        fixed.forEach((name, maker) -> {
            ProcInode inode = maker.make(childPath(name));
            entries.add(new DirectoryEntry(name, ino(inode.path()), FileMode.direntType(inode.type())));
        });
        entries.addAll(others());
        return entries;
    }

    final DirectoryEntry entry(String name, int type) {
        return new DirectoryEntry(name, ino(childPath(name)), FileMode.direntType(type));
    }
}
