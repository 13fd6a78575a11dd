package org.graftvm.machine.fp;

/**
 * State of computations in the double extended format of x87 (SDM volume 1, 4.8 and 8.2): 64 bits of significand with an explicit
 * integer bit, 15 bits of exponent, a sign. A value is passed as two numbers, sign and exponent in 16 bits and the significand; the
 * result of an operation stays here, so that nothing is allocated. {@link ExtendedArithmetic}, {@link ExtendedConversion} and
 * {@link ExtendedFunctions} have the operations.
 *
 * <p>It follows x87 where IEEE 754 leaves a choice. An exception that is not masked and found before the computation (invalid,
 * denormal operand, division by zero) leaves no result; one found behind it (overflow, underflow) a result whose exponent is moved
 * into the range.
 */
public final class ExtendedUnit extends FpEnvironment {
    static final int BIAS = 16383;
    static final int MAXIMUM = 16383;
    static final int MINIMUM = -16382;
    static final int SIGN = 0x8000;
    static final int EXPONENT = 0x7fff;
    static final long INTEGER_BIT = 1L << 63;
    private static final long QUIET_BIT = 1L << 62;

    /** How far the exponent of a result is moved where overflow or underflow are not masked. */
    private static final int MOVED = 24576;

    private int rounding;
    private int precision = 64;
    private int unmasked;

    private int signExponent;
    private long significand;
    private boolean roundedUp;

    /** What {@link #roundBits} found. */
    private boolean inexact;

    private boolean carried;

    public ExtendedUnit() {
        super(false);
    }

    /**
     * Says how the operations that follow round.
     *
     * @param rounding one of {@link Rounding}
     * @param precision bits of significand that sums, products, quotients and roots keep: 24, 53 or 64
     * @param unmasked exceptions that are not masked
     */
    public void control(int rounding, int precision, int unmasked) {
        this.rounding = rounding;
        this.precision = precision;
        this.unmasked = unmasked;
        roundedUp = false;
    }

    int precision() {
        return precision;
    }

    int rounding() {
        return rounding;
    }

    boolean isUnmasked(int exception) {
        return (unmasked & exception) != 0;
    }

    // ---- the result ----

    /** Sign and exponent of the result. */
    public int signExponent() {
        return signExponent;
    }

    public long significand() {
        return significand;
    }

    /** Whether the result's magnitude was rounded up. */
    public boolean roundedUp() {
        return roundedUp;
    }

    void set(int newSignExponent, long newSignificand) {
        signExponent = newSignExponent & 0xffff;
        significand = newSignificand;
    }

    void setRoundedUp(boolean up) {
        roundedUp = up;
    }

    /** Raises invalid; the result is the default NaN. */
    public void invalid() {
        forget(DENORMAL);
        raise(INVALID);
        set(SIGN | EXPONENT, INTEGER_BIT | QUIET_BIT);
    }

    // ---- classes of values ----

    public static boolean isZero(int signExponent, long significand) {
        return (signExponent & EXPONENT) == 0 && significand == 0;
    }

    /** What the 387 and its successors do not take: no integer bit where the exponent asks for one. */
    public static boolean isUnsupported(int signExponent, long significand) {
        return (signExponent & EXPONENT) != 0 && significand >= 0;
    }

    public static boolean isInfinite(int signExponent, long significand) {
        return (signExponent & EXPONENT) == EXPONENT && significand == INTEGER_BIT;
    }

    /** Of supported values. */
    public static boolean isNan(int signExponent, long significand) {
        return (signExponent & EXPONENT) == EXPONENT && significand << 1 != 0;
    }

    public static boolean isSignaling(int signExponent, long significand) {
        return isNan(signExponent, significand) && (significand & QUIET_BIT) == 0;
    }

    /** Also of those whose integer bit is set all the same. */
    public static boolean isDenormal(int signExponent, long significand) {
        return (signExponent & EXPONENT) == 0 && significand != 0;
    }

    static boolean isNegative(int signExponent) {
        return (signExponent & SIGN) != 0;
    }

    /** Exponent of a finite number other than zero; that of the normalized significand. */
    static int exponent(int signExponent, long significand) {
        int field = signExponent & EXPONENT;
        return field != 0 ? field - BIAS : MINIMUM - Long.numberOfLeadingZeros(significand);
    }

    static long normalized(long significand) {
        return significand << Long.numberOfLeadingZeros(significand);
    }

    // ---- operands ----

    /** Whether the operands have settled the result: one is a NaN, or unsupported. */
    boolean isSettled(int aExponent, long a, int bExponent, long b) {
        if (isUnsupported(aExponent, a) || isUnsupported(bExponent, b)) {
            invalid();
            return true;
        }
        boolean aNan = isNan(aExponent, a);
        if (!aNan && !isNan(bExponent, b)) {
            return false;
        }
        forget(DENORMAL);
        boolean aSignals = isSignaling(aExponent, a);
        boolean bSignals = isSignaling(bExponent, b);
        if (aSignals || bSignals) {
            raise(INVALID);
        }
        boolean first =
                isNan(bExponent, b) ? aNan && prefersFirst(aExponent, a, aSignals, bExponent, b, bSignals) : aNan;
        set(first ? aExponent : bExponent, (first ? a : b) | QUIET_BIT);
        return true;
    }

    boolean isSettled(int exponent, long value) {
        return isSettled(exponent, value, exponent, value);
    }

    /** Of two NaNs the quiet one, else that with the larger significand, else the positive one. */
    private static boolean prefersFirst(
            int aExponent, long a, boolean aSignals, int bExponent, long b, boolean bSignals) {
        if (aSignals != bSignals) {
            return bSignals;
        }
        return a == b ? aExponent <= bExponent : Long.compareUnsigned(a, b) > 0;
    }

    /** Raises the denormal-operand exception where it is due. Returns whether there is no result therefore. */
    boolean stopsAtDenormal(int aExponent, long a, int bExponent, long b) {
        if (isDenormal(aExponent, a) || isDenormal(bExponent, b)) {
            raise(DENORMAL);
        }
        return stopsAtDenormal();
    }

    /** Whether a denormal operand was met, perhaps in memory, and is not masked. */
    boolean stopsAtDenormal() {
        return isUnmasked(DENORMAL) && isRaised(DENORMAL);
    }

    // ---- rounding ----

    void zero(boolean negative) {
        set(negative ? SIGN : 0, 0);
    }

    void infinity(boolean negative) {
        set(negative ? SIGN | EXPONENT : EXPONENT, INTEGER_BIT);
    }

    /** Rounds to the precision in force; see {@link #round(boolean, int, long, long, int)}. */
    void round(boolean negative, int exponent, long high, long low) {
        round(negative, exponent, high, low, precision);
    }

    /** Rounds a number that is never exact: {@code value}, which is positive, times two to the power of {@code exponent}. */
    void round(boolean negative, int exponent, DoubleDouble value) {
        int first = Math.getExponent(value.high());
        // The first bit at 62, so that the second part may count up or down; that is 53 bits behind and more.
        long high = (long) Math.scalb(value.high(), 62 - first);
        long rest = (long) Math.scalb(value.low(), 62 + 53 - first);
        high += rest >> 53;
        long low = rest << 11 | 1;
        int shift = Long.numberOfLeadingZeros(high);
        round(negative, exponent + first + 1 - shift, high << shift | low >>> 64 - shift, low << shift | 1, 64);
    }

    /**
     * Makes a number the result.
     *
     * @param high upper half of the significand, normalized
     * @param low lower half; its lowest bit also stands for anything smaller that is not zero
     * @param bits of the significand that are kept
     */
    void round(boolean negative, int exponent, long high, long low, int bits) {
        int sign = negative ? SIGN : 0;
        long rounded = roundBits(negative, high, low, bits);
        int moved = carried ? exponent + 1 : exponent;
        if (moved > MAXIMUM) {
            overflow(sign, moved, rounded, bits);
        } else if (moved >= MINIMUM) {
            raise(inexact ? INEXACT : 0);
            set(sign | moved + BIAS, rounded);
        } else if (isUnmasked(UNDERFLOW) && moved + MOVED < MINIMUM) { // Scaled too far.
            raise(UNDERFLOW | INEXACT);
            roundedUp = false;
            zero(negative);
        } else if (isUnmasked(UNDERFLOW)) {
            raise(inexact ? UNDERFLOW | INEXACT : UNDERFLOW);
            set(sign | moved + MOVED + BIAS, rounded);
        } else {
            int distance = MINIMUM - exponent;
            long denormal = roundBits(
                    negative, Product.shiftedHigh(high, distance), Product.shiftedLow(high, low, distance), bits);
            raise(inexact ? UNDERFLOW | INEXACT : 0);
            // A carry into the integer bit makes it the smallest normal number.
            set(sign | (denormal < 0 ? 1 : 0), denormal);
        }
    }

    private void overflow(int sign, int exponent, long rounded, int bits) {
        if (isUnmasked(OVERFLOW) && exponent - MOVED > MAXIMUM) { // Scaled too far.
            raise(OVERFLOW | INEXACT);
            roundedUp = true;
            infinity(sign != 0);
            return;
        }
        if (isUnmasked(OVERFLOW)) {
            raise(inexact ? OVERFLOW | INEXACT : OVERFLOW);
            set(sign | exponent - MOVED + BIAS, rounded);
            return;
        }
        raise(OVERFLOW | INEXACT);
        roundedUp = FpFormat.overflowsToInfinity(sign != 0, rounding);
        if (roundedUp) {
            infinity(sign != 0);
        } else {
            set(sign | EXPONENT - 1, -1L << 64 - bits);
        }
    }

    /** The significand rounded to its upper {@code bits}; says whether that changed it, and whether it got an exponent more. */
    private long roundBits(boolean negative, long high, long low, int bits) {
        int shift = 64 - bits;
        long kept = high >>> shift;
        long remainder = shift == 0 ? low : high << bits | (low != 0 ? 1 : 0);
        roundedUp = Rounding.away(rounding, negative, kept, remainder);
        inexact = remainder != 0;
        long result = roundedUp ? kept + 1 << shift : kept << shift;
        carried = roundedUp && result == 0;
        return carried ? INTEGER_BIT : result;
    }
}
