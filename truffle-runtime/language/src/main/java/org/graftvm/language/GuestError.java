package org.graftvm.language;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** A program that cannot be started; the message is for a person. */
final class GuestError extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    GuestError(String message, @Nullable Node location) {
        super(message, null, 0, location);
    }
}
