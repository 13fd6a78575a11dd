package org.graftvm.isa.x86_64.oracle;

/**
 * Results that need not agree in their last bit: transcendental functions of x87, which the manual lets a CPU round by one unit in the
 * last place (SDM volume 1, 8.3.10). Whether such a result was rounded up is not compared either.
 */
final class LastBits {
    private static final int C1 = 1 << 9;
    private static final int EXPONENT = 0x7fff;

    private LastBits() {}

    static boolean mayDiffer(InstructionCase instruction) {
        return instruction.row().spec().owner().endsWith("X87Transcendental");
    }

    /** The guest's state with the host's values where these are a unit away at most. */
    static CpuState reconcile(CpuState host, CpuState guest) {
        long[] x87 = guest.x87().clone();
        x87[0] = x87[0] & ~((long) C1 << 16) | host.x87()[0] & (long) C1 << 16;
        for (int i = 1; i < x87.length; i += 2) {
            if (isNear(host.x87(), x87, i)) {
                x87[i] = host.x87()[i];
                x87[i + 1] = host.x87()[i + 1];
            }
        }
        return new CpuState(
                guest.general(),
                guest.rflags(),
                guest.signal(),
                guest.mxcsr(),
                guest.vector(),
                guest.upper(),
                guest.memory(),
                x87);
    }

    /** Whether two numbers, significand and exponent, are neighbours; across a power of two as well. */
    private static boolean isNear(long[] a, long[] b, int at) {
        int exponents = (int) (a[at + 1] - b[at + 1]);
        boolean finite = (a[at + 1] & EXPONENT) != EXPONENT;
        return finite
                && switch (exponents) {
                    case 0 -> Math.abs(a[at] - b[at]) <= 1;
                    case 1 -> a[at] == Long.MIN_VALUE && b[at] == -1;
                    case -1 -> b[at] == Long.MIN_VALUE && a[at] == -1;
                    default -> false;
                };
    }
}
