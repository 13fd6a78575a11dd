package org.graftvm.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of numbers, and what a NaN becomes in another format. */
class FpFormatTest {
    private static final FpFormat[] FORMATS = {
        FpFormat.BINARY16, FpFormat.BINARY32, FpFormat.BINARY64, FpFormat.BFLOAT16
    };
    private static final ExactReference[] REFERENCES = {
        new ExactReference(16, 11), new ExactReference(32, 24), new ExactReference(64, 53), new ExactReference(16, 8)
    };

    private final long seed = Long.getLong("graft.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void numbersAreInOrder() {
        for (int round = 0; round < 200_000; round++) {
            int which = random.nextInt(FORMATS.length);
            ExactReference reference = REFERENCES[which];
            long a = FpArithmeticTest.operand(random, reference);
            long b = random.nextInt(4) == 0 ? a ^ random.nextInt(2) : FpArithmeticTest.operand(random, reference);
            BigInteger[] x = reference.rational(a);
            BigInteger[] y = reference.rational(b);
            assertEquals(
                    x[0].multiply(y[1]).compareTo(y[0].multiply(x[1])),
                    FORMATS[which].compare(a, b),
                    () -> "seed %d: %x and %x of format %d".formatted(seed, a, b, which));
        }
    }

    @Test
    void zerosAreEqualAndInfinitiesAreTheEnds() {
        for (FpFormat format : FORMATS) {
            long greatest = format.infinity(false);
            long least = format.infinity(true);
            assertEquals(0, format.compare(format.zero(false), format.zero(true)));
            assertEquals(0, format.compare(greatest, greatest));
            assertEquals(1, format.compare(greatest, greatest - 1));
            assertEquals(-1, format.compare(least, least - 1));
            assertEquals(-1, format.compare(least, greatest));
            assertEquals(1, format.compare(format.zero(true), least));
        }
    }

    @Test
    void nansKeepSignAndLeadingPayload() {
        assertEquals(0xffa4_8000L, FpFormat.BINARY32.nan(FpFormat.BINARY16, 0xfd24));
        assertTrue(FpFormat.BINARY32.isSignaling(0xffa4_8000L));
        assertEquals(0xffe4_8000L, FpFormat.BINARY32.quiet(FpFormat.BINARY16, 0xfd24));
        assertEquals(0xffe4, FpFormat.BFLOAT16.quiet(FpFormat.BINARY32, 0xffa4_8000L));
        assertFalse(FpFormat.BFLOAT16.isSignaling(0xffe4));
    }
}
