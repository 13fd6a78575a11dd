package org.graftvm.machine;

/** Carries a {@link Trap} from the instruction that raised it to the dispatch loop. Has no stack trace: guests fault often. */
public final class GuestFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Trap trap;

    public GuestFault(Trap trap) {
        super(null, null, false, false);
        this.trap = trap;
    }

    public Trap trap() {
        return trap;
    }

    @Override
    public String getMessage() {
        return trap.toString();
    }
}
