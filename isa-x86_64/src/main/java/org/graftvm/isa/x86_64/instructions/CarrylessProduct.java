package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products of polynomials over the field of two elements. */
@Section(ref = "SDM volume 1, 5.12: Intel AES-NI and PCLMULQDQ", feature = "PCLMULQDQ")
final class CarrylessProduct {
    private CarrylessProduct() {}

    /** Bits 0 and 4 choose the halves. */
    @Instruction("pclmulqdq")
    @Encoding({"66 0F 3A 44 /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 44 /r ib : Vx Hx Wx Ib"})
    static void pclmulqdq(Lowering x) {
        int control = Vectors.immediate(x);
        eachLane(x, lane -> {
            Value a = source(x, 0, 2 * lane + (control & 1));
            Value b = source(x, 1, 2 * lane + (control >> 4 & 1));
            return new Value[] {
                x.apply(CommonOperations.POLYNOMIAL_PRODUCT_LOW, a, b),
                x.apply(CommonOperations.POLYNOMIAL_PRODUCT_HIGH, a, b)
            };
        });
    }
}
