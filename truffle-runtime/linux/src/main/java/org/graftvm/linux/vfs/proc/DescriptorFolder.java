package org.graftvm.linux.vfs.proc;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.vfs.DirectoryEntry;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Mount;
import org.jspecify.annotations.Nullable;

/** The directories {@code fd} and {@code fdinfo}. */
final class DescriptorFolder extends ProcFolder {
    private final ProcessView process;
    private final boolean info;

    DescriptorFolder(String path, ProcFolder parent, ProcessView process, boolean info) {
        super(path, parent);
        this.process = process;
        this.info = info;
    }

    @Override
    @Nullable
    ProcInode find(String name) {
        int fd = ProcFiles.number(name);
        try (FileDescription ignored = process.files().use(fd)) {
            String path = childPath(name);
            return info ? ProcText.of(path, () -> info(fd)) : new ProcLink(path, () -> describe(fd), () -> follow(fd));
        } catch (LinuxException e) {
            return null;
        }
    }

    private String describe(int fd) {
        try (FileDescription file = process.files().use(fd)) {
            return file.describe();
        }
    }

    /** The open file itself: an open of it reopens the description, whatever its name is by now. */
    private Location follow(int fd) {
        try (FileDescription file = process.files().use(fd)) {
            if (file.isPathOnly() || FileMode.isDirectory(file.status().mode())) {
                return file.location();
            }
            DescriptorInode inode = new DescriptorInode(process.files(), fd, file);
            Mount mount = new Mount("fd", "fd", "/", inode, file.isOnReadOnlyMount());
            return new Location(mount, inode, file.describe());
        }
    }

    private String info(int fd) {
        try (FileDescription file = process.files().use(fd)) {
            long position = file.isSeekable() && !file.isPathOnly() ? file.seek(0, 1) : 0;
            return "pos:\t" + position + "\nflags:\t0" + Integer.toOctalString(file.flags()) + "\nmnt_id:\t1\n";
        }
    }

    @Override
    List<DirectoryEntry> others() {
        List<DirectoryEntry> entries = new ArrayList<>();
        for (int fd : process.files().numbers()) {
            entries.add(entry(Integer.toString(fd), info ? FileMode.REGULAR : FileMode.SYMLINK));
        }
        return entries;
    }
}
