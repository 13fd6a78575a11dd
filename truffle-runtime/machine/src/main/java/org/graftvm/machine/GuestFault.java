package org.graftvm.machine;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Trap} from the instruction that raised it to the dispatch loop. Has no stack trace: guests fault often. */
public final class GuestFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * No trap of the guest's: an instruction in translated code is about to store into translated code. Nothing was stored;
     * {@link CodeObserver#mayChangeCode} tells who may.
     */
    public static final GuestFault STORE_INTO_CODE = new GuestFault();

    private final transient @Nullable Trap trap;

    public GuestFault(Trap trap) {
        super(null, null, false, false);
        this.trap = trap;
    }

    private GuestFault() {
        super(null, null, false, false);
        this.trap = null;
    }

    public Trap trap() {
        Trap present = trap;
        if (present == null) {
            throw new IllegalStateException("a store into code is no trap");
        }
        return present;
    }

    @Override
    public String getMessage() {
        return trap == null ? "store into code" : trap.toString();
    }
}
