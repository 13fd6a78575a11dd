package org.graftvm.linux.net;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.vfs.ByteStrings;

/**
 * Name of a Unix socket, see unix(7): a path, an abstract name, or none.
 *
 * @param name one char a byte; an abstract name begins with a zero, no name is empty
 */
record UnixAddress(String name) {
    static final UnixAddress NONE = new UnixAddress("");

    private static final int FAMILY_SIZE = 2;
    private static final int LONGEST_PATH = 108;

    /** Takes the name from a struct sockaddr_un; EINVAL if it is none. */
    static UnixAddress of(byte[] address) {
        if (address.length < FAMILY_SIZE
                || address.length > FAMILY_SIZE + LONGEST_PATH
                || family(address) != Sockets.AF_UNIX) {
            throw new LinuxException(Errno.EINVAL);
        }
        int end = address.length;
        if (address.length > FAMILY_SIZE && address[FAMILY_SIZE] != 0) {
            end = FAMILY_SIZE;
            while (end < address.length && address[end] != 0) {
                end++;
            }
        }
        return new UnixAddress(ByteStrings.fromBytes(java.util.Arrays.copyOfRange(address, FAMILY_SIZE, end)));
    }

    /** The family of any address; AF_UNSPEC where it is too short to have one. */
    static int family(byte[] address) {
        return address.length < FAMILY_SIZE
                ? Sockets.AF_UNSPEC
                : Byte.toUnsignedInt(address[0]) | Byte.toUnsignedInt(address[1]) << 8;
    }

    boolean isNone() {
        return name.isEmpty();
    }

    boolean isAbstract() {
        return !name.isEmpty() && name.charAt(0) == 0;
    }

    /** As a struct sockaddr_un, a path with a zero behind it. */
    byte[] toBytes() {
        boolean isPath = !isNone() && !isAbstract();
        byte[] bytes = new byte[FAMILY_SIZE + name.length() + (isPath ? 1 : 0)];
        bytes[0] = Sockets.AF_UNIX;
        byte[] text = ByteStrings.toBytes(name);
        System.arraycopy(text, 0, bytes, FAMILY_SIZE, text.length);
        return bytes;
    }
}
