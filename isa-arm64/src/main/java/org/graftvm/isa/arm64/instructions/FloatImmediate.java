package org.graftvm.isa.arm64.instructions;

/** Floating-point constants of eight bits: a sign, three bits of exponent and four of fraction (Arm ARM, VFPExpandImm). */
public final class FloatImmediate {
    private FloatImmediate() {}

    /**
     * The constant.
     *
     * @param size logarithm of the format's bytes, 1 to 3
     */
    public static long expand(int constant, int size) {
        int bits = Elements.bits(size);
        int fractionBits = size == 1 ? 10 : size == 2 ? 23 : 52;
        int exponentBits = bits - fractionBits - 1;
        long top = constant >>> 6 & 1;
        long repeated = top * ((1L << exponentBits - 3) - 1);
        long exponent = (top ^ 1) << exponentBits - 1 | repeated << 2 | constant >>> 4 & 3;
        return (long) (constant >>> 7) << bits - 1 | exponent << fractionBits | (constant & 15L) << fractionBits - 4;
    }

    /** As objdump writes it. */
    public static String text(int constant) {
        return "#%.18e".formatted(Double.longBitsToDouble(expand(constant, 3)));
    }
}
