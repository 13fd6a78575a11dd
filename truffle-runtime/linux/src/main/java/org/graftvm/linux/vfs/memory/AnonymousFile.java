package org.graftvm.linux.vfs.memory;

import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Mount;

/** Files without a name, in memory: memfd_create(2). */
public final class AnonymousFile {
    private static final MemoryFileSystem FILES = MemoryFileSystem.temporary(0, Credentials.ROOT);
    private static final Mount MOUNT = FILES.mount("tmpfs", "/");

    private AnonymousFile() {}

    /** @param sealable whether F_ADD_SEALS may be used */
    public static FileDescription create(String name, boolean sealable, Credentials owner) {
        MemoryFile file = new MemoryFile(FILES, FileMode.REGULAR | 0777, owner);
        file.addLinks(-1);
        if (!sealable) {
            file.addSeals(MemoryFile.SEAL_SEAL);
        }
        Location where = new Location(MOUNT, file, "/memfd:" + name);
        return new MemoryFileDescription(where, file, OpenFlags.READ_WRITE);
    }
}
