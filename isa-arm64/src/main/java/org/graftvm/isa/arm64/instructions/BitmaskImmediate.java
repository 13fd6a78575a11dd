package org.graftvm.isa.arm64.instructions;

/** The immediate of logical instructions: a rotated run of ones, repeated (Arm ARM, DecodeBitMasks). */
public final class BitmaskImmediate {
    /** For {@code when}: bits of the field that give an immediate; see {@link #decode} for the field. */
    static final String VALID = "bitmask[12] == 1 && bitmask[5:0] != 63 || bitmask[12] == 0 && bitmask[5:0] != 31 &&"
            + " bitmask[5:0] != 47 && bitmask[5:0] != 55 && bitmask[5:0] != 59 && bitmask[5:0] != 61 &&"
            + " bitmask[5:0] < 62";

    private BitmaskImmediate() {}

    /**
     * The immediate of a valid field.
     *
     * @param field N, immr and imms, thirteen bits
     * @return 64 bits; of a 32-bit instruction the lower half counts
     */
    public static long decode(int field) {
        int imms = field & 63;
        int immr = field >>> 6 & 63;
        // The element's size is told by the highest bit of N:NOT(imms).
        int length = 31 - Integer.numberOfLeadingZeros(field >>> 6 & 64 | ~imms & 63);
        int size = 1 << length;
        int ones = (imms & size - 1) + 1;
        int rotation = immr & size - 1;
        long run = -1L >>> 64 - ones;
        long element = rotation == 0 ? run : run >>> rotation | run << size - rotation;
        if (size < 64) {
            element &= (1L << size) - 1;
            for (int width = size; width < 64; width *= 2) {
                element |= element << width;
            }
        }
        return element;
    }
}
