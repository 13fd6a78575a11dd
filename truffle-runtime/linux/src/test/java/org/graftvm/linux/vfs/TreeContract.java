package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every writable file system must do. The same cases run on a host directory, where the answers come from the
 * host's kernel, and on tmpfs, so that the one is the oracle of the other.
 */
@Timeout(60)
abstract class TreeContract {
    /** A process whose root is an empty, writable directory. */
    abstract Guest guest();

    @Test
    void filesKeepWhatIsWritten() {
        Guest guest = guest();
        guest.write("/a", "hello");
        assertEquals("hello", guest.read("/a"));
        FileStatus status = guest.stat("/a");
        assertTrue(status.isRegular());
        assertEquals(5, status.size());
        assertEquals(0644, status.mode() & FileMode.PERMISSIONS);
        assertEquals(1, status.nlink());
    }

    @Test
    void umaskZeroGivesAllBits() {
        Guest guest = guest();
        guest.fs.setUmask(0);
        guest.write("/a", "");
        guest.mkdir("/d");
        assertEquals(0666, guest.stat("/a").mode() & FileMode.PERMISSIONS);
        assertEquals(0777, guest.stat("/d").mode() & FileMode.PERMISSIONS);
    }

    @Test
    void openFailsAsLinuxDoes() {
        Guest guest = guest();
        guest.mkdir("/d");
        guest.write("/f", "x");
        guest.symlink("/l", "f");
        guest.symlink("/dangling", "nowhere");
        guest.symlink("/loop", "loop");
        assertEquals(Errno.ENOENT, errno(() -> guest.open("/none", 0)));
        assertEquals(Errno.ENOENT, errno(() -> guest.open("/none/x", OpenFlags.CREATE | 1)));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.open("/f/x", 0)));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.open("/f/", 0)));
        assertEquals(Errno.EISDIR, errno(() -> guest.open("/d", OpenFlags.WRITE_ONLY)));
        assertEquals(Errno.EISDIR, errno(() -> guest.open("/d", OpenFlags.CREATE)));
        assertEquals(Errno.EISDIR, errno(() -> guest.open("/none/", OpenFlags.CREATE | 1)));
        assertEquals(Errno.EEXIST, errno(() -> guest.open("/f", OpenFlags.CREATE | OpenFlags.EXCLUSIVE)));
        assertEquals(Errno.EEXIST, errno(() -> guest.open("/dangling", OpenFlags.CREATE | OpenFlags.EXCLUSIVE)));
        assertEquals(Errno.ELOOP, errno(() -> guest.open("/l", OpenFlags.NO_FOLLOW)));
        assertEquals(Errno.ELOOP, errno(() -> guest.open("/loop", 0)));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.open("/f", OpenFlags.DIRECTORY)));
        assertEquals(Errno.ENAMETOOLONG, errno(() -> guest.open("/" + "n".repeat(256), 0)));
        assertEquals(Errno.ENAMETOOLONG, errno(() -> guest.open("/" + "d/".repeat(2048), 0)));
        assertNull(errno(
                () -> guest.open("/l", OpenFlags.NO_FOLLOW | OpenFlags.PATH).close()));
    }

    @Test
    void creatingThroughADanglingLinkMakesItsTarget() {
        Guest guest = guest();
        guest.symlink("/l", "made");
        guest.write("/l", "via");
        assertEquals("via", guest.read("/made"));
    }

    @Test
    void nothingEscapesTheRoot() {
        Guest guest = guest();
        guest.write("/f", "inside");
        guest.mkdir("/d");
        guest.symlink("/up", "../../../../../../f");
        guest.symlink("/d/absolute", "/f");
        assertEquals("inside", guest.read("/../../../f"));
        assertEquals("inside", guest.read("/d/../../../f"));
        assertEquals("inside", guest.read("/up"));
        assertEquals("inside", guest.read("/d/absolute"));
        guest.symlink("/host", "/etc/passwd");
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/host")));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/d/../../../etc/passwd")));
    }

    @Test
    void directoriesFailAsLinuxDoes() {
        Guest guest = guest();
        guest.mkdir("/d");
        guest.mkdir("/d/e/");
        guest.write("/f", "");
        assertEquals(Errno.EEXIST, errno(() -> guest.mkdir("/d")));
        assertEquals(Errno.EEXIST, errno(() -> guest.mkdir("/")));
        assertEquals(Errno.EEXIST, errno(() -> guest.mkdir("/f")));
        assertEquals(Errno.ENOTEMPTY, errno(() -> guest.rmdir("/d")));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.rmdir("/f")));
        assertEquals(Errno.ENOENT, errno(() -> guest.rmdir("/none")));
        assertEquals(Errno.EINVAL, errno(() -> guest.rmdir("/d/.")));
        assertEquals(Errno.ENOTEMPTY, errno(() -> guest.rmdir("/d/e/..")));
        assertEquals(Errno.EBUSY, errno(() -> guest.rmdir("/")));
        assertEquals(Errno.EISDIR, errno(() -> guest.unlink("/d")));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.unlink("/f/")));
        assertEquals(Errno.ENOENT, errno(() -> guest.unlink("/none")));
        guest.rmdir("/d/e");
        guest.rmdir("/d");
        assertEquals(List.of("f"), guest.list("/"));
    }

    @Test
    void listsManyNames() {
        Guest guest = guest();
        guest.mkdir("/d");
        for (int i = 100; i < 300; i++) {
            guest.write("/d/name" + i, "");
        }
        List<String> names = guest.list("/d");
        assertEquals(200, names.size());
        assertEquals("name100", names.getFirst());
        assertEquals("name299", names.getLast());
    }

    @Test
    void namesAreBytes() {
        Guest guest = guest();
        String name = "n\u00ff\u0080\u00e4"; // Not UTF-8.
        guest.write("/" + name, "x");
        assertEquals(List.of(name), guest.list("/"));
        assertEquals("x", guest.read("/" + name));
    }

    @Test
    void hardLinksShareTheFile() {
        Guest guest = guest();
        guest.write("/a", "one");
        guest.link("/a", "/b");
        assertEquals(guest.stat("/a").ino(), guest.stat("/b").ino());
        assertEquals(2, guest.stat("/b").nlink());
        guest.write("/b", "two");
        assertEquals("two", guest.read("/a"));
        guest.unlink("/a");
        assertEquals(1, guest.stat("/b").nlink());
        guest.mkdir("/d");
        assertEquals(Errno.EEXIST, errno(() -> guest.link("/b", "/d")));
        assertEquals(Errno.EPERM, errno(() -> guest.link("/d", "/e")));
        assertEquals(Errno.ENOENT, errno(() -> guest.link("/none", "/e")));
    }

    @Test
    void renameFailsAsLinuxDoes() {
        Guest guest = guest();
        guest.write("/f", "f");
        guest.write("/g", "g");
        guest.mkdir("/d");
        guest.mkdir("/d/sub");
        guest.mkdir("/empty");
        assertEquals(Errno.EISDIR, errno(() -> guest.rename("/f", "/d", 0)));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.rename("/d", "/f", 0)));
        assertEquals(Errno.ENOTEMPTY, errno(() -> guest.rename("/empty", "/d", 0)));
        assertEquals(Errno.EINVAL, errno(() -> guest.rename("/d", "/d/sub/x", 0)));
        assertEquals(Errno.ENOENT, errno(() -> guest.rename("/none", "/x", 0)));
        assertEquals(Errno.EEXIST, errno(() -> guest.rename("/f", "/g", PathOperations.RENAME_NOREPLACE)));
        assertEquals(Errno.ENOENT, errno(() -> guest.rename("/f", "/none", PathOperations.RENAME_EXCHANGE)));
        assertEquals(Errno.EBUSY, errno(() -> guest.rename("/", "/x", 0)));
        assertEquals(Errno.ENOTDIR, errno(() -> guest.rename("/f", "/x/", 0)));
        guest.rename("/f", "/g", 0);
        assertEquals("f", guest.read("/g"));
        guest.rename("/empty", "/d/sub", 0);
        assertEquals(List.of("d", "g"), guest.list("/"));
    }

    @Test
    void renameExchanges() {
        Guest guest = guest();
        guest.write("/f", "file");
        guest.mkdir("/d");
        guest.write("/d/in", "in");
        guest.rename("/f", "/d", PathOperations.RENAME_EXCHANGE);
        assertEquals("file", guest.read("/d"));
        assertEquals("in", guest.read("/f/in"));
    }

    @Test
    void theWorkingDirectoryFollowsARename() {
        Guest guest = guest();
        guest.mkdir("/a");
        guest.mkdir("/a/b");
        guest.write("/a/b/f", "x");
        guest.chdir("/a/b");
        assertEquals("/a/b", guest.fs.workingPath());
        guest.rename("/a", "/c", 0);
        assertEquals("x", guest.read("f"));
        assertEquals("/c/b", guest.fs.workingPath());
        assertEquals("x", guest.read("../b/f"));
        guest.unlink("f");
        guest.rmdir("../b");
        assertEquals(Errno.ENOENT, errno(() -> guest.fs.workingPath()));
        assertEquals(Errno.ENOENT, errno(() -> guest.write("new", "")));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("f")));
    }

    @Test
    void anUnlinkedFileLivesWhileItIsOpen() {
        Guest guest = guest();
        guest.write("/f", "alive");
        try (FileDescription file = guest.open("/f", OpenFlags.READ_WRITE)) {
            guest.unlink("/f");
            assertEquals(0, file.status().nlink());
            assertEquals("alive", Guest.text(file));
            file.truncate(2);
            assertEquals(2, file.status().size());
            file.setMode(0600, Credentials.ROOT);
            assertEquals(0600, file.status().mode() & FileMode.PERMISSIONS);
        }
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/f")));
    }

    @Test
    void positionsAndAppend() {
        Guest guest = guest();
        byte[] two = "ab".getBytes(StandardCharsets.US_ASCII);
        try (FileDescription file = guest.open("/f", OpenFlags.READ_WRITE | OpenFlags.CREATE)) {
            assertEquals(2, file.write(guest.waiter, Buffers.of(two)));
            assertEquals(2, file.seek(0, 1));
            assertEquals(10, file.seek(8, 1));
            file.write(guest.waiter, Buffers.of(two));
            assertEquals(12, file.seek(0, 2));
            assertEquals(Errno.EINVAL, errno(() -> file.seek(-1, 0)));
            assertEquals(2, file.writeAt(guest.waiter, Buffers.of("xy".getBytes(StandardCharsets.US_ASCII)), 4));
            assertEquals(12, file.seek(0, 1));
            file.seek(0, 0);
            assertEquals("ab\0\0xy\0\0\0\0ab", Guest.text(file));
            assertEquals(0, file.readAt(guest.waiter, Buffers.of(new byte[4]), 100));
        }
        try (FileDescription file = guest.open("/f", OpenFlags.WRITE_ONLY | OpenFlags.APPEND)) {
            file.write(guest.waiter, Buffers.of(two));
            assertEquals(14, file.seek(0, 1));
            file.setFlags(0);
            file.seek(0, 0);
            file.write(guest.waiter, Buffers.of("Z".getBytes(StandardCharsets.US_ASCII)));
        }
        assertEquals("Zb\0\0xy\0\0\0\0abab", guest.read("/f"));
    }

    @Test
    void bigSparseFiles() {
        Guest guest = guest();
        long far = 5L << 30;
        try (FileDescription file = guest.open("/f", OpenFlags.READ_WRITE | OpenFlags.CREATE)) {
            file.writeAt(guest.waiter, Buffers.of(new byte[] {1}), far);
            assertEquals(far + 1, file.status().size());
            assertTrue(file.status().blocks() * 512 < 1 << 20);
            byte[] bytes = {9, 9, 9};
            assertEquals(1, file.readAt(guest.waiter, Buffers.of(bytes), far));
            assertEquals(1, bytes[0]);
            assertEquals(3, file.readAt(guest.waiter, Buffers.of(bytes), far - 10));
            assertEquals(0, bytes[0]);
            long data = file.seek(0, 3);
            assertTrue(data > 0 && data <= far, "first data at " + data);
            assertEquals(0, file.seek(0, 4));
            assertEquals(far + 1, file.seek(far, 4));
            assertEquals(Errno.ENXIO, errno(() -> file.seek(far + 1, 3)));
        }
    }

    @Test
    void truncateExtendsWithZeros() {
        Guest guest = guest();
        guest.write("/f", "abcdef");
        PathOperations.truncate(guest.fs, guest.find("/f", true), 2);
        PathOperations.truncate(guest.fs, guest.find("/f", true), 4);
        assertEquals("ab\0\0", guest.read("/f"));
        guest.mkdir("/d");
        assertEquals(Errno.EISDIR, errno(() -> PathOperations.truncate(guest.fs, guest.find("/d", true), 0)));
    }

    @Test
    void allocationPunchesAndKeepsSize() {
        Guest guest = guest();
        guest.write("/f", "abcdefgh");
        try (FileDescription file = guest.open("/f", OpenFlags.READ_WRITE)) {
            file.allocate(3, 2, 3); // KEEP_SIZE, PUNCH_HOLE
            file.allocate(1, 0, 100);
            assertEquals("ab\0\0\0fgh", Guest.text(file));
            file.allocate(0, 0, 20);
            assertEquals(20, file.status().size());
        }
    }

    @Test
    void timesAreExactToTheNanosecond() {
        Guest guest = guest();
        guest.write("/f", "");
        Timestamp time = new Timestamp(1234567890, 123456789);
        Inode inode = guest.find("/f", true).inode();
        inode.setTimes(null, time, Credentials.ROOT);
        assertEquals(time, guest.stat("/f").modified());
        assertNotEquals(time, guest.stat("/f").accessed());
        guest.symlink("/l", "f");
        guest.find("/l", false).inode().setTimes(time, time, Credentials.ROOT);
        assertEquals(time, guest.find("/l", false).inode().status().modified());
    }

    @Test
    void fifosMeetTheirReaders() throws Exception {
        Guest guest = guest();
        PathOperations.makeNode(guest.fs, guest.fs.root(), "/fifo", FileMode.FIFO | 0644, 0);
        assertEquals(FileMode.FIFO | 0644, guest.stat("/fifo").mode());
        assertEquals(Errno.ENXIO, errno(() -> guest.open("/fifo", OpenFlags.WRITE_ONLY | OpenFlags.NON_BLOCK)));
        Guest other = new Guest(guest.fs.mounts());
        Thread writer = Thread.ofPlatform().start(() -> new Guest(other.fs.mounts()).write("/fifo", "through"));
        assertEquals("through", guest.read("/fifo"));
        writer.join();
    }

    @Test
    void temporaryFilesHaveNoName() {
        Guest guest = guest();
        guest.mkdir("/d");
        try (FileDescription file = guest.open("/d", OpenFlags.TEMPORARY | OpenFlags.READ_WRITE)) {
            file.write(guest.waiter, Buffers.of(new byte[3]));
            assertEquals(0, file.status().nlink());
            assertEquals(List.of(), guest.list("/d"));
        }
        assertEquals(Errno.EINVAL, errno(() -> guest.open("/d", OpenFlags.TEMPORARY)));
    }

    @Test
    void linksAreRead() {
        Guest guest = guest();
        guest.symlink("/l", "some/where");
        Location link = guest.find("/l", false);
        assertEquals("some/where", PathOperations.readLink(link));
        assertEquals(10, link.inode().status().size());
        guest.write("/f", "");
        assertEquals(Errno.EINVAL, errno(() -> PathOperations.readLink(guest.find("/f", false))));
        assertEquals(Errno.EEXIST, errno(() -> guest.symlink("/l", "x")));
        assertEquals(Errno.ENOENT, errno(() -> guest.symlink("/m", "")));
    }

    @Test
    void statfsTellsTheSpace() {
        FileSystemStatus status = guest().fs.root().inode().fileSystemStatus();
        assertTrue(status.blocks() > 0);
        assertTrue(status.blocksFree() <= status.blocks());
        assertEquals(255, status.nameLength());
    }
}
