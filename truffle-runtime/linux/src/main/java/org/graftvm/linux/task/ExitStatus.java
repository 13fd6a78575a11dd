package org.graftvm.linux.task;

import org.graftvm.linux.abi.Signals;

/** How a process ended. */
public sealed interface ExitStatus {
    /** It called exit or exit_group. @param code 0 to 255 */
    record Exited(int code) implements ExitStatus {
        @Override
        public int waitStatus() {
            return code << 8;
        }

        @Override
        public int shellStatus() {
            return code;
        }

        @Override
        public String message() {
            return "";
        }
    }

    /** A signal ended it. @param core whether the default action was to dump core */
    record Killed(int signal, boolean core) implements ExitStatus {
        @Override
        public int waitStatus() {
            return signal | (core ? 0x80 : 0);
        }

        @Override
        public int shellStatus() {
            return 128 + signal;
        }

        @Override
        public String message() {
            return Signals.description(signal);
        }
    }

    /** The status that wait(2) stores. */
    int waitStatus();

    /** What a shell reports as {@code $?}: the code, or 128 and the signal. */
    int shellStatus();

    /** The line that a shell prints about a death by signal; empty for an exit. */
    String message();
}
