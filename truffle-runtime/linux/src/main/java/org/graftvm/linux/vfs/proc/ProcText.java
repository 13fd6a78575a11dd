package org.graftvm.linux.vfs.proc;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;

/** A file whose content is made when it is opened. */
final class ProcText extends ProcInode {
    private final Supplier<byte[]> content;

    ProcText(String path, int permissions, Supplier<byte[]> content) {
        super(path, FileMode.REGULAR | permissions);
        this.content = content;
    }

    static ProcText of(String path, Supplier<String> text) {
        return new ProcText(path, 0444, () -> text.get().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) != 0) {
            return new PathDescription(where, flags);
        }
        int mask = (OpenFlags.canRead(flags) ? FileMode.MAY_READ : 0)
                | (OpenFlags.canWrite(flags) ? FileMode.MAY_WRITE : 0);
        requireAccess(credentials, mask);
        return new SnapshotDescription(where, flags, content.get());
    }
}
