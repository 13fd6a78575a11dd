package org.graftvm.engine.lowering;

import org.graftvm.spec.OperationSet;

/** The operations that lowered instruction sets share: {@code CommonOperations} has a type for each. */
@OperationSet(
        name = "Common",
        operations = {
            Basic.class,
            BasicVectors.class,
            VectorShuffles.class,
            VectorShifts.class,
            VectorPacks.class,
            Comparisons.class,
            Jumps.class,
            AesRounds.class,
            PolynomialProduct.class,
            Sha1.class,
            Sha256.class
        })
final class CommonOperationSet {
    private CommonOperationSet() {}
}
