package org.graftvm.tck.process;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a guest program did, as its user sees it.
 *
 * @param status exit status as a shell gives it: 128 + n after death by signal n
 * @param output standard output, a char for each byte
 * @param errors standard error, without what the emulator says of a death by signal
 */
public record Outcome(int status, String output, String errors) {
    private static final Pattern EPITAPH = Pattern.compile(
            "(qemu: uncaught target signal .*|(Hangup|Interrupt|Quit|Illegal instruction|Trace/breakpoint trap|Aborted"
                    + "|Bus error|Floating point exception|Killed|User defined signal [12]|Segmentation fault|Broken pipe"
                    + "|Alarm clock|Terminated|Bad system call)( \\(core dumped\\))?)\n\\z");

    static Outcome of(int status, byte[] output, byte[] errors) {
        return new Outcome(status, text(output), withoutEpitaph(status, text(errors)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Takes away the line that qemu, or Graft like a shell, adds when a signal kills the program. */
    private static String withoutEpitaph(int status, String errors) {
        return status <= 128 ? errors : EPITAPH.matcher(errors).replaceFirst("");
    }

    /** Says where another outcome differs, the first line of each part. */
    public String difference(Outcome other) {
        StringBuilder text = new StringBuilder();
        if (status != other.status) {
            text.append("status: expected ")
                    .append(status)
                    .append(", was ")
                    .append(other.status)
                    .append('\n');
        }
        difference(text, "output", output, other.output);
        difference(text, "errors", errors, other.errors);
        return text.toString();
    }

    private static void difference(StringBuilder text, String what, String expected, String actual) {
        if (expected.equals(actual)) {
            return;
        }
        String[] left = expected.split("\n", -1);
        String[] right = actual.split("\n", -1);
        int line = 0;
        while (line < left.length && line < right.length && left[line].equals(right[line])) {
            line++;
        }
        text.append(
                "%s, line %d: expected <%s>, was <%s>%n".formatted(what, line + 1, at(left, line), at(right, line)));
    }

    private static String at(String[] lines, int index) {
        return index < lines.length ? lines[index] : "(end)";
    }
}
