package org.graftvm.machine.fp;

/**
 * Collects the exceptions that operations raise, and holds what IEEE 754 leaves to the architecture: when a result
 * counts as tiny, and which NaN comes out. The base class gives the default NaN always, as RISC-V and AArch64 with
 * FPCR.DN do; architectures that propagate payloads override {@link #choose} and {@link #convertNan}.
 *
 * <p>One thread at a time may use it.
 */
public class FpEnvironment {
    public static final int INEXACT = 1;
    public static final int UNDERFLOW = 2;
    public static final int OVERFLOW = 4;
    public static final int DIVIDE_BY_ZERO = 8;
    public static final int INVALID = 16;
    /** A subnormal operand, of which x86 takes note. */
    public static final int DENORMAL = 32;

    /** No exception: the result is tiny, be it exact. Where underflow traps, that is enough. */
    public static final int TINY = 64;

    /** No exception: beside overflow or {@link #TINY}, the result has more digits than the format's precision. */
    public static final int ROUNDED = 128;

    private static final int EXCEPTIONS = INEXACT | UNDERFLOW | OVERFLOW | DIVIDE_BY_ZERO | INVALID | DENORMAL;

    private final boolean tinyBeforeRounding;
    private int flags;

    /**
     * @param tinyBeforeRounding whether underflow is detected before rounding (AArch64) rather than on the result
     *     rounded as if the exponent had no bound (x86, RISC-V)
     */
    public FpEnvironment(boolean tinyBeforeRounding) {
        this.tinyBeforeRounding = tinyBeforeRounding;
    }

    public final void raise(int exceptions) {
        flags |= exceptions;
    }

    /** Returns the exceptions raised since the last call, and clears them. */
    public final int take() {
        return takeAll() & EXCEPTIONS;
    }

    /** As {@link #take}, with {@link #TINY} and {@link #ROUNDED} of the last operation. */
    public final int takeAll() {
        int raised = flags;
        flags = 0;
        return raised;
    }

    final boolean isRaised(int exception) {
        return (flags & exception) != 0;
    }

    /** Takes back what an exception of higher priority hides. */
    final void forget(int exceptions) {
        flags &= ~exceptions;
    }

    final boolean tinyBeforeRounding() {
        return tinyBeforeRounding;
    }

    /** Raises the invalid-operation exception; returns the NaN that stands for the missing result. */
    public final long invalid(FpFormat format) {
        raise(INVALID);
        return defaultNan(format);
    }

    /** The result of an operation with at least one NaN operand. */
    public final long nan(FpFormat format, long a, long b) {
        return nan(format, a, b, b);
    }

    final long nan(FpFormat format, long a, long b, long c) {
        if (format.isSignaling(a) || format.isSignaling(b) || format.isSignaling(c)) {
            raise(INVALID);
        }
        return choose(format, a, b, c);
    }

    /** Picks the NaN that results from operands of which at least one is NaN; binary operations pass {@code b} twice. */
    protected long choose(FpFormat format, long a, long b, long c) {
        return defaultNan(format);
    }

    /** Whether zero times infinity is invalid where a quiet NaN is added, which IEEE 754 leaves open (7.2). */
    protected boolean isInvalidBesideNan() {
        return true;
    }

    /** The NaN that stands for a missing result. */
    protected long defaultNan(FpFormat format) {
        return format.defaultNan();
    }

    /** What a NaN becomes in another format. */
    protected long convertNan(FpFormat from, FpFormat to, long a) {
        return defaultNan(to);
    }
}
