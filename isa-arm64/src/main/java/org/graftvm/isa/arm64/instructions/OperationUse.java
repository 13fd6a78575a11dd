package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.Isa;
import org.graftvm.engine.OperationNode;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.InstructionSpec;

/** Which operations work on doubles, and which only move what may be one. */
public final class OperationUse {
    private OperationUse() {}

    public static Isa.Use of(OperationNode operation) {
        InstructionSpec spec = operation.spec();
        if (spec == CommonOperations.BASIC_MOVE.spec()
                || spec == CommonOperations.BASIC_LOAD64.spec()
                || spec == CommonOperations.BASIC_STORE64.spec()
                || spec == Arm64Operations.FLOAT_MOVES_FMOV.spec()) {
            return Isa.Use.ANY;
        }
        return spec.owner().equals(FpDouble.class.getName()) ? Isa.Use.DOUBLE : Isa.Use.INTEGER;
    }
}
