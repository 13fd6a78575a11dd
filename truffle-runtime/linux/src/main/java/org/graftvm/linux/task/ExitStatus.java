package org.graftvm.linux.task;

import org.graftvm.linux.abi.Signals;

/** How a process ended. */
public sealed interface ExitStatus {
    /** It called exit or exit_group. @param code 0 to 255 */
    record Exited(int code) implements ExitStatus {}

    /** A signal ended it. @param core whether the default action was to dump core */
    record Killed(int signal, boolean core) implements ExitStatus {}

    /** The status that wait(2) stores. */
    default int waitStatus() {
        return switch (this) {
            case Exited exited -> exited.code << 8;
            case Killed killed -> killed.signal | (killed.core ? 0x80 : 0);
        };
    }

    /** What a shell reports as {@code $?}: the code, or 128 and the signal. */
    default int shellStatus() {
        return switch (this) {
            case Exited exited -> exited.code;
            case Killed killed -> 128 + killed.signal;
        };
    }

    /** The line that a shell prints about a death by signal; empty for an exit. */
    default String message() {
        return switch (this) {
            case Exited _ -> "";
            case Killed killed -> Signals.description(killed.signal);
        };
    }
}
