package org.graftvm.linux.strace;

import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.abi.Sockets;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/**
 * Prints one argument by its kind, the word that the row of the call has in its place:
 *
 * <ul>
 *   <li>numbers: {@code number}, {@code hex}, {@code size}, {@code offset}, {@code mode}, {@code pid}, {@code fd},
 *       {@code dirfd}, {@code address}, {@code signal};
 *   <li>strings: {@code path}, {@code string}, {@code strings}, and {@code buffer} and {@code buffer_out}, whose length
 *       is the following argument or the result;
 *   <li>names: {@code oflags}, {@code prot}, … each with a set in {@link FlagSets};
 *   <li>structures: {@code timespec}, {@code sigset}, {@code sigaction}; with {@code _out} they are printed when the call
 *       has filled them.
 * </ul>
 */
final class ArgumentPrinter {
    private static final int AT_FDCWD = -100;

    /** What strace shows of strings and buffers unless told otherwise. */
    private static final int LONGEST_TEXT = 32;

    private static final int LONGEST_PATH = 4096;
    private static final int MOST_STRINGS = 32;

    private final Task task;
    private final long[] words;

    ArgumentPrinter(Task task, long[] words) {
        this.task = task;
        this.words = words;
    }

    /** Whether the kind is printed only behind the call. */
    static boolean isOutput(String kind) {
        return kind.endsWith("_out");
    }

    /** @param result of the call, or the length that was asked for where it is not over */
    String print(String kind, int index, long result) {
        long word = words[index];
        int number = (int) word;
        try {
            return switch (kind) {
                case "number", "fd", "pid" -> Integer.toString(number);
                case "size" -> Long.toUnsignedString(word);
                case "offset" -> Long.toString(word);
                case "mode" -> number == 0 ? "000" : "0" + Integer.toOctalString(number);
                case "dirfd" -> number == AT_FDCWD ? "AT_FDCWD" : Integer.toString(number);
                case "signal" ->
                    number == 0 || !Signals.isValid(number) ? Integer.toString(number) : Signals.name(number);
                case "path" -> word == 0 ? "NULL" : Text.quote(string(word, LONGEST_PATH), LONGEST_PATH);
                case "string" -> word == 0 ? "NULL" : Text.quote(string(word, LONGEST_TEXT + 1), LONGEST_TEXT);
                case "strings" -> strings(word);
                case "buffer" -> buffer(word, words[index + 1]);
                case "buffer_out" -> result < 0 ? address(word) : buffer(word, result);
                case "timespec", "timespec_out" -> pair(word, result, "tv_nsec");
                case "timeval", "timeval_out" -> pair(word, result, "tv_usec");
                case "sigset", "sigset_out" ->
                    word == 0 || result < 0 ? address(word) : Text.signals(memory().readLong(word));
                case "sigaction", "sigaction_out" -> word == 0 || result < 0 ? address(word) : sigaction(word);
                default -> flags(kind, word);
            };
        } catch (GuestFault e) {
            return address(word);
        }
    }

    private String flags(String kind, long word) {
        int number = (int) word;
        return switch (kind) {
            case "prot" -> FlagSets.PROT.bits(word);
            case "map_flags" -> FlagSets.MAP.bits(word);
            case "mremap_flags" -> FlagSets.MREMAP.bits(word);
            case "msync_flags" -> FlagSets.MSYNC.bits(word);
            case "madvise" -> FlagSets.MADVISE.value(number);
            case "oflags" -> openFlags(task.abi().openFlags(number));
            case "at_flags" -> FlagSets.AT.bits(number & 0xffffffffL);
            case "access_mode" -> FlagSets.ACCESS.bits(number & 0xffffffffL);
            case "whence" -> FlagSets.WHENCE.value(number);
            case "clock" -> FlagSets.CLOCK.value(number);
            case "sigmask_how" -> FlagSets.SIGMASK_HOW.value(number);
            case "clone_flags" -> cloneFlags(word);
            case "futex_op" -> futexOperation(number);
            case "resource" -> FlagSets.RESOURCE.value(number);
            case "fcntl_cmd" -> FlagSets.FCNTL.value(number);
            case "socket_family" -> FlagSets.FAMILY.value(number);
            case "socket_type" -> socketType(number);
            case "msg_flags" -> FlagSets.MSG.bits(number & 0xffffffffL);
            case "ioctl_cmd" -> FlagSets.IOCTL.value(number & 0xffffffffL);
            case "hex" -> word == 0 ? "0" : "0x" + Long.toHexString(word);
            default -> address(word);
        };
    }

    private GuestMemory memory() {
        return task.memory();
    }

    static String address(long word) {
        return word == 0 ? "NULL" : "0x" + Long.toHexString(word);
    }

    private static String openFlags(int flags) {
        String access = FlagSets.OPEN_ACCESS.value(flags & 3);
        int rest = flags & ~3;
        return rest == 0 ? access : access + "|" + FlagSets.OPEN.bits(rest & 0xffffffffL);
    }

    private static String cloneFlags(long word) {
        long flags = word & ~0xffL;
        int signal = (int) word & 0xff;
        String names = flags == 0 ? "" : FlagSets.CLONE.bits(flags);
        if (signal == 0) {
            return names.isEmpty() ? "0" : names;
        }
        String name = Signals.isValid(signal) ? Signals.name(signal) : Integer.toString(signal);
        return names.isEmpty() ? name : names + "|" + name;
    }

    private static String futexOperation(int operation) {
        String name = FlagSets.FUTEX.value(operation & 127);
        return name
                + ((operation & 128) != 0 ? "_PRIVATE" : "")
                + ((operation & 256) != 0 ? "|FUTEX_CLOCK_REALTIME" : "");
    }

    private static String socketType(int type) {
        String name = FlagSets.SOCKET_TYPE.value(type & Sockets.TYPE_MASK);
        int flags = type & ~Sockets.TYPE_MASK;
        return flags == 0 ? name : name + "|" + FlagSets.SOCKET_FLAGS.bits(flags & 0xffffffffL);
    }

    private byte[] string(long address, int limit) {
        int length = 0;
        while (length < limit && memory().readByte(address + length) != 0) {
            length++;
        }
        return bytes(address, length);
    }

    private byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        memory().read(address, bytes, 0, length);
        return bytes;
    }

    private String strings(long array) {
        if (array == 0) {
            return "NULL";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; ; i++) {
            long address = memory().readLong(array + i * 8L);
            if (address == 0) {
                return text.append(']').toString();
            }
            if (i > 0) {
                text.append(", ");
            }
            if (i == MOST_STRINGS) {
                return text.append("...]").toString();
            }
            text.append(Text.quote(string(address, LONGEST_TEXT + 1), LONGEST_TEXT));
        }
    }

    private String buffer(long address, long length) {
        int shown = (int) Math.clamp(length, 0, LONGEST_TEXT + 1);
        return address == 0 ? "NULL" : Text.quote(bytes(address, shown), LONGEST_TEXT);
    }

    private String pair(long address, long result, String second) {
        if (address == 0 || result < 0 || memory().firstInaccessible(address, 16, Access.READ) != address + 16) {
            return address(address);
        }
        return "{tv_sec=%d, %s=%d}".formatted(memory().readLong(address), second, memory().readLong(address + 8));
    }

    private String sigaction(long address) {
        boolean restorer = task.abi().sigactionHasRestorer();
        long handler = memory().readLong(address);
        String name = handler == SignalCodes.SIG_DFL
                ? "SIG_DFL"
                : handler == SignalCodes.SIG_IGN ? "SIG_IGN" : "0x" + Long.toHexString(handler);
        return "{sa_handler=%s, sa_mask=%s, sa_flags=%s}"
                .formatted(
                        name,
                        Text.signals(memory().readLong(address + (restorer ? 24 : 16))),
                        FlagSets.SIGACTION.bits(memory().readLong(address + 8) & 0xffffffffL));
    }
}
