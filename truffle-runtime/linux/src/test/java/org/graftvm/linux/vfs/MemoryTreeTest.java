package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.memory.MemoryFileSystem;
import org.junit.jupiter.api.Test;

class MemoryTreeTest extends TreeContract {
    @Override
    Guest guest() {
        MemoryFileSystem files = MemoryFileSystem.temporary(0755, Credentials.ROOT);
        return new Guest(new MountNamespace(files.mount("tmpfs", "/"), null));
    }

    @Test
    void aFullFileSystemSaysSo() {
        MemoryFileSystem files = new MemoryFileSystem(FileSystemStatus.TMPFS, 1 << 16, 0755, Credentials.ROOT);
        Guest guest = new Guest(new MountNamespace(files.mount("tmpfs", "/"), null));
        try (FileDescription file = guest.open("/f", OpenFlags.WRITE_ONLY | OpenFlags.CREATE)) {
            long written = file.write(guest.waiter, Buffers.of(new byte[1 << 20]));
            assertEquals(1 << 16, written);
            assertEquals(Errno.ENOSPC, errno(() -> file.write(guest.waiter, Buffers.of(new byte[1]))));
            guest.unlink("/f");
        }
        guest.write("/g", "room again");
        assertEquals("room again", guest.read("/g"));
    }

    @Test
    void permissionsCount() {
        Guest guest = guest();
        guest.write("/secret", "s");
        guest.find("/secret", true).inode().setMode(0600, Credentials.ROOT);
        guest.mkdir("/closed");
        guest.write("/closed/f", "");
        guest.find("/closed", true).inode().setMode(0700, Credentials.ROOT);
        Credentials user = new Credentials(1000, 1000, new int[] {50});
        guest.fs.setCredentials(user);
        assertEquals(Errno.EACCES, errno(() -> guest.read("/secret")));
        assertEquals(Errno.EACCES, errno(() -> guest.read("/closed/f")));
        assertEquals(Errno.EACCES, errno(() -> guest.write("/new", "")));
        assertEquals(Errno.EACCES, errno(() -> guest.unlink("/secret")));
        assertEquals(
                Errno.EPERM, errno(() -> guest.find("/secret", true).inode().setMode(0777, user)));
        assertEquals(
                Errno.EPERM, errno(() -> guest.find("/secret", true).inode().setOwner(1000, -1, user)));
    }

    @Test
    void readOnlyMountsRefuseChanges() {
        MemoryFileSystem files = MemoryFileSystem.temporary(0755, Credentials.ROOT);
        Guest writer = new Guest(new MountNamespace(files.mount("tmpfs", "/"), null));
        writer.write("/f", "x");
        Guest guest = new Guest(new MountNamespace(new Mount("tmpfs", "x", "/", files.root(), true), null));
        assertEquals("x", guest.read("/f"));
        assertEquals(Errno.EROFS, errno(() -> guest.write("/f", "")));
        assertEquals(Errno.EROFS, errno(() -> guest.write("/new", "")));
        assertEquals(Errno.EROFS, errno(() -> guest.unlink("/f")));
        assertEquals(Errno.EROFS, errno(() -> guest.mkdir("/d")));
        assertEquals(Errno.EROFS, errno(() -> PathOperations.access(guest.find("/f", true), 2, Credentials.ROOT)));
    }

    @Test
    void mountPointsHideAndCannotBeRemoved() {
        Guest guest = guest();
        guest.mkdir("/m");
        guest.write("/m/below", "hidden");
        MemoryFileSystem other = MemoryFileSystem.temporary(0755, Credentials.ROOT);
        guest.fs.mounts().add(other.mount("tmpfs", "/m"));
        guest.write("/m/above", "seen");
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/m/below")));
        assertEquals("seen", guest.read("/m/../m/above"));
        assertEquals(Errno.EBUSY, errno(() -> guest.rmdir("/m")));
        assertEquals(Errno.EXDEV, errno(() -> guest.rename("/m/above", "/x", 0)));
        guest.write("/f", new String(new byte[10], StandardCharsets.US_ASCII));
        assertEquals(Errno.EXDEV, errno(() -> guest.link("/f", "/m/f")));
    }
}
