package org.graftvm.isa.arm64.instructions;

import java.util.function.IntFunction;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Complex numbers: pairs of elements, the real part first. One of two operands is turned by a multiple of 90 degrees, so that two
 * instructions make a product.
 */
@Section(ref = "Arm ARM C3.5.18: SIMD complex number arithmetic", feature = "AdvSIMD, FEAT_FCMA")
final class SimdComplex {
    private static final String FORMATS = "size == 1 || size == 2 || size == 3 && Q == 1";

    /** Pairs of halves in all places, or pairs of singles, of which a register has two. */
    private static final String BY_PAIR =
            "size == 1 && (VmPairElement[6] == 0 || Q == 1) || size == 2 && VmPairElement[5] == 0 && Q == 1";

    private SimdComplex() {}

    @Instruction("fcadd Vd, Vn, Vm, rotateAdd")
    @Encoding(value = "0 Q:1 1 01110 size:2 0 Vm:5 1 11 rotateAdd:1 0 1 Vn:5 Vd:5", when = FORMATS)
    static void fcadd(Lowering x, int Vm, int rotateAdd, int Vn, int Vd) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        OperationType add = FloatOperation.ADD.of(size);
        Floats.writeEach(x, Vd, shape, i -> {
            Value turned = Floats.element(x, Vm, i ^ 1, size);
            boolean negate = (i & 1) == rotateAdd;
            return x.apply(add, Floats.element(x, Vn, i, size), negate ? Floats.negated(x, turned, size) : turned);
        });
    }

    @Instruction("fcmla Vd, Vn, Vm, rotate")
    @Encoding(value = "0 Q:1 1 01110 size:2 0 Vm:5 1 10 rotate:2 1 Vn:5 Vd:5", when = FORMATS)
    static void fcmla(Lowering x, int Vm, int rotate, int Vn, int Vd) {
        int size = Simd.shape(x).size();
        multiplyAdd(x, Vd, Vn, rotate, i -> Floats.element(x, Vm, i, size));
    }

    @Instruction("fcmla Vd, Vn, VmPairElement, rotate")
    @Encoding(
            value = "0 Q:1 1 01111 size:2 VmPairElement[5:0] 0 rotate:2 1 VmPairElement[6] 0 Vn:5 Vd:5",
            when = BY_PAIR)
    static void fcmlaByElement(Lowering x, int VmPairElement, int rotate, int Vn, int Vd) {
        int size = Simd.shape(x).size();
        int register = VectorShape.pairRegister(VmPairElement);
        int first = 2 * VectorShape.pairIndex(VmPairElement, size);
        Value[] pair = new Value[2];
        for (int i = 0; i < pair.length; i++) {
            pair[i] = x.copy(Floats.element(x, register, first + i, size));
        }
        multiplyAdd(x, Vd, Vn, rotate, i -> pair[i & 1]);
    }

    /**
     * Adds the products of one part of {@code Vn}, the imaginary one at 90 and 270 degrees, and both of the other operand, which change
     * places there. Turning negates the real part of the product from 90 to 180 degrees, the imaginary one from 180 to 270.
     */
    private static void multiplyAdd(Lowering x, int Vd, int Vn, int rotate, IntFunction<Value> factor) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        int part = rotate & 1;
        Floats.writeEach(x, Vd, shape, i -> {
            boolean isReal = (i & 1) == 0;
            boolean negate = isReal ? rotate == 1 || rotate == 2 : rotate >= 2;
            Value turned = factor.apply(i ^ part);
            return x.apply(
                    FloatOperation.FUSED.of(size),
                    Floats.element(x, Vd, i, size),
                    Floats.element(x, Vn, i & ~1 | part, size),
                    negate ? Floats.negated(x, turned, size) : turned);
        });
    }
}
