package org.graftvm.isa.arm64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.graftvm.spec.notation.Condition;
import org.junit.jupiter.api.Test;

/** Bitmask immediates against their definition: repeated elements of a rotated run of ones. */
class BitmaskImmediateTest {
    @Test
    void validFieldsGiveAllRotatedRuns() {
        Condition valid = Condition.parse(BitmaskImmediate.VALID);
        Set<Long> decoded = new HashSet<>();
        for (int field = 0; field < 1 << 13; field++) {
            long raw = field;
            if (valid.test(name -> raw)) {
                decoded.add(BitmaskImmediate.decode(field));
            }
        }
        Set<Long> expected = new HashSet<>();
        for (int size = 2; size <= 64; size *= 2) {
            for (int ones = 1; ones < size; ones++) {
                for (int rotation = 0; rotation < size; rotation++) {
                    expected.add(repeated(ones, rotation, size));
                }
            }
        }
        assertEquals(expected, decoded);
    }

    private static long repeated(int ones, int rotation, int size) {
        long bits = 0;
        for (int i = 0; i < 64; i++) {
            if ((i + rotation) % size < ones) {
                bits |= 1L << i;
            }
        }
        return bits;
    }
}
