package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.machine.GuestMemory;

/** User and group ids, see credentials(7). They count inside the guest only: on host files the host's ids decide. */
final class SysIdentity {
    private static final int MOST_GROUPS = 65536;

    private SysIdentity() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("getuid()", (task, arguments) -> identity(task).uid());
        table.row("geteuid()", (task, arguments) -> identity(task).effectiveUid());
        table.row("getgid()", (task, arguments) -> identity(task).gid());
        table.row("getegid()", (task, arguments) -> identity(task).effectiveGid());
        table.row("getresuid(address, address, address)", SysIdentity::getresuid);
        table.row("getresgid(address, address, address)", SysIdentity::getresgid);
        table.row("setuid(number)", SysIdentity::setuid);
        table.row("setgid(number)", SysIdentity::setgid);
        table.row("setreuid(number, number)", SysIdentity::setreuid);
        table.row("setregid(number, number)", SysIdentity::setregid);
        table.row("setresuid(number, number, number)", SysIdentity::setresuid);
        table.row("setresgid(number, number, number)", SysIdentity::setresgid);
        table.row("setfsuid(number)", (task, arguments) -> task.fs().credentials().uid(), Support.PARTIAL, "tells the id and leaves it");
        table.row("setfsgid(number)", (task, arguments) -> task.fs().credentials().gid(), Support.PARTIAL, "tells the id and leaves it");
        table.row("getgroups(number, address)", SysIdentity::getgroups);
        table.row("setgroups(number, address)", SysIdentity::setgroups);
        table.row("capget(address, address)", SysIdentity::capget, Support.PARTIAL, "all capabilities for root, none for others");
        table.row("capset(address, address)", (task, arguments) -> 0, Support.IGNORED, "");
        // spotless:on
    }

    private static Identity identity(Task task) {
        return task.process().identity();
    }

    private static void change(Task task, Identity identity) {
        task.process().setIdentity(identity);
        task.fs().setCredentials(new Credentials(identity.effectiveUid(), identity.effectiveGid(), identity.groups()));
    }

    private static long getresuid(Task task, Arguments arguments) {
        Identity identity = identity(task);
        return write(task, arguments, identity.uid(), identity.effectiveUid(), identity.savedUid());
    }

    private static long getresgid(Task task, Arguments arguments) {
        Identity identity = identity(task);
        return write(task, arguments, identity.gid(), identity.effectiveGid(), identity.savedGid());
    }

    private static long write(Task task, Arguments arguments, int real, int effective, int saved) {
        task.memory().writeInt(arguments.word(0), real);
        task.memory().writeInt(arguments.word(1), effective);
        task.memory().writeInt(arguments.word(2), saved);
        return 0;
    }

    private static long setuid(Task task, Arguments arguments) {
        int uid = arguments.integer(0);
        Identity now = identity(task);
        if (now.isRoot()) {
            change(task, now.withUids(uid, uid, uid));
        } else {
            requireOneOf(uid, now.uid(), now.savedUid());
            change(task, now.withUids(now.uid(), uid, now.savedUid()));
        }
        return 0;
    }

    private static long setgid(Task task, Arguments arguments) {
        int gid = arguments.integer(0);
        Identity now = identity(task);
        if (now.isRoot()) {
            change(task, now.withGids(gid, gid, gid));
        } else {
            requireOneOf(gid, now.gid(), now.savedGid());
            change(task, now.withGids(now.gid(), gid, now.savedGid()));
        }
        return 0;
    }

    private static long setreuid(Task task, Arguments arguments) {
        Identity now = identity(task);
        int real = or(arguments.integer(0), now.uid());
        int effective = or(arguments.integer(1), now.effectiveUid());
        if (!now.isRoot()) {
            requireOneOf(real, now.uid(), now.effectiveUid());
            requireOneOf(effective, now.uid(), now.effectiveUid(), now.savedUid());
        }
        boolean saves = arguments.integer(0) != -1 || effective != now.uid();
        change(task, now.withUids(real, effective, saves ? effective : now.savedUid()));
        return 0;
    }

    private static long setregid(Task task, Arguments arguments) {
        Identity now = identity(task);
        int real = or(arguments.integer(0), now.gid());
        int effective = or(arguments.integer(1), now.effectiveGid());
        if (!now.isRoot()) {
            requireOneOf(real, now.gid(), now.effectiveGid());
            requireOneOf(effective, now.gid(), now.effectiveGid(), now.savedGid());
        }
        boolean saves = arguments.integer(0) != -1 || effective != now.gid();
        change(task, now.withGids(real, effective, saves ? effective : now.savedGid()));
        return 0;
    }

    private static long setresuid(Task task, Arguments arguments) {
        Identity now = identity(task);
        int real = or(arguments.integer(0), now.uid());
        int effective = or(arguments.integer(1), now.effectiveUid());
        int saved = or(arguments.integer(2), now.savedUid());
        if (!now.isRoot()) {
            for (int id : new int[] {real, effective, saved}) {
                requireOneOf(id, now.uid(), now.effectiveUid(), now.savedUid());
            }
        }
        change(task, now.withUids(real, effective, saved));
        return 0;
    }

    private static long setresgid(Task task, Arguments arguments) {
        Identity now = identity(task);
        int real = or(arguments.integer(0), now.gid());
        int effective = or(arguments.integer(1), now.effectiveGid());
        int saved = or(arguments.integer(2), now.savedGid());
        if (!now.isRoot()) {
            for (int id : new int[] {real, effective, saved}) {
                requireOneOf(id, now.gid(), now.effectiveGid(), now.savedGid());
            }
        }
        change(task, now.withGids(real, effective, saved));
        return 0;
    }

    /** -1 means: leave it. */
    private static int or(int wanted, int present) {
        return wanted == -1 ? present : wanted;
    }

    private static void requireOneOf(int id, int... allowed) {
        for (int one : allowed) {
            if (one == id) {
                return;
            }
        }
        throw new LinuxException(Errno.EPERM);
    }

    private static long getgroups(Task task, Arguments arguments) {
        int[] groups = identity(task).groups();
        int size = arguments.integer(0);
        if (size < 0 || size > 0 && size < groups.length) {
            throw new LinuxException(Errno.EINVAL);
        }
        for (int i = 0; size > 0 && i < groups.length; i++) {
            task.memory().writeInt(arguments.word(1) + i * 4L, groups[i]);
        }
        return groups.length;
    }

    private static long setgroups(Task task, Arguments arguments) {
        if (!identity(task).isRoot()) {
            throw new LinuxException(Errno.EPERM);
        }
        int count = arguments.integer(0);
        if (count < 0 || count > MOST_GROUPS) {
            throw new LinuxException(Errno.EINVAL);
        }
        int[] groups = new int[count];
        for (int i = 0; i < count; i++) {
            groups[i] = task.memory().readInt(arguments.word(1) + i * 4L);
        }
        change(task, identity(task).withGroups(groups));
        return 0;
    }

    private static long capget(Task task, Arguments arguments) {
        // Header: version, pid. Data for version 3: twice effective, permitted, inheritable of 32 bits each.
        final int version3 = 0x20080522;
        GuestMemory memory = task.memory();
        if (memory.readInt(arguments.word(0)) != version3) {
            memory.writeInt(arguments.word(0), version3);
            if (arguments.word(1) == 0) {
                return 0;
            }
            throw new LinuxException(Errno.EINVAL);
        }
        if (arguments.word(1) != 0) {
            int all = identity(task).isRoot() ? -1 : 0;
            for (int half = 0; half < 2; half++) {
                long data = arguments.word(1) + half * 12L;
                memory.writeInt(data, half == 0 ? all : all & 0x1ff);
                memory.writeInt(data + 4, half == 0 ? all : all & 0x1ff);
                memory.writeInt(data + 8, 0);
            }
        }
        return 0;
    }
}
