package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Operation;

/** Operations on whole vectors that most instructions have in common. */
final class BasicVectors {
    private BasicVectors() {}

    @Operation
    static LongVector move(LongVector value) {
        return value;
    }

    @Operation
    @Access(bytes = 16, base = "base", displacement = "displacement")
    static LongVector load(Memory memory, long base, long displacement) {
        return memory.readVector(base + displacement);
    }

    @Operation
    @Access(bytes = 16, write = true, base = "base", displacement = "displacement")
    static void store(Memory memory, long base, long displacement, LongVector value) {
        memory.writeVector(base + displacement, value);
    }
}
