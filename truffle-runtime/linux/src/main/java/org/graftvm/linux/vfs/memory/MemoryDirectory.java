package org.graftvm.linux.vfs.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.DirectoryDescription;
import org.graftvm.linux.vfs.DirectoryEntry;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.notify.Watchers;
import org.jspecify.annotations.Nullable;

/** A directory of a {@link MemoryFileSystem}. The tree is guarded by one lock, the file system. */
public final class MemoryDirectory extends VirtualInode {
    private final Map<String, VirtualInode> children = new LinkedHashMap<>();
    private boolean removed;

    MemoryDirectory(MemoryFileSystem fileSystem, int mode, Credentials owner) {
        super(fileSystem, mode, owner);
        addLinks(1);
    }

    @Override
    protected long size() {
        synchronized (fileSystem()) {
            return 20L * (children.size() + 2);
        }
    }

    // ---- look ----

    @Override
    public @Nullable Inode lookup(String name) {
        synchronized (fileSystem()) {
            return children.get(name);
        }
    }

    @Override
    public Inode parent() {
        Place place = place();
        return place == null ? this : place.directory();
    }

    @Override
    public @Nullable String currentPath() {
        synchronized (fileSystem()) {
            StringBuilder path = new StringBuilder();
            MemoryDirectory at = this;
            for (Place place = place(); place != null; place = at.place()) {
                if (at.removed) {
                    throw new LinuxException(Errno.ENOENT);
                }
                path.insert(0, place.name()).insert(0, '/');
                at = place.directory();
            }
            return path.isEmpty() ? "" : path.substring(1);
        }
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        requireAccess(credentials, FileMode.MAY_READ);
        return new DirectoryDescription(where, flags, this::entries);
    }

    private List<DirectoryEntry> entries() {
        synchronized (fileSystem()) {
            List<DirectoryEntry> entries = new ArrayList<>(children.size() + 2);
            if (removed) {
                return entries;
            }
            int type = FileMode.direntType(FileMode.DIRECTORY);
            entries.add(new DirectoryEntry(".", ino(), type));
            entries.add(new DirectoryEntry("..", ((VirtualInode) parent()).ino(), type));
            children.forEach((name, child) ->
                    entries.add(new DirectoryEntry(name, child.ino(), FileMode.direntType(child.type()))));
            return entries;
        }
    }

    // ---- change ----

    /** Fails unless the caller may make or remove names here. */
    private void requireChange(Credentials credentials) {
        if (removed) {
            throw new LinuxException(Errno.ENOENT);
        }
        credentials.require(FileMode.MAY_WRITE | FileMode.MAY_EXECUTE, status());
    }

    /** Adds an inode under a free name. */
    public void add(String name, VirtualInode child) {
        synchronized (fileSystem()) {
            if (children.putIfAbsent(name, child) != null) {
                throw new LinuxException(Errno.EEXIST);
            }
            if (child.isDirectory()) {
                addLinks(1);
            }
            child.setPlace(this, name);
            touch();
            tellOf(name, withType(NotifyEvents.CREATE, child), 0);
        }
    }

    private static int withType(int event, VirtualInode child) {
        return child instanceof MemoryDirectory ? event | NotifyEvents.IS_DIRECTORY : event;
    }

    /** Makes a directory for whoever sets the tree up. */
    public MemoryDirectory addDirectory(String name, int permissions, Credentials owner) {
        MemoryDirectory child = new MemoryDirectory(fileSystem(), FileMode.DIRECTORY | permissions, owner);
        add(name, child);
        return child;
    }

    private void addChecked(String name, VirtualInode child, Credentials credentials) {
        synchronized (fileSystem()) {
            if (children.containsKey(name)) {
                throw new LinuxException(Errno.EEXIST);
            }
            requireChange(credentials);
            add(name, child);
        }
    }

    @Override
    public FileDescription create(Location directory, String name, int flags, int mode, Credentials credentials) {
        VirtualInode file;
        synchronized (fileSystem()) {
            VirtualInode existing = children.get(name);
            if (existing != null && (flags & OpenFlags.EXCLUSIVE) != 0) {
                throw new LinuxException(Errno.EEXIST);
            }
            if (existing == null) {
                requireChange(credentials);
                MemoryFile made = new MemoryFile(fileSystem(), FileMode.REGULAR | mode, credentials);
                add(name, made);
                // A new file may be written even if its mode forbids that to its owner, see open(2).
                Location where = new Location(directory.mount(), made, directory.childPath(name));
                return new MemoryFileDescription(where, made, flags);
            }
            file = existing;
        }
        if (file.type() == FileMode.SYMLINK) {
            throw new LinuxException(Errno.ELOOP); // It appeared since the walk, which is tried again.
        }
        return file.open(new Location(directory.mount(), file, directory.childPath(name)), flags, credentials);
    }

    @Override
    public FileDescription createTemporary(Location directory, int flags, int mode, Credentials credentials) {
        synchronized (fileSystem()) {
            requireChange(credentials);
        }
        MemoryFile made = new MemoryFile(fileSystem(), FileMode.REGULAR | mode, credentials);
        made.addLinks(-1);
        Location where = new Location(directory.mount(), made, directory.childPath("#" + made.ino()));
        return new MemoryFileDescription(where, made, flags);
    }

    @Override
    public void makeDirectory(String name, int mode, Credentials credentials) {
        addChecked(name, new MemoryDirectory(fileSystem(), FileMode.DIRECTORY | mode, credentials), credentials);
    }

    @Override
    public void makeNode(String name, int mode, long device, Credentials credentials) {
        VirtualInode node = FileMode.isRegular(mode)
                ? new MemoryFile(fileSystem(), mode, credentials)
                : new MemorySpecial(fileSystem(), mode, device, credentials);
        addChecked(name, node, credentials);
    }

    @Override
    public void makeSymlink(String name, String target, Credentials credentials) {
        addChecked(name, new MemorySymlink(fileSystem(), target, credentials), credentials);
    }

    @Override
    public void makeLink(String name, Inode existing, Credentials credentials) {
        VirtualInode file = (VirtualInode) existing;
        addChecked(name, file, credentials);
        file.addLinks(1);
        file.tellSelf(NotifyEvents.ATTRIB);
    }

    @Override
    public void unlink(String name, Credentials credentials) {
        synchronized (fileSystem()) {
            VirtualInode child = removable(name, credentials);
            if (child.isDirectory()) {
                throw new LinuxException(Errno.EISDIR);
            }
            detach(name, child);
            child.tellSelf(NotifyEvents.ATTRIB);
            tellOf(name, NotifyEvents.DELETE, 0);
            endIfUnused(child);
        }
    }

    @Override
    public void removeDirectory(String name, Credentials credentials) {
        synchronized (fileSystem()) {
            VirtualInode child = removable(name, credentials);
            if (!(child instanceof MemoryDirectory directory)) {
                throw new LinuxException(Errno.ENOTDIR);
            }
            if (!directory.children.isEmpty()) {
                throw new LinuxException(Errno.ENOTEMPTY);
            }
            detach(name, child);
            endIfUnused(child);
            tellOf(name, NotifyEvents.DELETE | NotifyEvents.IS_DIRECTORY, 0);
        }
    }

    private VirtualInode removable(String name, Credentials credentials) {
        VirtualInode child = children.get(name);
        if (child == null) {
            throw new LinuxException(Errno.ENOENT);
        }
        requireChange(credentials);
        FileStatus own = status();
        boolean sticky = (own.mode() & FileMode.STICKY) != 0;
        if (sticky && !credentials.isRoot() && credentials.uid() != own.uid()) {
            credentials.requireOwner(child.status());
        }
        return child;
    }

    /** Takes a name away; {@link #endIfUnused} follows. */
    private void detach(String name, VirtualInode child) {
        children.remove(name);
        touch();
        if (child instanceof MemoryDirectory directory) {
            directory.removed = true;
            directory.addLinks(-2);
            addLinks(-1);
        } else {
            child.addLinks(-1);
        }
    }

    private static void endIfUnused(VirtualInode child) {
        if (child instanceof MemoryFile file) {
            file.freeIfUnused();
        } else if (child.links() == 0) {
            child.end();
        }
    }

    @Override
    public void rename(String name, Inode newDirectory, String newName, int flags, Credentials credentials) {
        MemoryDirectory to = (MemoryDirectory) newDirectory;
        synchronized (fileSystem()) {
            VirtualInode moved = removable(name, credentials);
            VirtualInode target = to.children.get(newName);
            if (moved instanceof MemoryDirectory directory && directory.holds(to)) {
                throw new LinuxException(Errno.EINVAL);
            }
            if ((flags & PathOperations.RENAME_EXCHANGE) != 0) {
                exchange(name, moved, to, newName, credentials);
                return;
            }
            if (target == null) {
                to.requireChange(credentials);
            } else if ((flags & PathOperations.RENAME_NOREPLACE) != 0) {
                throw new LinuxException(Errno.EEXIST);
            } else if (target == moved) {
                return; // Two names of one file: rename(2) does nothing.
            } else {
                to.removable(newName, credentials);
                requireReplaceable(moved, target);
                to.detach(newName, target);
            }
            move(name, moved, to, newName);
            tellMoved(moved, name, to, newName);
            if (target != null) {
                target.tellSelf(NotifyEvents.ATTRIB);
                endIfUnused(target);
            }
        }
    }

    private void tellMoved(VirtualInode moved, String name, MemoryDirectory to, String newName) {
        int cookie = Watchers.nextCookie();
        tellOf(name, withType(NotifyEvents.MOVED_FROM, moved), cookie);
        to.tellOf(newName, withType(NotifyEvents.MOVED_TO, moved), cookie);
        moved.tellSelf(NotifyEvents.MOVE_SELF);
    }

    private static void requireReplaceable(VirtualInode moved, VirtualInode target) {
        if (target instanceof MemoryDirectory directory) {
            if (!moved.isDirectory()) {
                throw new LinuxException(Errno.EISDIR);
            }
            if (!directory.children.isEmpty()) {
                throw new LinuxException(Errno.ENOTEMPTY);
            }
        } else if (moved.isDirectory()) {
            throw new LinuxException(Errno.ENOTDIR);
        }
    }

    private void exchange(
            String name, VirtualInode moved, MemoryDirectory to, String newName, Credentials credentials) {
        VirtualInode other = to.removable(newName, credentials);
        if (other instanceof MemoryDirectory directory && directory.holds(this)) {
            throw new LinuxException(Errno.EINVAL);
        }
        to.children.put(newName, moved);
        children.put(name, other);
        settle(moved, this, to, newName);
        settle(other, to, this, name);
        touch();
        to.touch();
        tellMoved(moved, name, to, newName);
        to.tellMoved(other, newName, this, name);
    }

    private void move(String name, VirtualInode moved, MemoryDirectory to, String newName) {
        children.remove(name);
        to.children.put(newName, moved);
        settle(moved, this, to, newName);
        touch();
        to.touch();
        moved.addLinks(0);
    }

    private static void settle(VirtualInode moved, MemoryDirectory from, MemoryDirectory to, String newName) {
        moved.setPlace(to, newName);
        if (moved instanceof MemoryDirectory && from != to) {
            from.addLinks(-1);
            to.addLinks(1);
        }
    }

    /** Whether {@code other} is this directory or lies below it. */
    private boolean holds(MemoryDirectory other) {
        MemoryDirectory at = other;
        for (Place place = at.place(); at != this && place != null; place = at.place()) {
            at = place.directory();
        }
        return at == this;
    }
}
