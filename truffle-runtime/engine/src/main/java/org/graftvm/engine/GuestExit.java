package org.graftvm.engine;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * How a guest program ends, for whoever evaluated it: a {@code PolyglotException} that is an exit. Its message is empty
 * after exit(2); after a fatal signal it is the line that a shell prints ("Segmentation fault"), which tells the two
 * apart where the status alone cannot.
 */
@ExportLibrary(InteropLibrary.class)
public final class GuestExit extends AbstractTruffleException {
    private static final long serialVersionUID = 1;

    /** What a shell adds to the number of a signal to make an exit status of it. */
    private static final int SIGNAL_BASE = 128;

    private final int status;

    private GuestExit(int status, String message) {
        super(message);
        this.status = status;
    }

    /**
     * The program called exit or exit_group.
     *
     * @param status 0–255
     */
    public static GuestExit exited(int status) {
        return new GuestExit(status, "");
    }

    /**
     * The program died of a signal.
     *
     * @param signal number of the signal, from 1
     * @param description as {@code strsignal(3)} has it
     */
    public static GuestExit killed(int signal, String description) {
        return new GuestExit(SIGNAL_BASE + signal, description);
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.EXIT;
    }

    @ExportMessage
    int getExceptionExitStatus() {
        return status;
    }
}
