package org.graftvm.engine.debug;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;

/** An expression that has no value; the message is for whoever typed it. */
@ExportLibrary(InteropLibrary.class)
final class ExpressionException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    private final transient Class<? extends TruffleLanguage<?>> language;

    ExpressionException(Class<? extends TruffleLanguage<?>> language, String message, Node location) {
        super(message, location);
        this.language = language;
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return language;
    }

    @ExportMessage
    Object toDisplayString(boolean allowSideEffects) {
        return String.valueOf(getMessage());
    }
}
