package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.HostArithmetic;
import org.graftvm.isa.x86_64.X86Cpu;

/** Vectors by their parts of 64 bits, where the host's arithmetic will not do for all of them. */
final class ExactParts {
    private ExactParts() {}

    /** What an instruction does with a part of its sources. */
    @FunctionalInterface
    interface Part {
        long apply(X86Cpu cpu, long a, long b);
    }

    static LongVector join(long low, long high) {
        return LongVector.zero(LongVector.SPECIES_128).withLane(0, low).withLane(1, high);
    }

    static LongVector apply(X86Cpu cpu, Part part, LongVector a, LongVector b) {
        HostArithmetic.rarely();
        return join(call(cpu, part, a.lane(0), b.lane(0)), call(cpu, part, a.lane(1), b.lane(1)));
    }

    @TruffleBoundary
    private static long call(X86Cpu cpu, Part part, long a, long b) {
        return part.apply(cpu, a, b);
    }
}
