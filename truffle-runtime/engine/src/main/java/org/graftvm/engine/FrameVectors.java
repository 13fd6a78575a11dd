package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of 128 bits in the object halves of frame slots. Graal keeps them in vector registers where they flow between frame
 * slots and operations alone, and where it knows their exact class; one that reached a call would be boxed, and with it all
 * that it is joined with.
 *
 * <p>All that touches {@code jdk.incubator.vector} on behalf of the engine is here, so that an engine without that module
 * loads none of it.
 */
final class FrameVectors {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_128;
    private static final LongVector ZERO = LongVector.zero(SPECIES);
    private static final Class<? extends LongVector> EXACT = ZERO.getClass();

    private FrameVectors() {}

    /** Sets a slot that nobody wants to a constant: where a slot may be null Graal boxes its vectors. */
    static void clear(VirtualFrame frame, int slot) {
        frame.setObjectStatic(slot, ZERO);
    }

    static LongVector get(VirtualFrame frame, int slot) {
        return CompilerDirectives.castExact(frame.getObjectStatic(slot), EXACT);
    }

    static void set(VirtualFrame frame, int slot, LongVector vector) {
        frame.setObjectStatic(slot, vector);
    }

    static long lane(VirtualFrame frame, int slot, int lane) {
        return get(frame, slot).lane(lane);
    }

    /** @param fresh whether nobody wants the other lane */
    static void setLane(VirtualFrame frame, int slot, int lane, long value, boolean fresh) {
        LongVector old = fresh ? ZERO : get(frame, slot);
        set(frame, slot, old.withLane(lane, value));
    }

    static void broadcast(VirtualFrame frame, int slot, long value) {
        set(frame, slot, LongVector.broadcast(SPECIES, value));
    }

    static LongVector join(long low, long high) {
        return ZERO.withLane(0, low).withLane(1, high);
    }

    static void load(VirtualFrame frame, int slot, long[] registers) {
        set(frame, slot, LongVector.fromArray(SPECIES, registers, slot));
    }

    static void store(VirtualFrame frame, int slot, long[] registers) {
        get(frame, slot).intoArray(registers, slot);
    }
}
