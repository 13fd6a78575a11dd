package org.graftvm.isa.riscv.vectors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a vector file: {@code add a0,a1,a2  a1=1 a2=2 => a0=3}. Left of the arrow the instruction, at address
 * 0x10000, and the state before it; right of it what changes, all else being checked to stay as it was. Values are
 * hexadecimal.
 *
 * <p>Names of state are those of registers, {@code fflags} and {@code frm}; {@code @40000} for the eight bytes at an
 * address in the page of data; {@code reservation} for the address that a load-reserved has reserved; on the right also
 * {@code pc}, where it is not the following instruction's, and {@code trap}.
 */
record Vector(String assembly, Map<String, Long> before, Map<String, Long> after, String trap, String line) {
    static Vector parse(String line) {
        int arrow = line.indexOf("=>");
        String left = line.substring(0, arrow).strip();
        Map<String, Long> before = new LinkedHashMap<>();
        StringBuilder assembly = new StringBuilder();
        for (String token : left.split(" +")) {
            if (token.indexOf('=') < 0) {
                assembly.append(assembly.isEmpty() ? "" : " ").append(token);
            } else {
                put(before, token);
            }
        }
        Map<String, Long> after = new LinkedHashMap<>();
        String trap = "";
        for (String token : line.substring(arrow + 2).strip().split(" +")) {
            if (token.startsWith("trap=")) {
                trap = token.substring(5);
            } else if (!token.isEmpty()) {
                put(after, token);
            }
        }
        return new Vector(assembly.toString(), before, after, trap, line);
    }

    private static void put(Map<String, Long> state, String token) {
        int equals = token.indexOf('=');
        state.put(token.substring(0, equals), Long.parseUnsignedLong(token.substring(equals + 1), 16));
    }
}
