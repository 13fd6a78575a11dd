package org.graftvm.linux.vfs;

import java.nio.charset.StandardCharsets;

/** Conversion between Java text and the byte strings that paths and file names are. */
public final class ByteStrings {
    private ByteStrings() {}

    /** The UTF-8 bytes of {@code text}, one char a byte. */
    public static String fromText(String text) {
        return fromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that a byte string holds in UTF-8; what is malformed becomes U+FFFD. */
    public static String toText(String bytes) {
        return new String(toBytes(bytes), StandardCharsets.UTF_8);
    }

    public static String fromBytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public static byte[] toBytes(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
