package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.vfs.dev.InputDescription;
import org.graftvm.linux.vfs.dev.OutputDescription;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.graftvm.linux.vfs.memory.AnonymousFile;
import org.graftvm.linux.vfs.memory.MemoryFileDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The isolated tree: /dev, /proc, streams and files without names. */
@Timeout(60)
class SpecialFilesTest {
    private final TestSystem system = new TestSystem();
    private final MountNamespace mounts = NamespaceBuilder.isolated().build(Credentials.ROOT, system);
    private final Guest guest = new Guest(mounts);

    SpecialFilesTest() {
        system.fs = guest.fs;
    }

    @Test
    void anIsolatedTreeHasNothingOfTheHost() {
        assertEquals(List.of("bin", "etc", "home", "lib", "tmp", "usr", "var"), guest.list("/"));
        assertEquals(List.of(), guest.list("/etc"));
        assertEquals(Errno.ENXIO, errno(() -> guest.open("/dev/tty", OpenFlags.READ_WRITE)));
    }

    @Test
    void memoryDevices() {
        Buffers buffer = Buffers.of(new byte[] {1, 2, 3});
        try (FileDescription file = guest.open("/dev/null", OpenFlags.READ_WRITE)) {
            assertEquals(0, file.read(guest.waiter, buffer));
            assertEquals(3, file.write(guest.waiter, buffer));
            assertEquals(FileStatus.device(1, 3), file.status().rdev());
        }
        try (FileDescription file = guest.open("/dev/zero", OpenFlags.READ_WRITE)) {
            assertEquals(3, file.read(guest.waiter, buffer));
            assertArrayEquals(new byte[3], buffer.toBytes());
        }
        try (FileDescription file = guest.open("/dev/full", OpenFlags.READ_WRITE)) {
            assertEquals(Errno.ENOSPC, errno(() -> file.write(guest.waiter, buffer)));
        }
        try (FileDescription file = guest.open("/dev/urandom", OpenFlags.READ_ONLY)) {
            byte[] first = new byte[100_000];
            byte[] second = new byte[100_000];
            assertEquals(first.length, file.read(guest.waiter, Buffers.of(first)));
            assertEquals(second.length, file.read(guest.waiter, Buffers.of(second)));
            assertFalse(java.util.Arrays.equals(first, second));
        }
    }

    @Test
    void procShowsTheProcess() {
        assertEquals("42", PathOperations.readLink(guest.find("/proc/self", false)));
        assertEquals("prog\0arg\0", guest.read("/proc/self/cmdline"));
        assertEquals("prog\0arg\0", guest.read("/proc/42/task/42/cmdline"));
        assertEquals("prog\n", guest.read("/proc/thread-self/comm"));
        assertTrue(guest.read("/proc/self/stat").startsWith("42 (prog) R 1 "));
        assertEquals(52, guest.read("/proc/self/stat").trim().split(" ").length);
        assertTrue(guest.read("/proc/self/status").contains("\nPid:\t42\n"));
        assertEquals("00040000\n", guest.read("/proc/self/personality"));
        assertTrue(guest.read("/proc/net/unix").startsWith("Num "));
        assertTrue(guest.read("/proc/stat").startsWith("cpu  300 "));
        assertTrue(guest.read("/proc/mounts").contains("proc /proc proc rw"));
        assertEquals("6.1.0\n", guest.read("/proc/sys/kernel/osrelease"));
        assertEquals("/", PathOperations.readLink(guest.find("/proc/self/cwd", false)));
        assertTrue(guest.list("/proc").containsAll(List.of("42", "cpuinfo", "meminfo", "self", "sys")));
        assertTrue(guest.list("/proc/self/task").contains("42"));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/proc/43/stat")));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/proc/042/stat")));
        assertEquals(Errno.ENOENT, errno(() -> guest.write("/proc/new", "")));
        assertEquals(Errno.EPERM, errno(() -> guest.unlink("/proc/cpuinfo")));
    }

    @Test
    void procLinksLeadToTheThingItself() {
        guest.write("/tmp/f", "content");
        FileDescription file = guest.open("/tmp/f", OpenFlags.READ_ONLY);
        int fd = system.files.add(file, false);
        String link = "/proc/self/fd/" + fd;
        assertEquals("/tmp/f", PathOperations.readLink(guest.find(link, false)));
        guest.unlink("/tmp/f");
        assertEquals("/tmp/f (deleted)", PathOperations.readLink(guest.find(link, false)));
        assertEquals("content", guest.read(link));
        assertEquals("content", guest.read("/dev/fd/" + fd));
        assertEquals(List.of(Integer.toString(fd)), guest.list("/proc/self/fd"));
        FileDescription[] pipe = PipeDescription.pair(0);
        int reader = system.files.add(pipe[0], false);
        assertTrue(PathOperations.readLink(guest.find("/proc/self/fd/" + reader, false))
                .startsWith("pipe:["));
        assertEquals(FileMode.FIFO, guest.stat("/proc/self/fd/" + reader).mode() & FileMode.TYPE_MASK);
        pipe[1].write(guest.waiter, Buffers.of("in".getBytes(StandardCharsets.US_ASCII)));
        pipe[1].close();
        assertEquals("in", guest.read("/dev/fd/" + reader));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/dev/fd/77")));
    }

    @Test
    void aLinkOfProcToADirectoryCanBeWalked() {
        guest.mkdir("/tmp/d");
        guest.write("/tmp/d/f", "x");
        int fd = system.files.add(guest.open("/tmp/d", OpenFlags.PATH | OpenFlags.DIRECTORY), false);
        guest.rename("/tmp/d", "/tmp/e", 0);
        assertEquals("x", guest.read("/proc/self/fd/" + fd + "/f"));
        assertEquals("x", guest.read("/proc/self/fd/" + fd + "/../e/f"));
        assertEquals("x", guest.read("/proc/self/root/tmp/e/f"));
    }

    @Test
    void javaStreamsAreStandardStreams() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileDescription file = new OutputDescription(out)) {
            assertEquals(5, file.write(guest.waiter, Buffers.of("hello".getBytes(StandardCharsets.US_ASCII))));
            assertEquals(PollEvents.OUT | PollEvents.WRITE_NORMAL, file.poll());
        }
        assertEquals("hello", out.toString(StandardCharsets.US_ASCII));
        byte[] much = new byte[300_000];
        java.util.Arrays.fill(much, (byte) 'x');
        try (FileDescription file = InputDescription.of(new ByteArrayInputStream(much))) {
            assertEquals(much.length, Guest.text(file).length());
        }
        try (FileDescription unused = InputDescription.of(new ByteArrayInputStream(much))) {
            assertEquals(FileMode.FIFO, unused.status().mode() & FileMode.TYPE_MASK);
        }
    }

    @Test
    void sealsHold() {
        try (MemoryFileDescription file = (MemoryFileDescription) AnonymousFile.create("m", true, Credentials.ROOT)) {
            assertEquals("/memfd:m (deleted)", file.describe());
            file.truncate(10);
            file.addSeals(2 | 4); // F_SEAL_SHRINK, F_SEAL_GROW
            assertEquals(Errno.EPERM, errno(() -> file.truncate(5)));
            assertEquals(Errno.EPERM, errno(() -> file.truncate(15)));
            assertEquals(3, file.write(guest.waiter, Buffers.of(new byte[3])));
            file.addSeals(8 | 1); // F_SEAL_WRITE, F_SEAL_SEAL
            assertEquals(Errno.EPERM, errno(() -> file.write(guest.waiter, Buffers.of(new byte[3]))));
            assertEquals(Errno.EPERM, errno(() -> file.addSeals(2)));
            assertEquals(15, file.seals());
        }
    }
}
