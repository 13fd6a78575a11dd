package org.graftvm.linux.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Sockets;

/** The options of level SOL_SOCKET of a socket that lives in this kernel, see socket(7). Guarded by whoever has it. */
public final class SocketOptions {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private static final int DEFAULT_BUFFER = 212_992;
    private static final int MOST_BUFFER = 2 * DEFAULT_BUFFER;
    private static final int LEAST_SEND_BUFFER = 4608;
    private static final int LEAST_RECEIVE_BUFFER = 2304;

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int sendBuffer = DEFAULT_BUFFER;
    private int receiveBuffer = DEFAULT_BUFFER;
    private int lingerSeconds;
    private volatile long receiveTimeout;
    private volatile long sendTimeout;

    /** Nanoseconds that a call waits for something to receive; 0 for no limit. */
    long receiveTimeout() {
        return receiveTimeout;
    }

    /** Nanoseconds that a call waits for room to send; 0 for no limit. */
    long sendTimeout() {
        return sendTimeout;
    }

    int sendBuffer() {
        return sendBuffer;
    }

    boolean isSet(int name) {
        return numbers.getOrDefault(name, 0) != 0;
    }

    /** @throws LinuxException ENOPROTOOPT */
    byte[] get(int name) {
        return switch (name) {
            case Sockets.SO_SNDBUF -> bytes(sendBuffer);
            case Sockets.SO_RCVBUF -> bytes(receiveBuffer);
            case Sockets.SO_LINGER -> bytes(numbers.getOrDefault(name, 0), lingerSeconds);
            case Sockets.SO_RCVTIMEO, Sockets.SO_RCVTIMEO_NEW -> time(receiveTimeout);
            case Sockets.SO_SNDTIMEO, Sockets.SO_SNDTIMEO_NEW -> time(sendTimeout);
            case Sockets.SO_RCVLOWAT -> bytes(numbers.getOrDefault(name, 1));
            case Sockets.SO_SNDLOWAT -> bytes(1);
            default -> {
                if (!isNumber(name)) {
                    throw new LinuxException(Errno.ENOPROTOOPT);
                }
                yield bytes(numbers.getOrDefault(name, 0));
            }
        };
    }

    /** @throws LinuxException ENOPROTOOPT, EINVAL, EDOM */
    void set(int name, byte[] value) {
        switch (name) {
            case Sockets.SO_SNDBUF, Sockets.SO_SNDBUFFORCE -> sendBuffer = buffer(value, LEAST_SEND_BUFFER);
            case Sockets.SO_RCVBUF, Sockets.SO_RCVBUFFORCE -> receiveBuffer = buffer(value, LEAST_RECEIVE_BUFFER);
            case Sockets.SO_RCVTIMEO, Sockets.SO_RCVTIMEO_NEW -> receiveTimeout = nanos(value);
            case Sockets.SO_SNDTIMEO, Sockets.SO_SNDTIMEO_NEW -> sendTimeout = nanos(value);
            case Sockets.SO_LINGER -> {
                requireSize(value, 2 * Integer.BYTES);
                numbers.put(name, number(value) == 0 ? 0 : 1);
                lingerSeconds = MemorySegment.ofArray(value).get(INT, Integer.BYTES);
            }
            case Sockets.SO_PRIORITY, Sockets.SO_MARK -> numbers.put(name, number(value));
            case Sockets.SO_RCVLOWAT -> numbers.put(name, number(value) <= 0 ? 1 : number(value));
            default -> {
                if (!isNumber(name)) {
                    throw new LinuxException(Errno.ENOPROTOOPT);
                }
                numbers.put(name, number(value) == 0 ? 0 : 1);
            }
        }
    }

    private static boolean isNumber(int name) {
        return switch (name) {
            case Sockets.SO_DEBUG,
                    Sockets.SO_REUSEADDR,
                    Sockets.SO_REUSEPORT,
                    Sockets.SO_DONTROUTE,
                    Sockets.SO_BROADCAST,
                    Sockets.SO_KEEPALIVE,
                    Sockets.SO_OOBINLINE,
                    Sockets.SO_PRIORITY,
                    Sockets.SO_MARK,
                    Sockets.SO_PASSCRED,
                    Sockets.SO_PASSSEC,
                    Sockets.SO_TIMESTAMP -> true;
            default -> false;
        };
    }

    // ---- values as bytes ----

    /** Ints one behind the other. */
    static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length * Integer.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            MemorySegment.ofArray(bytes).set(INT, (long) i * Integer.BYTES, numbers[i]);
        }
        return bytes;
    }

    private static void requireSize(byte[] value, int size) {
        if (value.length < size) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    private static int number(byte[] value) {
        requireSize(value, Integer.BYTES);
        return MemorySegment.ofArray(value).get(INT, 0);
    }

    private static int buffer(byte[] value, int least) {
        return Math.clamp(2L * Math.max(0, number(value)), least, MOST_BUFFER);
    }

    /** A struct timeval. */
    public static byte[] time(long nanos) {
        byte[] bytes = new byte[2 * Long.BYTES];
        MemorySegment.ofArray(bytes).set(LONG, 0, nanos / NANOS_PER_SECOND);
        MemorySegment.ofArray(bytes).set(LONG, Long.BYTES, nanos % NANOS_PER_SECOND / NANOS_PER_MICRO);
        return bytes;
    }

    /** Nanoseconds of a struct timeval; 0 for no limit. EDOM if the microseconds are none. */
    public static long nanos(byte[] value) {
        requireSize(value, 2 * Long.BYTES);
        long seconds = MemorySegment.ofArray(value).get(LONG, 0);
        long micros = MemorySegment.ofArray(value).get(LONG, Long.BYTES);
        if (micros < 0 || micros >= MICROS_PER_SECOND) {
            throw new LinuxException(Errno.EDOM);
        }
        if (seconds < 0) {
            return 1; // Linux: time that has passed already.
        }
        return Math.min(seconds, Long.MAX_VALUE / NANOS_PER_SECOND / 2) * NANOS_PER_SECOND + micros * NANOS_PER_MICRO;
    }
}
