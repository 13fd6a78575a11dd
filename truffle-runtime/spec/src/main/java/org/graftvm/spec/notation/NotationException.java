package org.graftvm.spec.notation;

/** A mistake in an encoding, a condition or a syntax, with the place where it was noticed. */
public final class NotationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong
     * @param text the whole notation
     * @param position index into {@code text}
     */
    public NotationException(String problem, String text, int position) {
        super(problem + " at column " + (position + 1) + " of \"" + text + "\"");
    }

    /** A mistake that concerns the notation as a whole. */
    public NotationException(String problem, String text) {
        super(problem + " in \"" + text + "\"");
    }
}
