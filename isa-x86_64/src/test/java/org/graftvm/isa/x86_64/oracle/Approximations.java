package org.graftvm.isa.x86_64.oracle;

import org.graftvm.spec.ByteRow;

/** RCPPS and its kind, whose results differ from CPU to CPU: what the manual asks of them. */
final class Approximations {
    /** Each result is within 1.5 * 2^-12 of the right one, and rounded. */
    private static final double BOUND = 3.01 * 0x1p-12;

    private Approximations() {}

    static boolean covers(ByteRow row) {
        String method = row.spec().method();
        return method.startsWith("rcp") || method.startsWith("rsqrt");
    }

    /** The guest's state, with the host's numbers in place of those that are as good. */
    static CpuState align(CpuState host, CpuState guest) {
        return new CpuState(
                guest.general(),
                guest.rflags(),
                guest.signal(),
                guest.mxcsr(),
                align(host.vector(), guest.vector()),
                align(host.upper(), guest.upper()),
                guest.memory(),
                guest.x87());
    }

    private static long[] align(long[] host, long[] guest) {
        long[] aligned = new long[host.length];
        for (int i = 0; i < host.length; i++) {
            aligned[i] =
                    align((int) (host[i] >>> 32), (int) (guest[i] >>> 32)) << 32 | align((int) host[i], (int) guest[i]);
        }
        return aligned;
    }

    private static long align(int host, int guest) {
        float expected = Float.intBitsToFloat(host);
        float actual = Float.intBitsToFloat(guest);
        boolean close = expected != 0 && Math.abs(actual / (double) expected - 1) <= BOUND;
        // Near the smallest normal number one may have become zero.
        boolean tiny = Math.abs(expected + actual) < 1.01f * Float.MIN_NORMAL && (expected == 0 || actual == 0);
        return Integer.toUnsignedLong(close || tiny && (host ^ guest) >= 0 ? host : guest);
    }
}
