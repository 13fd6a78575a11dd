package org.graftvm.linux.vfs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.jspecify.annotations.Nullable;

/** Shorthands for a process that uses files. */
final class Guest {
    final FsContext fs;
    final TestWaiter waiter = new TestWaiter();

    Guest(MountNamespace mounts) {
        this.fs = FsContext.create(mounts, Credentials.ROOT);
        fs.setUmask(022);
    }

    static String text(FileDescription file) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[64];
        TestWaiter waiter = new TestWaiter();
        for (long read = file.read(waiter, Buffers.of(bytes)); read > 0; read = file.read(waiter, Buffers.of(bytes))) {
            text.append(new String(bytes, 0, (int) read, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    FileDescription open(String path, int flags) {
        return PathOperations.open(waiter, fs, fs.workingDirectory(), path, flags, 0666);
    }

    String read(String path) {
        try (FileDescription file = open(path, OpenFlags.READ_ONLY)) {
            return text(file);
        }
    }

    void write(String path, String text) {
        try (FileDescription file = open(path, OpenFlags.WRITE_ONLY | OpenFlags.CREATE | OpenFlags.TRUNCATE)) {
            file.write(waiter, Buffers.of(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    FileStatus stat(String path) {
        return find(path, true).inode().status();
    }

    Location find(String path, boolean follow) {
        return PathOperations.find(fs, fs.workingDirectory(), path, follow);
    }

    void mkdir(String path) {
        PathOperations.makeDirectory(fs, fs.workingDirectory(), path, 0777);
    }

    void symlink(String path, String target) {
        PathOperations.makeSymlink(fs, fs.workingDirectory(), path, target);
    }

    void link(String existing, String path) {
        PathOperations.makeLink(fs, find(existing, false), fs.workingDirectory(), path);
    }

    void unlink(String path) {
        PathOperations.unlink(fs, fs.workingDirectory(), path);
    }

    void rmdir(String path) {
        PathOperations.removeDirectory(fs, fs.workingDirectory(), path);
    }

    void rename(String path, String newPath, int flags) {
        PathOperations.rename(fs, fs.workingDirectory(), path, fs.workingDirectory(), newPath, flags);
    }

    void chdir(String path) {
        fs.changeDirectory(find(path, true));
    }

    /** Names in a directory, without {@code .} and {@code ..}, sorted. */
    List<String> list(String path) {
        List<String> names = new ArrayList<>();
        try (FileDescription directory = open(path, OpenFlags.DIRECTORY);
                Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(1024, 8);
            ValueLayout.OfShort length = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
            for (long size = directory.readDirectory(buffer); size > 0; size = directory.readDirectory(buffer)) {
                for (long at = 0; at < size; at += buffer.get(length, at + 16)) {
                    String name = buffer.getString(at + 19, StandardCharsets.ISO_8859_1);
                    if (!name.equals(".") && !name.equals("..")) {
                        names.add(name);
                    }
                }
            }
        }
        names.sort(null);
        return names;
    }

    /** The errno that an action fails with; null if it does not. */
    static @Nullable Errno errno(Runnable action) {
        try {
            action.run();
            return null;
        } catch (LinuxException e) {
            return e.errno();
        }
    }
}
