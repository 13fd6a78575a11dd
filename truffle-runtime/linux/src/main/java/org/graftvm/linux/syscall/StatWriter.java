package org.graftvm.linux.syscall;

import org.graftvm.linux.abi.StatLayout;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.machine.GuestMemory;

/** Writes struct stat, struct statx and struct statfs. */
final class StatWriter {
    private static final int STATX_SIZE = 256;
    private static final int STATX_BASIC = 0x7ff;
    private static final int STATX_BTIME = 0x800;
    private static final int STATFS_SIZE = 120;

    private StatWriter() {}

    static void stat(GuestMemory memory, long address, StatLayout layout, FileStatus status) {
        memory.clear(address, layout.size());
        memory.writeLong(address + layout.dev(), status.dev());
        memory.writeLong(address + layout.ino(), status.ino());
        memory.writeInt(address + layout.mode(), status.mode());
        sized(memory, address + layout.nlink(), layout.nlinkSize(), status.nlink());
        memory.writeInt(address + layout.uid(), status.uid());
        memory.writeInt(address + layout.gid(), status.gid());
        memory.writeLong(address + layout.rdev(), status.rdev());
        memory.writeLong(address + layout.length(), status.size());
        sized(memory, address + layout.blksize(), layout.blksizeSize(), status.blockSize());
        memory.writeLong(address + layout.blocks(), status.blocks());
        time(memory, address + layout.atime(), status.accessed());
        time(memory, address + layout.mtime(), status.modified());
        time(memory, address + layout.ctime(), status.changed());
    }

    private static void sized(GuestMemory memory, long address, int size, int value) {
        if (size == 8) {
            memory.writeLong(address, Integer.toUnsignedLong(value));
        } else {
            memory.writeInt(address, value);
        }
    }

    private static void time(GuestMemory memory, long address, Timestamp time) {
        memory.writeLong(address, time.seconds());
        memory.writeLong(address + 8, time.nanos());
    }

    /** The same on all ISAs, see statx(2). */
    static void statx(GuestMemory memory, long address, FileStatus status) {
        memory.clear(address, STATX_SIZE);
        boolean born = !status.created().equals(Timestamp.ZERO);
        memory.writeInt(address, STATX_BASIC | (born ? STATX_BTIME : 0));
        memory.writeInt(address + 4, status.blockSize());
        memory.writeInt(address + 16, status.nlink());
        memory.writeInt(address + 20, status.uid());
        memory.writeInt(address + 24, status.gid());
        memory.writeShort(address + 28, (short) status.mode());
        memory.writeLong(address + 32, status.ino());
        memory.writeLong(address + 40, status.size());
        memory.writeLong(address + 48, status.blocks());
        time(memory, address + 64, status.accessed());
        time(memory, address + 80, status.created());
        time(memory, address + 96, status.changed());
        time(memory, address + 112, status.modified());
        memory.writeInt(address + 128, FileStatus.major(status.rdev()));
        memory.writeInt(address + 132, FileStatus.minor(status.rdev()));
        memory.writeInt(address + 136, FileStatus.major(status.dev()));
        memory.writeInt(address + 140, FileStatus.minor(status.dev()));
    }

    /** The same on all 64-bit ISAs, see statfs(2). */
    static void statfs(GuestMemory memory, long address, FileSystemStatus status) {
        memory.clear(address, STATFS_SIZE);
        long[] words = {
            status.type(),
            status.blockSize(),
            status.blocks(),
            status.blocksFree(),
            status.blocksAvailable(),
            status.files(),
            status.filesFree(),
            status.id(),
            status.nameLength(),
            status.blockSize(),
            status.flags()
        };
        for (int i = 0; i < words.length; i++) {
            memory.writeLong(address + 8L * i, words[i]);
        }
    }
}
