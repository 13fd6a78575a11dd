package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.FileArguments.AT_FDCWD;

import java.util.stream.Collectors;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.ExtendedAttributes;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.machine.GuestMemory;

/** Extended attributes: xattr(7). */
final class SysXattr {
    private static final int MAX_NAME = 256;
    private static final long MAX_VALUE = 1 << 16;

    private SysXattr() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("getxattr(path, string, address, size)", (task, a) -> get(task, a, byPath(task, a, true)));
        table.row("lgetxattr(path, string, address, size)", (task, a) -> get(task, a, byPath(task, a, false)));
        table.row("fgetxattr(fd, string, address, size)", (task, a) -> get(task, a, byDescriptor(task, a)));
        table.row("setxattr(path, string, address, size, number)", (task, a) -> set(task, a, changedByPath(task, a, true)));
        table.row("lsetxattr(path, string, address, size, number)", (task, a) -> set(task, a, changedByPath(task, a, false)));
        table.row("fsetxattr(fd, string, address, size, number)", (task, a) -> set(task, a, changedByDescriptor(task, a)));
        table.row("listxattr(path, address, size)", (task, a) -> list(task, a, byPath(task, a, true)));
        table.row("llistxattr(path, address, size)", (task, a) -> list(task, a, byPath(task, a, false)));
        table.row("flistxattr(fd, address, size)", (task, a) -> list(task, a, byDescriptor(task, a)));
        table.row("removexattr(path, string)", (task, a) -> remove(task, a, changedByPath(task, a, true)));
        table.row("lremovexattr(path, string)", (task, a) -> remove(task, a, changedByPath(task, a, false)));
        table.row("fremovexattr(fd, string)", (task, a) -> remove(task, a, changedByDescriptor(task, a)));
        // spotless:on
    }

    private static Location find(Task task, Arguments a, boolean follow) {
        return FileArguments.find(task, AT_FDCWD, UserMemory.path(task.memory(), a.word(0)), follow);
    }

    private static ExtendedAttributes byPath(Task task, Arguments a, boolean follow) {
        return find(task, a, follow).inode().extendedAttributes();
    }

    private static ExtendedAttributes changedByPath(Task task, Arguments a, boolean follow) {
        Location file = find(task, a, follow);
        file.mount().requireWritable();
        return file.inode().extendedAttributes();
    }

    private static ExtendedAttributes changedByDescriptor(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            file.requireWritableMount();
            return file.inode().extendedAttributes();
        }
    }

    private static ExtendedAttributes byDescriptor(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            return file.inode().extendedAttributes();
        }
    }

    private static String name(GuestMemory memory, long address) {
        try {
            return UserMemory.string(memory, address, MAX_NAME);
        } catch (LinuxException e) {
            throw new LinuxException(Errno.ERANGE);
        }
    }

    private static long get(Task task, Arguments a, ExtendedAttributes attributes) {
        return result(task, a.word(2), a.word(3), attributes.get(name(task.memory(), a.word(1))));
    }

    private static long list(Task task, Arguments a, ExtendedAttributes attributes) {
        String all = attributes.names().stream().map(name -> name + "\0").collect(Collectors.joining());
        return result(task, a.word(1), a.word(2), ByteStrings.toBytes(all));
    }

    /** Copies a result out; a size of 0 only asks for its length. */
    private static long result(Task task, long address, long size, byte[] bytes) {
        if (size != 0) {
            if (Long.compareUnsigned(size, bytes.length) < 0) {
                throw new LinuxException(Errno.ERANGE);
            }
            UserMemory.write(task.memory(), address, bytes, bytes.length);
        }
        return bytes.length;
    }

    private static long set(Task task, Arguments a, ExtendedAttributes attributes) {
        if (Long.compareUnsigned(a.word(3), MAX_VALUE) > 0) {
            throw new LinuxException(Errno.E2BIG);
        }
        byte[] value = UserMemory.source(task.memory(), a.word(2), a.word(3)).toBytes();
        attributes.set(name(task.memory(), a.word(1)), value, a.integer(4));
        return 0;
    }

    private static long remove(Task task, Arguments a, ExtendedAttributes attributes) {
        attributes.remove(name(task.memory(), a.word(1)));
        return 0;
    }
}
