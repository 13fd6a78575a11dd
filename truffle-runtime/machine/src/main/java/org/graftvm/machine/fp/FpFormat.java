package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.OVERFLOW;
import static org.graftvm.machine.fp.FpEnvironment.ROUNDED;
import static org.graftvm.machine.fp.FpEnvironment.TINY;
import static org.graftvm.machine.fp.FpEnvironment.UNDERFLOW;

/**
 * A binary interchange format. Finite numbers other than zero are handled as sign, exponent {@code e} and a normalized
 * 64-bit significand {@code s} with its highest bit set; the magnitude is s · 2^(e-63).
 */
public final class FpFormat {
    public static final FpFormat BINARY16 = new FpFormat(16, 10);

    /** The upper half of {@link #BINARY32}. */
    public static final FpFormat BFLOAT16 = new FpFormat(16, 7);

    public static final FpFormat BINARY32 = new FpFormat(32, 23);
    public static final FpFormat BINARY64 = new FpFormat(64, 52);

    private final int fractionBits;
    private final int bias;
    private final long signBit;
    private final long infinity;
    private final long fractionMask;

    private FpFormat(int width, int fractionBits) {
        this.fractionBits = fractionBits;
        this.bias = (1 << (width - fractionBits - 2)) - 1;
        this.signBit = 1L << (width - 1);
        this.fractionMask = (1L << fractionBits) - 1;
        this.infinity = signBit - 1 & ~fractionMask;
    }

    // ---- classes of values ----

    public boolean isNegative(long bits) {
        return (bits & signBit) != 0;
    }

    public boolean isZero(long bits) {
        return (bits & ~signBit) == 0;
    }

    public boolean isInfinite(long bits) {
        return (bits & ~signBit) == infinity;
    }

    public boolean isNan(long bits) {
        return (bits & ~signBit) > infinity;
    }

    public boolean isSignaling(long bits) {
        return isNan(bits) && (bits & quietBit()) == 0;
    }

    public boolean isSubnormal(long bits) {
        return (bits & infinity) == 0 && !isZero(bits);
    }

    /** -1, 0 or 1, as a is less than, equal to or greater than b; neither may be a NaN. */
    public int compare(long a, long b) {
        return Long.compare(ordered(a), ordered(b));
    }

    /** Integers in the order of the numbers; both zeros are zero. */
    private long ordered(long bits) {
        long magnitude = bits & signBit - 1;
        return isNegative(bits) ? -magnitude : magnitude;
    }

    /** All bits of the format. */
    public long mask() {
        return (signBit << 1) - 1;
    }

    /** The exponent field of infinities and NaNs. */
    public int largestExponentField() {
        return (int) (infinity >>> fractionBits);
    }

    // ---- constants ----

    /** The bit that tells quiet from signaling NaNs. */
    public long quietBit() {
        return 1L << (fractionBits - 1);
    }

    /** The positive quiet NaN without payload. */
    public long defaultNan() {
        return infinity | quietBit();
    }

    /** The NaN as a quiet one. */
    public long quiet(long nan) {
        return nan | quietBit();
    }

    /** This NaN of another format as a quiet one here: sign and the leading bits of the payload stay. */
    public long quiet(FpFormat from, long nan) {
        return quiet(nan(from, nan));
    }

    /** As {@link #quiet(FpFormat, long)}, of a format with no more digits; signaling if it was. */
    public long nan(FpFormat from, long nan) {
        long payload = (nan & from.fractionMask) << 63 - from.fractionBits >>> 63 - fractionBits;
        return zero(from.isNegative(nan)) | infinity | payload;
    }

    public long zero(boolean negative) {
        return negative ? signBit : 0;
    }

    public long infinity(boolean negative) {
        return zero(negative) | infinity;
    }

    public long negate(long bits) {
        return bits ^ signBit;
    }

    /** Bits of the fraction field. */
    public int fractionBits() {
        return fractionBits;
    }

    // ---- unpacking ----

    /** Exponent of a finite number other than zero. */
    int exponent(long bits) {
        int field = (int) ((bits & infinity) >>> fractionBits);
        return field != 0 ? field - bias : 64 - bias - fractionBits - Long.numberOfLeadingZeros(bits & fractionMask);
    }

    /** Normalized significand of a finite number other than zero. */
    long significand(long bits) {
        long fraction = bits & fractionMask;
        return (bits & infinity) != 0
                ? (fraction | 1L << fractionBits) << (63 - fractionBits)
                : fraction << Long.numberOfLeadingZeros(fraction);
    }

    // ---- rounding ----

    /**
     * Rounds to this format and raises what that brings.
     *
     * @param significand normalized; its lowest bit also stands for anything smaller that is not zero
     */
    long round(boolean negative, int exponent, long significand, int rounding, FpEnvironment environment) {
        if (exponent > bias) {
            return overflow(negative, significand, rounding, environment);
        }
        int minimum = 1 - bias;
        int shift = 63 - fractionBits;
        boolean tiny = exponent < minimum;
        if (tiny) {
            tiny = environment.tinyBeforeRounding() || !reaches(negative, exponent, significand, rounding);
            if (tiny) {
                environment.raise(TINY | rounded(significand));
            }
            shift += minimum - exponent;
            exponent = minimum;
        }
        long kept = shift < 64 ? significand >>> shift : 0;
        long remainder = cutOff(significand, shift);
        if (remainder != 0) {
            environment.raise(tiny ? INEXACT | UNDERFLOW : INEXACT);
            if (Rounding.away(rounding, negative, kept, remainder)) {
                kept++;
            }
        }
        // The leading bit of kept counts one in the exponent field, and so does a carry out of it.
        long magnitude = ((long) (exponent + bias - 1) << fractionBits) + kept;
        return magnitude >= infinity
                ? overflow(negative, significand, rounding, environment)
                : zero(negative) | magnitude;
    }

    private long overflow(boolean negative, long significand, int rounding, FpEnvironment environment) {
        environment.raise(OVERFLOW | INEXACT | rounded(significand));
        return infinity(negative) - (overflowsToInfinity(negative, rounding) ? 0 : 1);
    }

    private int rounded(long significand) {
        return cutOff(significand, 63 - fractionBits) != 0 ? ROUNDED : 0;
    }

    /** Whether rounding with an unbounded exponent lifts a number below the smallest normal one up to it. */
    private boolean reaches(boolean negative, int exponent, long significand, int rounding) {
        int shift = 63 - fractionBits;
        long kept = significand >>> shift;
        return exponent == -bias
                && kept == (2L << fractionBits) - 1
                && Rounding.away(rounding, negative, kept, cutOff(significand, shift));
    }

    static boolean overflowsToInfinity(boolean negative, int rounding) {
        return switch (rounding) {
            case Rounding.NEAREST_EVEN, Rounding.NEAREST_AWAY -> true;
            case Rounding.DOWN -> negative;
            case Rounding.UP -> !negative;
            default -> false;
        };
    }

    /** The low {@code shift} bits as a fraction scaled to 2^64; what lies below that only keeps it from being zero. */
    static long cutOff(long significand, int shift) {
        if (shift == 0) {
            return 0;
        }
        if (shift <= 64) {
            return significand << (64 - shift);
        }
        return 1;
    }
}
