package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/** Integer operations on neighbouring elements, and on all elements of a vector. */
@Section(ref = "Arm ARM C3.5.11: SIMD across lanes; pairwise arithmetic", feature = "AdvSIMD")
final class SimdAcross {
    private static final String NARROW = "size != 3";
    private static final String FOUR_OR_MORE = "size < 2 || size == 2 && Q == 1";

    private SimdAcross() {}

    @Instruction("addp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 1 Vm:5 10111 1 Vn:5 Vd:5", when = VectorShape.ANY)
    static void addp(Lowering x, int Vm, int Vn, int Vd) {
        SimdPermute.pairs(x, Arm64Operations.SIMD_ACROSS_ADD_PAIRS, Vd, Vn, Vm);
    }

    @Instruction("addp Dd, VnDoubles")
    @Encoding("01 0 11110 11 11000 11011 10 VnDoubles:5 Dd:5")
    static void addpScalar(Lowering x, int VnDoubles, int Dd) {
        Value sum = x.apply(CommonOperations.BASIC_PLUS, Simd.read(VnDoubles, 0), Simd.read(VnDoubles, 1));
        Simd.write(x, Dd, sum, Lowering.constant(0));
    }

    @Instruction("smaxp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 1 Vm:5 10100 1 Vn:5 Vd:5", when = NARROW)
    static void smaxp(Lowering x, int Vm, int Vn, int Vd) {
        SimdPermute.pairs(x, Arm64Operations.SIMD_ACROSS_MAX_PAIRS, Vd, Vn, Vm);
    }

    @Instruction("sminp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 1 Vm:5 10101 1 Vn:5 Vd:5", when = NARROW)
    static void sminp(Lowering x, int Vm, int Vn, int Vd) {
        SimdPermute.pairs(x, Arm64Operations.SIMD_ACROSS_MIN_PAIRS, Vd, Vn, Vm);
    }

    @Instruction("umaxp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 01110 size:2 1 Vm:5 10100 1 Vn:5 Vd:5", when = NARROW)
    static void umaxp(Lowering x, int Vm, int Vn, int Vd) {
        SimdPermute.pairs(x, Arm64Operations.SIMD_ACROSS_UNSIGNED_MAX_PAIRS, Vd, Vn, Vm);
    }

    @Instruction("uminp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 01110 size:2 1 Vm:5 10101 1 Vn:5 Vd:5", when = NARROW)
    static void uminp(Lowering x, int Vm, int Vn, int Vd) {
        SimdPermute.pairs(x, Arm64Operations.SIMD_ACROSS_UNSIGNED_MIN_PAIRS, Vd, Vn, Vm);
    }

    @Instruction("addv VdScalar, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 11000 11011 10 Vn:5 VdScalar:5", when = FOUR_OR_MORE)
    static void addv(Lowering x, int Vn, int VdScalar) {
        reduce(x, Arm64Operations.SIMD_ACROSS_ADD_PAIRS, Vn, VdScalar);
    }

    @Instruction("smaxv VdScalar, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 11000 01010 10 Vn:5 VdScalar:5", when = FOUR_OR_MORE)
    static void smaxv(Lowering x, int Vn, int VdScalar) {
        reduce(x, Arm64Operations.SIMD_ACROSS_MAX_PAIRS, Vn, VdScalar);
    }

    @Instruction("sminv VdScalar, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 11000 11010 10 Vn:5 VdScalar:5", when = FOUR_OR_MORE)
    static void sminv(Lowering x, int Vn, int VdScalar) {
        reduce(x, Arm64Operations.SIMD_ACROSS_MIN_PAIRS, Vn, VdScalar);
    }

    @Instruction("umaxv VdScalar, Vn")
    @Encoding(value = "0 Q:1 1 01110 size:2 11000 01010 10 Vn:5 VdScalar:5", when = FOUR_OR_MORE)
    static void umaxv(Lowering x, int Vn, int VdScalar) {
        reduce(x, Arm64Operations.SIMD_ACROSS_UNSIGNED_MAX_PAIRS, Vn, VdScalar);
    }

    @Instruction("uminv VdScalar, Vn")
    @Encoding(value = "0 Q:1 1 01110 size:2 11000 11010 10 Vn:5 VdScalar:5", when = FOUR_OR_MORE)
    static void uminv(Lowering x, int Vn, int VdScalar) {
        reduce(x, Arm64Operations.SIMD_ACROSS_UNSIGNED_MIN_PAIRS, Vn, VdScalar);
    }

    @Instruction("saddlv VdScalarLong, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 11000 00011 10 Vn:5 VdScalarLong:5", when = FOUR_OR_MORE)
    static void saddlv(Lowering x, int Vn, int VdScalarLong) {
        sum(x, Arm64Operations.SIMD_ACROSS_SUM_SIGNED, Vn, VdScalarLong);
    }

    @Instruction("uaddlv VdScalarLong, Vn")
    @Encoding(value = "0 Q:1 1 01110 size:2 11000 00011 10 Vn:5 VdScalarLong:5", when = FOUR_OR_MORE)
    static void uaddlv(Lowering x, int Vn, int VdScalarLong) {
        sum(x, Arm64Operations.SIMD_ACROSS_SUM, Vn, VdScalarLong);
    }

    /** By halves: pairs of pairs until one element is left. */
    private static void reduce(Lowering x, OperationType type, int Vn, int register) {
        VectorShape shape = Simd.shape(x);
        Value size = Lowering.constant(shape.size());
        @Nullable OperationType form = SimdVectors.form(x, type);
        if (form != null) {
            Value all = SimdVectors.read(Vn);
            for (int elements = 16 >>> shape.size(); elements > 1; elements /= 2) {
                all = x.applyVector(form, all, all, size);
            }
            Simd.writeScalar(x, register, shape.bits(), CommonOperations.BASIC_MOVE, all);
            return;
        }
        Value value = Simd.read(Vn, 0);
        int elements = 8 >>> shape.size();
        if (shape.full()) {
            value = x.apply(type, value, Simd.read(Vn, 1), size);
        }
        for (; elements > 1; elements /= 2) {
            value = x.apply(type, value, value, size);
        }
        Simd.writeScalar(x, register, shape.bits(), CommonOperations.BASIC_MOVE, value);
    }

    private static void sum(Lowering x, OperationType type, int Vn, int register) {
        VectorShape shape = Simd.shape(x);
        Value size = Lowering.constant(shape.size());
        if (SimdVectors.has(x, shape)) {
            OperationType whole = type == Arm64Operations.SIMD_ACROSS_SUM
                    ? Arm64Operations.SIMD_ACROSS_VECTORS_TOTAL
                    : Arm64Operations.SIMD_ACROSS_VECTORS_TOTAL_SIGNED;
            Simd.writeScalar(x, register, 2 * shape.bits(), whole, SimdVectors.read(Vn), size);
            return;
        }
        Value[] halves = Simd.read(x, Vn, shape);
        Simd.writeScalar(x, register, 2 * shape.bits(), type, halves[0], halves[1], size);
    }

    // ---- operations ----

    @Operation
    static long addPairs(long low, long high, int size) {
        return size == 3 ? low + high : Elements.pairs(low, high, size, false, Long::sum);
    }

    @Operation
    static long maxPairs(long low, long high, int size) {
        return Elements.pairs(low, high, size, true, Math::max);
    }

    @Operation
    static long minPairs(long low, long high, int size) {
        return Elements.pairs(low, high, size, true, Math::min);
    }

    @Operation
    static long unsignedMaxPairs(long low, long high, int size) {
        return Elements.pairs(low, high, size, false, Math::max);
    }

    @Operation
    static long unsignedMinPairs(long low, long high, int size) {
        return Elements.pairs(low, high, size, false, Math::min);
    }

    @Operation
    static long sumSigned(long low, long high, int size) {
        return sum(low, size, true) + sum(high, size, true);
    }

    @Operation
    static long sum(long low, long high, int size) {
        return sum(low, size, false) + sum(high, size, false);
    }

    private static long sum(long a, int size, boolean signed) {
        long sum = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            sum += Elements.get(a, at, size, signed);
        }
        return sum;
    }
}
