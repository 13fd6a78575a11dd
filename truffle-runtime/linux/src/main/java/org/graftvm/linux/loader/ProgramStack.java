package org.graftvm.linux.loader;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestMemory;

/**
 * The initial stack of a program, built from the top down: strings, then the words that its entry point finds at the
 * stack pointer: argc, argv, envp and the auxiliary vector.
 */
final class ProgramStack {
    /** MAX_ARG_STRLEN of Linux. */
    private static final int LONGEST_STRING = 128 << 10;

    private final GuestMemory memory;
    private final long lowest;
    private long top;

    /**
     * @param top address behind the stack
     * @param budget most bytes that strings and words may take together; more is E2BIG
     */
    ProgramStack(GuestMemory memory, long top, long budget) {
        this.memory = memory;
        this.top = top;
        this.lowest = top - budget;
    }

    /** Next address that a push would end at. */
    long top() {
        return top;
    }

    /** Puts bytes onto the stack and returns their address. */
    long push(byte[] bytes) {
        take(bytes.length);
        memory.write(top, bytes, 0, bytes.length);
        return top;
    }

    /** Puts a string with a terminating zero onto the stack and returns its address. */
    long pushString(byte[] string) {
        if (string.length >= LONGEST_STRING) {
            throw new LinuxException(Errno.E2BIG);
        }
        take(string.length + 1L);
        memory.write(top, string, 0, string.length);
        memory.writeByte(top + string.length, (byte) 0);
        return top;
    }

    /** Puts strings so that the first is at the lowest address, and returns their addresses in order. */
    List<Long> pushStrings(List<byte[]> strings) {
        List<Long> addresses = new ArrayList<>(strings.size());
        for (byte[] string : strings.reversed()) {
            addresses.add(pushString(string));
        }
        return addresses.reversed();
    }

    /** Puts words, the first at the lowest address, which is aligned to 16 bytes, and returns that address. */
    long pushWords(List<Long> words) {
        take(words.size() * 8L);
        top &= -16;
        for (int i = 0; i < words.size(); i++) {
            memory.writeLong(top + i * 8L, words.get(i));
        }
        return top;
    }

    private void take(long bytes) {
        if (top - bytes < lowest) {
            throw new LinuxException(Errno.E2BIG);
        }
        top -= bytes;
    }
}
