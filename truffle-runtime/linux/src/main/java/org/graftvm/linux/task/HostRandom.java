package org.graftvm.linux.task;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.SecureRandom;

/** Random bytes from the host. */
public final class HostRandom {
    private static final int CHUNK = 1 << 16;

    private HostRandom() {}

    /** Fills memory with bytes that are good for cryptography. */
    public static void fill(MemorySegment target) {
        for (long at = 0; at < target.byteSize(); at += CHUNK) {
            int length = (int) Math.min(CHUNK, target.byteSize() - at);
            MemorySegment.copy(bytes(length), 0, target, ValueLayout.JAVA_BYTE, at, length);
        }
    }

    /** Reads the host's device, since Java's own generator takes tens of milliseconds to start. */
    public static byte[] bytes(int length) {
        try (FileInputStream device = new FileInputStream("/dev/urandom")) {
            byte[] bytes = device.readNBytes(length);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IOException e) {
            // Not on every host; Java knows how to do it there.
        }
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
