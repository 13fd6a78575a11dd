package org.graftvm.engine.lowering;

import jdk.incubator.vector.LongVector;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Operation;

/** Operations on whole vectors that the instructions of most instruction sets have in common. */
public final class BasicVectors {
    private BasicVectors() {}

    @Operation
    public static LongVector move(LongVector value) {
        return value;
    }

    @Operation
    @Access(bytes = 16, base = "base", displacement = "displacement")
    public static LongVector load(Memory memory, long base, long displacement) {
        return memory.readVector(base + displacement);
    }

    @Operation
    @Access(bytes = 16, write = true, base = "base", displacement = "displacement")
    public static void store(Memory memory, long base, long displacement, LongVector value) {
        memory.writeVector(base + displacement, value);
    }
}
