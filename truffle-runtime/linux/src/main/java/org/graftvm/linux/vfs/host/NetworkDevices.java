package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/** The ioctls by which programs ask about network devices, see netdevice(7). Any socket answers them, those of guests too. */
public final class NetworkDevices {
    static final int SIOCGIFCONF = 0x8912;
    /** Bytes of struct ifreq. */
    static final int QUESTION_SIZE = 40;

    private static final int LONGEST_LIST = 1 << 16;

    private NetworkDevices() {}

    /** Whether an ioctl asks about devices; those that change something are not passed on. */
    public static boolean isQuestion(int request) {
        return switch (request) {
            // SIOCGIFNAME, …CONF, …FLAGS, …ADDR, …BRDADDR, …NETMASK, …MTU, …HWADDR, …INDEX
            case 0x8910, SIOCGIFCONF, 0x8913, 0x8915, 0x8919, 0x891b, 0x8921, 0x8927, 0x8933 -> true;
            default -> false;
        };
    }

    /** Asks the host. */
    public static long ask(int request, long argument, GuestMemory memory) {
        int type = Sockets.SOCK_DGRAM | OpenFlags.CLOSE_ON_EXEC;
        int fd = (int) call(Function.SOCKET, Sockets.AF_INET, type, 0);
        try {
            return HostIoctl.control(fd, request, argument, memory);
        } finally {
            HostCalls.close(fd);
        }
    }

    /** SIOCGIFCONF, whose struct ifconf points to where the list goes. */
    static long list(int fd, long argument, GuestMemory memory) {
        int room = Math.clamp(memory.readInt(argument), 0, LONGEST_LIST);
        long target = memory.readLong(argument + 8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment question = arena.allocate(16, 8);
            MemorySegment answers = arena.allocate(Math.max(1, room), 8);
            question.set(ValueLayout.JAVA_INT, 0, room);
            question.set(ValueLayout.JAVA_LONG, 8, target == 0 ? 0 : answers.address());
            call(Function.IOCTL, fd, SIOCGIFCONF, question.address());
            int length = question.get(ValueLayout.JAVA_INT, 0);
            if (target != 0) {
                MemorySegment destination = memory.slice(target, length, Access.WRITE);
                destination.copyFrom(answers.asSlice(0, length));
                memory.written(destination);
            }
            memory.writeInt(argument, length);
            return 0;
        }
    }
}
