package org.graftvm.isa.arm64.instructions;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Operation;

/** Lowering of floating-point instructions, which work on one element after the other. */
final class Floats {
    private static final int HALF_BITS = 16;
    private static final int REGISTER = 64;

    private Floats() {}

    // ---- scalars ----

    /** A register gets the result of an operation on scalars of the instruction's format; above it they may be anything. */
    static void write(Lowering x, int Fd, FloatOperation operation, Value... arguments) {
        VectorShape shape = Simd.shape(x);
        Simd.writeScalar(x, Fd, shape.bits(), operation.of(shape.size()), arguments);
    }

    static Value scalar(int register) {
        return Simd.read(register, 0);
    }

    static Value negated(Lowering x, Value a, int size) {
        return x.apply(Arm64Operations.LOGIC_XOR, a, Lowering.constant(Elements.signs(size)));
    }

    static Value magnitude(Lowering x, Value a, int size) {
        return x.apply(Arm64Operations.LOGIC_AND, a, Lowering.constant(~Elements.signs(size)));
    }

    // ---- vectors ----

    /** The element of a register with an index, in the low bits. */
    static Value element(Lowering x, int register, int index, int size) {
        int bit = index << size + 3;
        Value half = Simd.read(register, bit / REGISTER);
        int at = bit % REGISTER;
        return at == 0
                ? half
                : x.apply(Arm64Operations.ELEMENTS_EXTRACT, half, Lowering.constant(at), Lowering.constant(size));
    }

    /** How many elements a vector, or a scalar, has. */
    static int count(VectorShape shape) {
        return shape.scalar() ? 1 : (shape.full() ? 16 : 8) >>> shape.size();
    }

    /** A register gets a vector, or a scalar, of what a function gives for each index; above an element there may be anything. */
    static void writeEach(Lowering x, int Vd, VectorShape shape, IntFunction<Value> element) {
        if (shape.scalar()) {
            Simd.writeScalar(x, Vd, shape.bits(), CommonOperations.BASIC_MOVE, element.apply(0));
            return;
        }
        int inHalf = 8 >>> shape.size();
        Value low = concatenated(x, shape.size(), element, 0);
        Simd.write(x, Vd, low, shape.full() ? concatenated(x, shape.size(), element, inHalf) : Lowering.constant(0));
    }

    /** 64 bits of elements, from an index on. */
    static Value concatenated(Lowering x, int size, IntFunction<Value> element, int first) {
        return switch (size) {
            case FpPrecision.HALF ->
                x.apply(
                        Arm64Operations.ELEMENTS_CONCATENATE,
                        pair(x, element.apply(first), element.apply(first + 1)),
                        pair(x, element.apply(first + 2), element.apply(first + 3)));
            case FpPrecision.SINGLE ->
                x.apply(Arm64Operations.ELEMENTS_CONCATENATE, element.apply(first), element.apply(first + 1));
            default -> element.apply(first);
        };
    }

    private static Value pair(Lowering x, Value low, Value high) {
        return x.apply(Arm64Operations.FLOATS_CONCATENATE_HALVES, low, high);
    }

    /** Applies an operation to the elements of two vectors. */
    static void each(Lowering x, int Vd, FloatOperation operation, int Vn, int Vm) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        if (SimdVectors.whole(x, Vd, operation.of(size), SimdVectors.read(Vn), SimdVectors.read(Vm))) {
            return;
        }
        writeEach(x, Vd, shape, i -> both(x, operation.of(size), Vn, Vm, i, size));
    }

    /** As {@link #each}, to each element of a vector and an element of another, which a field selects. */
    static void eachByElement(Lowering x, int Vd, FloatOperation operation, int Vn, int VmElement) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        if (SimdVectors.form(x, operation.of(size)) != null) {
            Value all = SimdVectors.element(x, VmElement, size);
            SimdVectors.whole(x, Vd, operation.of(size), SimdVectors.read(Vn), all);
            return;
        }
        Value factor = selected(x, VmElement, size);
        writeEach(x, Vd, shape, i -> x.apply(operation.of(size), element(x, Vn, i, size), factor));
    }

    static Value selected(Lowering x, int VmElement, int size) {
        int register = VectorShape.elementRegister(VmElement, size);
        return x.copy(element(x, register, VectorShape.elementIndex(VmElement, size), size));
    }

    /** An operation on the elements of two vectors with an index. */
    static Value both(Lowering x, OperationType type, int Vn, int Vm, int index, int size) {
        return x.apply(type, element(x, Vn, index, size), element(x, Vm, index, size));
    }

    /** Applies an operation to the elements of a vector and to more that is the same for all. */
    static void eachOne(Lowering x, int Vd, OperationType type, int Vn, Value... more) {
        VectorShape shape = Simd.shape(x);
        if (SimdVectors.whole(x, Vd, type, with(SimdVectors.read(Vn), more))) {
            return;
        }
        writeEach(x, Vd, shape, i -> x.apply(type, with(element(x, Vn, i, shape.size()), more)));
    }

    private static Value[] with(Value first, Value[] more) {
        Value[] all = new Value[1 + more.length];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    /** Adds to a whole vector products. @return false, and nothing was done, if it has to be done with {@link #fusedEach} */
    static boolean fusedWhole(Lowering x, int Vd, int Vn, Supplier<Value> second, boolean negate) {
        int size = Simd.shape(x).size();
        OperationType type = FloatOperation.FUSED.of(size);
        if (SimdVectors.form(x, type) == null) {
            return false;
        }
        Value factor = SimdVectors.read(Vn);
        Value first = negate
                ? x.applyVector(Arm64Operations.FLOATS_VECTORS_NEGATED, factor, Lowering.constant(size))
                : factor;
        return SimdVectors.whole(x, Vd, type, SimdVectors.read(Vd), first, second.get());
    }

    /** Adds to the elements of a vector products, of whose factors the first may be negated. */
    static void fusedEach(Lowering x, int Vd, int Vn, IntFunction<Value> second, boolean negate) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        writeEach(x, Vd, shape, i -> {
            Value factor = element(x, Vn, i, size);
            return x.apply(
                    FloatOperation.FUSED.of(size),
                    element(x, Vd, i, size),
                    negate ? negated(x, factor, size) : factor,
                    second.apply(i));
        });
    }

    // ---- operations ----

    @Operation
    static long concatenateHalves(long low, long high) {
        return low & 0xffff | (high & 0xffff) << HALF_BITS;
    }
}
