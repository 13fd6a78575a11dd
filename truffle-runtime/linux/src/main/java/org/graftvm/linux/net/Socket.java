package org.graftvm.linux.net;

import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;

/**
 * What the socket calls do; implemented by the open files that are sockets.
 *
 * <p>Addresses are the bytes of a {@code struct sockaddr}, the family first, as the calls pass them. All methods fail with
 * {@link org.graftvm.linux.LinuxException}. Flags are those of {@link org.graftvm.linux.abi.Sockets}; what blocks does so
 * unless the file is non-blocking or MSG_DONTWAIT is given.
 */
public interface Socket {
    /** A connection that was taken from a listening socket, and who made it. */
    record Accepted(FileDescription socket, byte[] address) {}

    /** SOCK_STREAM and so on. */
    int type();

    void bind(SocketUser user, byte[] address);

    void listen(SocketUser user, int backlog);

    /** Takes a connection, or waits for one. @param flags for the new file: O_NONBLOCK or nothing */
    Accepted accept(Waiter waiter, int flags);

    void connect(SocketUser user, byte[] address);

    /** getsockname(2). */
    byte[] localAddress();

    /** getpeername(2). */
    byte[] peerAddress();

    /** @return how many bytes were sent */
    long send(SocketUser user, OutgoingMessage message, int flags);

    /** @param controlSpace bytes that there are for control messages */
    ReceivedMessage receive(Waiter waiter, Buffers target, int flags, int controlSpace);

    /** @param how SHUT_RD, SHUT_WR or SHUT_RDWR */
    void shutdown(int how);

    /**
     * getsockopt(2).
     *
     * @param capacity what the caller has room for; more bytes than that are cut off
     */
    byte[] option(int level, int name, int capacity);

    void setOption(int level, int name, byte[] value);

    /** The line of /proc/net/unix; empty for other sockets. */
    default String unixLine() {
        return "";
    }
}
