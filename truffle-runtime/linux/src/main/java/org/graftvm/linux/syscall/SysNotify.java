package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Inode;
import org.graftvm.linux.vfs.notify.NotifyFile;

/** Watching files: inotify(7). */
final class SysNotify {
    private static final int KNOWN = NotifyEvents.ALL
            | NotifyEvents.ONLY_DIRECTORY
            | NotifyEvents.DONT_FOLLOW
            | NotifyEvents.EXCLUDE_UNLINKED
            | NotifyEvents.MASK_CREATE
            | NotifyEvents.MASK_ADD
            | NotifyEvents.ONE_SHOT;
    private static final int ADD_OR_CREATE = NotifyEvents.MASK_ADD | NotifyEvents.MASK_CREATE;

    private SysNotify() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("inotify_init1(oflags) = fd", (task, a) -> create(task, a.integer(0)));
        table.row("inotify_init() = fd", (task, a) -> create(task, 0));
        table.row("inotify_add_watch(fd, path, hex)", SysNotify::add);
        table.row("inotify_rm_watch(fd, number)", SysNotify::remove);
        // spotless:on
    }

    private static long create(Task task, int flags) {
        FileArguments.requireFlags(flags, OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC);
        NotifyFile file = new NotifyFile(flags & OpenFlags.NON_BLOCK);
        return task.files().add(file, (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    private static long add(Task task, Arguments a) {
        int mask = a.integer(2) & KNOWN;
        if ((mask & NotifyEvents.ALL) == 0 || (mask & ADD_OR_CREATE) == ADD_OR_CREATE) {
            throw new LinuxException(Errno.EINVAL);
        }
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            NotifyFile queue = queue(file);
            String path = UserMemory.path(task.memory(), a.word(1));
            boolean follow = (mask & NotifyEvents.DONT_FOLLOW) == 0;
            Inode watched = FileArguments.find(task, FileArguments.AT_FDCWD, path, follow)
                    .inode();
            if ((mask & NotifyEvents.ONLY_DIRECTORY) != 0 && !watched.isDirectory()) {
                throw new LinuxException(Errno.ENOTDIR);
            }
            watched.requireAccess(task.fs().credentials(), FileMode.MAY_READ);
            return watched.watch(queue, mask);
        }
    }

    private static long remove(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            queue(file).unwatch(a.integer(1));
            return 0;
        }
    }

    private static NotifyFile queue(FileDescription file) {
        if (file instanceof NotifyFile queue) {
            return queue;
        }
        throw new LinuxException(Errno.EINVAL);
    }
}
