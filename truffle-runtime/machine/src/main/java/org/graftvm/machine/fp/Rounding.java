package org.graftvm.machine.fp;

/** Rounding directions, numbered as RISC-V does. */
public final class Rounding {
    public static final int NEAREST_EVEN = 0;
    public static final int TOWARD_ZERO = 1;
    public static final int DOWN = 2;
    public static final int UP = 3;
    /** To nearest, ties away from zero. */
    public static final int NEAREST_AWAY = 4;
    /** Inexact results get an odd last bit, so that a second rounding to less precision is correct. */
    public static final int ODD = 5;

    private Rounding() {}

    /**
     * Whether the magnitude {@code kept} has to grow by one.
     *
     * @param remainder what was cut off, as a fraction of one unit of {@code kept} scaled to 2^64
     */
    static boolean away(int rounding, boolean negative, long kept, long remainder) {
        return switch (rounding) {
            case NEAREST_EVEN -> remainder < 0 && (remainder != Long.MIN_VALUE || (kept & 1) != 0);
            case DOWN -> remainder != 0 && negative;
            case UP -> remainder != 0 && !negative;
            case NEAREST_AWAY -> remainder < 0;
            case ODD -> remainder != 0 && (kept & 1) == 0;
            default -> false;
        };
    }
}
