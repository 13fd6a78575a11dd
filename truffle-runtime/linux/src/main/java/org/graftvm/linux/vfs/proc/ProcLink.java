package org.graftvm.linux.vfs.proc;

import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathDescription;
import org.jspecify.annotations.Nullable;

/** A link of /proc, which may lead to a thing rather than along its text. */
final class ProcLink extends ProcInode {
    /** Finds where a link leads; null where its text has to be followed. */
    interface Magic {
        @Nullable
        Location follow();
    }

    private final Supplier<String> target;
    private final Magic magic;

    ProcLink(String path, Supplier<String> target) {
        this(path, target, () -> null);
    }

    ProcLink(String path, Supplier<String> target, Magic magic) {
        super(path, FileMode.SYMLINK | 0777);
        this.target = target;
        this.magic = magic;
    }

    @Override
    public String readLink() {
        return target.get();
    }

    @Override
    public @Nullable Location followMagic() {
        return magic.follow();
    }

    @Override
    public FileDescription open(Location where, int flags, Credentials credentials) {
        if ((flags & OpenFlags.PATH) == 0) {
            throw new LinuxException(Errno.ELOOP);
        }
        return new PathDescription(where, flags);
    }
}
