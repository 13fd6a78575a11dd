package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.graftvm.linux.vfs.ExtendedAttributes;
import org.graftvm.linux.vfs.host.LibcNative.Function;

/** Extended attributes of a host file. */
final class HostAttributes implements ExtendedAttributes {
    private static final int MAX_SIZE = 1 << 16;

    private final HostInode inode;

    HostAttributes(HostInode inode) {
        this.inode = inode;
    }

    /** The calls that take a descriptor refuse O_PATH; the path of the open file works. */
    private static MemorySegment path(Arena arena, int fd) {
        return arena.allocateFrom(HostCalls.procPath(fd), StandardCharsets.ISO_8859_1);
    }

    private static MemorySegment string(Arena arena, String name) {
        return arena.allocateFrom(name, StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] get(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MAX_SIZE);
            long size = inode.withFile(fd -> call(
                    Function.GETXATTR,
                    path(arena, fd).address(),
                    string(arena, name).address(),
                    buffer.address(),
                    MAX_SIZE));
            return buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Override
    public void set(String name, byte[] value, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            inode.withFile(fd -> call(
                    Function.SETXATTR,
                    path(arena, fd).address(),
                    string(arena, name).address(),
                    buffer.address(),
                    value.length,
                    flags));
        }
    }

    @Override
    public void remove(String name) {
        try (Arena arena = Arena.ofConfined()) {
            inode.withFile(fd -> call(
                    Function.REMOVEXATTR,
                    path(arena, fd).address(),
                    string(arena, name).address(),
                    0));
        }
    }

    @Override
    public List<String> names() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MAX_SIZE);
            long size = inode.withFile(
                    fd -> call(Function.LISTXATTR, path(arena, fd).address(), buffer.address(), MAX_SIZE));
            byte[] bytes = buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            return all.isEmpty() ? List.of() : Arrays.asList(all.split("\0"));
        }
    }
}
