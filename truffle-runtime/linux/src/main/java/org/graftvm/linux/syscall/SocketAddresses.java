package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestMemory;

/** Addresses of sockets in guest memory. */
final class SocketAddresses {
    /** Bytes of struct sockaddr_storage. */
    static final int LONGEST = 128;

    private SocketAddresses() {}

    static byte[] read(GuestMemory memory, long address, int length) {
        if (length < 0 || length > LONGEST) {
            throw new LinuxException(Errno.EINVAL);
        }
        byte[] bytes = new byte[length];
        memory.read(address, bytes, 0, length);
        return bytes;
    }

    /** Writes what there is room for, and how long the address is; does nothing where the caller does not ask. */
    static void write(GuestMemory memory, long address, long lengthAddress, byte[] value) {
        if (address != 0) {
            writeAlways(memory, address, lengthAddress, value);
        }
    }

    static void writeAlways(GuestMemory memory, long address, long lengthAddress, byte[] value) {
        int room = memory.readInt(lengthAddress);
        if (room < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        memory.write(address, value, 0, Math.min(room, value.length));
        memory.writeInt(lengthAddress, value.length);
    }
}
