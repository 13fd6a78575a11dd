package org.graftvm.language;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** The end of a guest program, as the embedder sees it: an exit with a status, and the line a shell prints, if any. */
@ExportLibrary(InteropLibrary.class)
final class GuestExit extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status as {@code $?} in a shell
     * @param message what a shell prints after a death by signal, else empty
     */
    GuestExit(int status, String message, @Nullable Node location) {
        super(message, null, 0, location);
        this.status = status;
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
