package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import jdk.incubator.vector.LongVector;

/** Vectors by their parts of 64 bits, where the host's arithmetic will not do for all of them. */
public final class ExactParts {
    private ExactParts() {}

    /** What an instruction does with a part of its sources. */
    @FunctionalInterface
    public interface Part<C extends HostArithmeticCpu> {
        long apply(C cpu, long a, long b);
    }

    /** As {@link Part}, of three sources. */
    @FunctionalInterface
    public interface Part3<C extends HostArithmeticCpu> {
        long apply(C cpu, long a, long b, long c);
    }

    public static LongVector join(long low, long high) {
        return LongVector.zero(LongVector.SPECIES_128).withLane(0, low).withLane(1, high);
    }

    public static <C extends HostArithmeticCpu> LongVector apply(C cpu, Part<C> part, LongVector a, LongVector b) {
        HostArithmetic.rarely();
        return join(call(cpu, part, a.lane(0), b.lane(0)), call(cpu, part, a.lane(1), b.lane(1)));
    }

    public static <C extends HostArithmeticCpu> LongVector apply(
            C cpu, Part3<C> part, LongVector a, LongVector b, LongVector c) {
        HostArithmetic.rarely();
        return join(call(cpu, part, a.lane(0), b.lane(0), c.lane(0)), call(cpu, part, a.lane(1), b.lane(1), c.lane(1)));
    }

    @TruffleBoundary
    private static <C extends HostArithmeticCpu> long call(C cpu, Part<C> part, long a, long b) {
        return part.apply(cpu, a, b);
    }

    @TruffleBoundary
    private static <C extends HostArithmeticCpu> long call(C cpu, Part3<C> part, long a, long b, long c) {
        return part.apply(cpu, a, b, c);
    }
}
