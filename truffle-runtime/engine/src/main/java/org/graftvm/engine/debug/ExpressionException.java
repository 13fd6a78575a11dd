package org.graftvm.engine.debug;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;

/** An expression that has no value; the message is for whoever typed it. */
final class ExpressionException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message, Node location) {
        super(message, location);
    }
}
