package org.graftvm.linux.tty;

import java.util.ArrayDeque;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.vfs.Buffers;

/**
 * What lies between the two ends of a terminal, N_TTY of Linux: typed characters become lines and signals and are echoed, written
 * ones are prepared for the screen. See termios(3). Guarded by the terminal.
 */
final class LineDiscipline {
    /** Longest line, and most bytes of input that wait. */
    private static final int LONGEST = 4095;

    /** Bytes of output from which on no more is taken; a tab or an end of line may go beyond. */
    static final int OUTPUT_LIMIT = 1 << 14;

    private static final int TAB = 8;

    final Termios settings = new Termios();
    private final Bytes output;
    private final Bytes input = new Bytes();
    private final Bytes line = new Bytes();
    /** Lengths of the lines at the front of the input; one of length 0 is an end of file. */
    private final ArrayDeque<Integer> lines = new ArrayDeque<>();

    private boolean stopped;
    private boolean literal;
    private int column;
    /** Where the cursor stood when the line began. */
    private int lineColumn;

    LineDiscipline(Bytes output) {
        this.output = output;
    }

    // ---- what is typed ----

    /** Whether more may be typed. */
    boolean hasRoom() {
        boolean isLine = settings.isLocal(Termios.ICANON);
        // An end of file takes room too, though it is no byte.
        return input.size() + line.size() + lines.size() < LONGEST || isLine && lines.isEmpty();
    }

    /** Takes a typed character. @return the signal that it stands for, or 0 */
    int type(byte typed) {
        byte value = settings.isInput(Termios.ISTRIP) ? (byte) (typed & 0x7f) : typed;
        if (literal) {
            literal = false;
            put(value);
            return 0;
        }
        if (value == '\r') {
            if (settings.isInput(Termios.IGNCR)) {
                return 0;
            }
            value = settings.isInput(Termios.ICRNL) ? (byte) '\n' : value;
        } else if (value == '\n' && settings.isInput(Termios.INLCR)) {
            value = '\r';
        }
        if (settings.isInput(Termios.IXON) && flow(value)) {
            return 0;
        }
        int signal = settings.isLocal(Termios.ISIG) ? signal(value) : 0;
        if (signal != 0) {
            if (!settings.isLocal(Termios.NOFLSH)) {
                flushInput();
                output.clear();
            }
            echo(value);
            return signal;
        }
        if (settings.isLocal(Termios.ICANON)) {
            edit(value);
        } else {
            put(value);
        }
        return 0;
    }

    /** Whether a character only stops or starts the output. */
    private boolean flow(byte value) {
        if (settings.is(Termios.VSTART, value)) {
            stopped = false;
            return true;
        }
        if (settings.is(Termios.VSTOP, value)) {
            stopped = true;
            return true;
        }
        if (settings.isInput(Termios.IXANY)) {
            stopped = false;
        }
        return false;
    }

    private int signal(byte value) {
        if (settings.is(Termios.VINTR, value)) {
            return Signals.SIGINT;
        }
        if (settings.is(Termios.VQUIT, value)) {
            return Signals.SIGQUIT;
        }
        return settings.is(Termios.VSUSP, value) ? Signals.SIGTSTP : 0;
    }

    private void edit(byte value) {
        boolean extended = settings.isLocal(Termios.IEXTEN);
        if (settings.is(Termios.VERASE, value)) {
            eraseCharacter();
        } else if (settings.is(Termios.VKILL, value)) {
            while (line.size() > 0) {
                eraseCharacter();
            }
        } else if (extended && settings.is(Termios.VWERASE, value)) {
            eraseWord();
        } else if (extended && settings.is(Termios.VLNEXT, value)) {
            literal = true;
            if (settings.isLocal(Termios.ECHO) && settings.isLocal(Termios.ECHOCTL)) {
                reflect((byte) '^');
                reflect((byte) '\b');
            }
        } else if (extended && settings.is(Termios.VREPRINT, value)) {
            echo(value);
            reflect((byte) '\n');
            for (int i = 0; i < line.size(); i++) {
                echo(line.at(i));
            }
        } else if (settings.is(Termios.VEOF, value)) {
            finishLine();
        } else if (value == '\n' || settings.is(Termios.VEOL, value) || extended && settings.is(Termios.VEOL2, value)) {
            if (value == '\n' && settings.isLocal(Termios.ECHONL) && !settings.isLocal(Termios.ECHO)) {
                reflect(value);
            }
            echo(value);
            line.add(value);
            finishLine();
        } else {
            put(value);
        }
    }

    private void finishLine() {
        lines.add(line.size());
        input.addAll(line);
    }

    /** An ordinary character. */
    private void put(byte value) {
        Bytes target = settings.isLocal(Termios.ICANON) ? line : input;
        if (target.size() >= LONGEST) {
            reflect((byte) 7);
            return;
        }
        if (line.size() == 0) {
            lineColumn = column;
        }
        target.add(value);
        echo(value);
    }

    private void eraseWord() {
        while (line.size() > 0 && !isWord(line.last())) {
            eraseCharacter();
        }
        while (line.size() > 0 && isWord(line.last())) {
            eraseCharacter();
        }
    }

    private static boolean isWord(byte value) {
        return value < 0 || Character.isLetterOrDigit(value) || value == '_';
    }

    private void eraseCharacter() {
        if (line.size() == 0) {
            return;
        }
        byte erased = line.last();
        line.removeLast();
        while (settings.isInput(Termios.IUTF8) && (erased & 0xc0) == 0x80 && line.size() > 0) {
            erased = line.last();
            line.removeLast();
        }
        if (!settings.isLocal(Termios.ECHO)) {
            return;
        }
        if (!settings.isLocal(Termios.ECHOE)) {
            echo((byte) settings.character(Termios.VERASE));
            return;
        }
        int width = 1;
        if (erased == '\t') {
            int wanted = lineColumn;
            for (int i = 0; i < line.size(); i++) {
                wanted += width(line.at(i), wanted);
            }
            width = column - wanted;
        } else if (isControl(erased)) {
            width = settings.isLocal(Termios.ECHOCTL) ? 2 : 0;
        }
        for (int i = 0; i < width; i++) {
            reflect((byte) '\b');
            if (erased != '\t') {
                reflect((byte) ' ');
                reflect((byte) '\b');
            }
        }
    }

    private int width(byte value, int at) {
        if (value == '\t') {
            return TAB - at % TAB;
        }
        if (isControl(value)) {
            return settings.isLocal(Termios.ECHOCTL) ? 2 : 0;
        }
        return settings.isInput(Termios.IUTF8) && (value & 0xc0) == 0x80 ? 0 : 1;
    }

    private static boolean isControl(byte value) {
        return value >= 0 && value < 32 || value == 127;
    }

    // ---- what is shown ----

    private void echo(byte value) {
        if (!settings.isLocal(Termios.ECHO)) {
            return;
        }
        if (isControl(value) && value != '\n' && value != '\t' && settings.isLocal(Termios.ECHOCTL)) {
            reflect((byte) '^');
            reflect((byte) (value ^ 0x40));
        } else {
            reflect(value);
        }
    }

    /** Shows something for a typed character; lost where nobody reads what is shown. */
    private void reflect(byte value) {
        if (hasRoomToShow()) {
            show(value);
        }
    }

    boolean hasRoomToShow() {
        return output.size() < OUTPUT_LIMIT;
    }

    boolean isStopped() {
        return stopped;
    }

    void setStopped(boolean stops) {
        stopped = stops;
    }

    /** Puts a written character out. */
    void show(byte value) {
        if (!settings.isOutput(Termios.OPOST)) {
            output.add(value);
            return;
        }
        switch (value) {
            case '\n' -> {
                if (settings.isOutput(Termios.ONLCR)) {
                    output.add((byte) '\r');
                    column = 0;
                } else if (settings.isOutput(Termios.ONLRET)) {
                    column = 0;
                }
                output.add(value);
            }
            case '\r' -> {
                if (settings.isOutput(Termios.ONOCR) && column == 0) {
                    return;
                }
                if (settings.isOutput(Termios.OCRNL)) {
                    show((byte) '\n');
                    return;
                }
                column = 0;
                output.add(value);
            }
            case '\t' -> {
                int width = TAB - column % TAB;
                column += width;
                if ((settings.output & Termios.XTABS) == Termios.XTABS) {
                    for (int i = 0; i < width; i++) {
                        output.add((byte) ' ');
                    }
                } else {
                    output.add(value);
                }
            }
            case '\b' -> {
                column = Math.max(0, column - 1);
                output.add(value);
            }
            default -> {
                column += width(value, column) == 1 && !isControl(value) ? 1 : 0;
                output.add(value);
            }
        }
    }

    // ---- what is read ----

    /** Bytes that a read may take now: a line, or what there is. */
    int available() {
        if (!settings.isLocal(Termios.ICANON)) {
            return input.size();
        }
        Integer first = lines.peek();
        return first == null ? 0 : first;
    }

    /** Whether a read finds something: in line mode a whole line, be it empty. */
    boolean isReadable() {
        return settings.isLocal(Termios.ICANON) ? !lines.isEmpty() : input.size() > 0;
    }

    int take(Buffers target) {
        if (!settings.isLocal(Termios.ICANON)) {
            return input.take(target, Integer.MAX_VALUE);
        }
        Integer first = lines.poll();
        if (first == null) {
            return 0;
        }
        int taken = input.take(target, first);
        if (taken < first) {
            lines.addFirst(first - taken);
        }
        return taken;
    }

    void flushInput() {
        input.clear();
        line.clear();
        lines.clear();
    }

    /** The mode has changed between lines and single characters: what was typed stays readable. */
    void changeMode() {
        if (settings.isLocal(Termios.ICANON)) {
            if (input.size() > 0) {
                lines.add(input.size());
            }
        } else {
            lines.clear();
            input.addAll(line);
        }
    }
}
