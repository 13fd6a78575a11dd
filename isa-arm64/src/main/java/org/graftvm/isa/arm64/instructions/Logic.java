package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Operation;

/** Logic, whose flags are those of the result with carry and overflow clear. */
final class Logic {
    private Logic() {}

    static void andSettingFlags(Lowering x, int Rd, Value a, Value b) {
        setFlags(x, Rd, x.apply(Arm64Operations.LOGIC_AND, a, b));
    }

    static void setFlags(Lowering x, int Rd, Value result) {
        x.setResultFlags(result);
        x.set(Lowering.constant(0), CF, VF);
        x.write(Rd, result);
    }

    @Operation
    static long and(long a, long b) {
        return a & b;
    }

    @Operation
    static long or(long a, long b) {
        return a | b;
    }

    @Operation
    static long xor(long a, long b) {
        return a ^ b;
    }

    @Operation
    static long andNot(long a, long b) {
        return a & ~b;
    }

    @Operation
    static long orNot(long a, long b) {
        return a | ~b;
    }

    @Operation
    static long xorNot(long a, long b) {
        return a ^ ~b;
    }
}
