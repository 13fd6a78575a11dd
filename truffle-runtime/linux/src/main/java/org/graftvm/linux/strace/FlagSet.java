package org.graftvm.linux.strace;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names of the values or bits of an argument. */
final class FlagSet {
    private final Map<String, Long> names = new LinkedHashMap<>();
    private final String unknown;

    /** @param unknown what strace prints, as a comment, behind a value without a name, for example {@code MAP_???} */
    FlagSet(String unknown) {
        this.unknown = unknown;
    }

    FlagSet add(String name, long value) {
        names.put(name, value);
        return this;
    }

    /** Exactly one of the names. */
    String value(long value) {
        for (Map.Entry<String, Long> each : names.entrySet()) {
            if (each.getValue() == value) {
                return each.getKey();
            }
        }
        return hex(value) + " /* " + unknown + " */";
    }

    /** Names of bits joined by {@code |}; the value 0 by its name if it has one. */
    String bits(long value) {
        if (value == 0) {
            return names.containsValue(0L) ? value(0) : "0";
        }
        StringBuilder text = new StringBuilder();
        long rest = value;
        for (Map.Entry<String, Long> each : names.entrySet()) {
            long bits = each.getValue();
            if (bits != 0 && (rest & bits) == bits) {
                append(text, each.getKey());
                rest &= ~bits;
            }
        }
        if (rest != 0) {
            append(text, hex(rest));
        }
        if (rest == value) {
            text.append(" /* ").append(unknown).append(" */");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name) {
        if (!text.isEmpty()) {
            text.append('|');
        }
        text.append(name);
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
