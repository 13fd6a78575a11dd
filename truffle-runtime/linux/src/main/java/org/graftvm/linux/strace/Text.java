package org.graftvm.linux.strace;

import org.graftvm.linux.abi.Signals;

/** Strings and sets as strace writes them. */
final class Text {
    private Text() {}

    /** A C string literal of at most {@code limit} bytes, with {@code ...} behind it if there are more. */
    static String quote(byte[] bytes, int limit) {
        int length = Math.min(bytes.length, limit);
        StringBuilder text = new StringBuilder(length + 8).append('"');
        for (int i = 0; i < length; i++) {
            boolean digitFollows = i + 1 < length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
            escape(text, bytes[i] & 0xff, digitFollows);
        }
        text.append('"');
        return bytes.length > limit ? text.append("...").toString() : text.toString();
    }

    private static void escape(StringBuilder text, int value, boolean digitFollows) {
        switch (value) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\f' -> text.append("\\f");
            case 11 -> text.append("\\v");
            default -> {
                if (value >= ' ' && value < 127) {
                    text.append((char) value);
                } else if (digitFollows) {
                    text.append("\\%03o".formatted(value));
                } else {
                    text.append('\\').append(Integer.toOctalString(value));
                }
            }
        }
    }

    /** A signal set: {@code [INT CHLD]}, or {@code ~[KILL STOP]} where most are in it. */
    static String signals(long mask) {
        boolean inverted = Long.bitCount(mask) > Long.SIZE / 2;
        long shown = inverted ? ~mask : mask;
        StringBuilder text = new StringBuilder(inverted ? "~[" : "[");
        for (int signal = 1; signal <= Signals.SIGRTMAX; signal++) {
            if ((shown & Signals.mask(signal)) != 0) {
                if (text.charAt(text.length() - 1) != '[') {
                    text.append(' ');
                }
                text.append(Signals.name(signal).substring("SIG".length()));
            }
        }
        return text.append(']').toString();
    }
}
