package org.graftvm.isa.arm64.instructions;

import org.graftvm.isa.arm64.Arm64Cpu;

/** Shifts of elements by the lowest byte of others, a signed number: to the left, or to the right where it is negative. */
final class RegisterShift {
    private RegisterShift() {}

    static long each(long a, long distances, int size, boolean signed, boolean rounds) {
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            int by = (byte) (distances >>> at);
            long element = Elements.get(a, at, size, signed);
            long shifted = by >= 0 ? left(element, by) : right(element, -by, signed, rounds);
            result |= (shifted & Elements.mask(size)) << at;
        }
        return result;
    }

    static long eachSaturating(long a, long distances, int size, boolean signed, boolean rounds, Arm64Cpu cpu) {
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            int by = (byte) (distances >>> at);
            long element = Elements.get(a, at, size, signed);
            long shifted =
                    by >= 0 ? leftSaturated(element, by, size, signed, cpu) : right(element, -by, signed, rounds);
            result |= (shifted & Elements.mask(size)) << at;
        }
        return result;
    }

    private static long left(long a, int by) {
        return by < 64 ? a << by : 0;
    }

    private static long right(long a, int by, boolean signed, boolean rounds) {
        if (rounds) {
            return by <= 64 ? Shift.rounded(a, by, signed) : 0;
        }
        return signed ? a >> Math.min(by, 63) : by < 64 ? a >>> by : 0;
    }

    /** Stops at the ends of the range where bits other than copies of the sign, or other than zeros, are lost. */
    static long leftSaturated(long a, int by, int size, boolean signed, Arm64Cpu cpu) {
        int unused = 64 - Elements.bits(size);
        long top = a << unused;
        if (by < 64) {
            long shifted = top << by;
            if ((signed ? shifted >> by : shifted >>> by) == top) {
                return shifted >>> unused;
            }
        } else if (a == 0) {
            return 0;
        }
        return Saturation.saturated(signed ? Saturation.signedLimit(top) : -1, cpu) >>> unused;
    }
}
