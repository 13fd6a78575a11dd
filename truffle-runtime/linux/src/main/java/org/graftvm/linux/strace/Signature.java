package org.graftvm.linux.strace;

import java.util.List;
import org.graftvm.linux.syscall.Syscall;

/**
 * The kinds of arguments and result of a call, as its row names them.
 *
 * @param name of the call
 * @param arguments kinds, see {@link ArgumentPrinter}
 * @param result kind of the result; {@code number} unless the row says otherwise
 */
record Signature(String name, List<String> arguments, String result) {
    static Signature of(Syscall row) {
        String text = row.signature();
        int open = text.indexOf('(');
        int close = text.indexOf(')', open);
        if (close < 0) {
            throw new IllegalArgumentException("not a signature: " + text);
        }
        String inside = text.substring(open + 1, close).strip();
        String rest = text.substring(close + 1).strip();
        return new Signature(
                row.name(),
                inside.isEmpty() ? List.of() : List.of(inside.split(",\\s*")),
                rest.startsWith("=") ? rest.substring(1).strip() : "number");
    }
}
