package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.host.HostFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTreeTest extends TreeContract {
    @TempDir
    Path directory;

    @BeforeEach
    void onLinux() {
        assumeTrue(HostFileSystem.isSupported(), "host files need Linux");
    }

    @Override
    Guest guest() {
        return guest(directory);
    }

    private static Guest guest(Path root) {
        return new Guest(new MountNamespace(HostFileSystem.open(root.toString()).mount("/", false), null));
    }

    @Test
    void statusIsTheHosts() throws IOException {
        Guest guest = guest();
        guest.write("/f", "12345");
        Path file = directory.resolve("f");
        FileStatus status = guest.stat("/f");
        assertEquals(Files.getAttribute(file, "unix:ino"), status.ino());
        assertEquals(Files.getAttribute(file, "unix:dev"), status.dev());
        assertEquals(Files.getAttribute(file, "unix:mode"), status.mode());
        assertEquals(Files.getAttribute(file, "unix:uid"), status.uid());
        assertEquals(5L, status.size());
    }

    @Test
    void linksOfTheHostDoNotLeadOut() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.createSymbolicLink(root.resolve("relative"), Path.of("../outside/secret"));
        Files.createSymbolicLink(root.resolve("absolute"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("directory"), outside);
        Files.createSymbolicLink(root.resolve("magic"), Path.of("/proc/self/root" + outside));
        Guest guest = guest(root);
        for (String path : new String[] {"/relative", "/absolute", "/directory/secret", "/magic/secret"}) {
            assertEquals(Errno.ENOENT, errno(() -> guest.read(path)), path);
            assertEquals(Errno.ENOENT, errno(() -> guest.stat(path)), path);
        }
        guest.mkdir("/made");
        assertEquals(Errno.ENOENT, errno(() -> guest.write("/directory/new", "")));
        assertFalse(Files.exists(outside.resolve("new")));
    }

    /** One thread swaps a directory for a link that leads out; others must never see what is there. */
    @Test
    void aRaceOfRenamesDoesNotLeadOut() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("f"), "outside");
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("a/f"), "inside");
        Files.createSymbolicLink(root.resolve("b"), Path.of("../outside"));
        AtomicBoolean stop = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> {
            Guest guest = guest(root);
            while (!stop.get()) {
                guest.rename("/a", "/b", PathOperations.RENAME_EXCHANGE);
            }
        });
        Guest guest = guest(root);
        int seen = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                assertEquals("inside", guest.read("/a/f"));
                seen++;
            } catch (LinuxException e) {
                assertTrue(
                        e.errno() == Errno.ENOENT || e.errno() == Errno.ELOOP || e.errno() == Errno.ENOTDIR,
                        e::toString);
            }
        }
        stop.set(true);
        swapper.join();
        assertTrue(seen > 0, "the file was never there");
    }

    @Test
    void aSysrootComesFirstAndTheRestIsTheHosts() throws IOException {
        Path sysroot = Files.createDirectory(directory.resolve("sysroot"));
        Files.createDirectories(sysroot.resolve("usr/lib"));
        Files.writeString(sysroot.resolve("usr/lib/libc"), "guest");
        Files.createSymbolicLink(sysroot.resolve("lib"), Path.of("/usr/lib"));
        Path host = Files.createDirectory(directory.resolve("host"));
        Files.createDirectories(host.resolve("usr/lib"));
        Files.createDirectories(host.resolve("home/me"));
        Files.writeString(host.resolve("usr/lib/libc"), "host");
        Files.writeString(host.resolve("usr/lib/other"), "other");
        Files.writeString(host.resolve("home/me/text"), "mine");
        Guest guest = new Guest(new MountNamespace(
                HostFileSystem.open(sysroot.toString()).mount("/", false),
                HostFileSystem.open(host.toString()).mount("/", false)));
        assertEquals("guest", guest.read("/usr/lib/libc"));
        assertEquals("guest", guest.read("/lib/libc"));
        assertEquals("other", guest.read("/usr/lib/other"));
        assertEquals("mine", guest.read("/home/me/text"));
        guest.chdir("/home/me");
        assertEquals("/home/me", guest.fs.workingPath());
        assertEquals("mine", guest.read("text"));
        guest.write("new", "n");
        assertTrue(Files.exists(host.resolve("home/me/new")));
        guest.chdir("/usr");
        assertEquals("guest", guest.read("lib/libc"));
        assertEquals("other", guest.read("lib/other"));
        guest.chdir("/");
        assertEquals("mine", guest.read("home/me/text"));
        assertEquals(Errno.ENOENT, errno(() -> guest.read("/home/me/none")));
    }

    /** The directory above a mount exists in the second root only. */
    @Test
    void aMountInTheSecondRootHasItsParentThere() throws IOException {
        Path sysroot = Files.createDirectory(directory.resolve("sysroot"));
        Path host = Files.createDirectory(directory.resolve("host"));
        Files.createDirectories(host.resolve("home/me/point"));
        Files.writeString(host.resolve("home/me/text"), "mine");
        MountNamespace mounts = new MountNamespace(
                HostFileSystem.open(sysroot.toString()).mount("/", false),
                HostFileSystem.open(host.toString()).mount("/", false));
        mounts.add(HostFileSystem.open(sysroot.toString()).mount("/home/me/point", true));
        Guest guest = new Guest(mounts);
        guest.chdir("/home/me/point");
        assertEquals("mine", guest.read("../text"));
        guest.chdir("..");
        assertEquals("/home/me", guest.fs.workingPath());
        assertEquals(Errno.EROFS, errno(() -> guest.write("point/f", "")));
    }

    @Test
    void theHostsAttributesAreKept() {
        Guest guest = guest();
        guest.write("/f", "");
        ExtendedAttributes attributes = guest.find("/f", true).inode().extendedAttributes();
        Errno refused = errno(() -> attributes.set("user.graft", new byte[] {1, 2}, 0));
        assumeTrue(refused != Errno.EOPNOTSUPP, "no extended attributes here");
        assertEquals(2, attributes.get("user.graft").length);
        assertTrue(attributes.names().contains("user.graft"));
        attributes.remove("user.graft");
        assertEquals(Errno.ENODATA, errno(() -> attributes.get("user.graft")));
    }

    @Test
    void descriptionsKnowTheirPresentName() {
        Guest guest = guest();
        guest.write("/f", "");
        try (FileDescription file = guest.open("/f", OpenFlags.READ_ONLY)) {
            guest.rename("/f", "/g", 0);
            assertEquals("/g", file.describe());
            guest.unlink("/g");
            assertEquals("/g (deleted)", file.describe());
        }
    }
}
