package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.jspecify.annotations.Nullable;

/**
 * SIMD operands as whole vectors, for partially evaluated code alone ({@link Lowering#hasVectors}). Of an instruction that is one method,
 * the <em>vector form</em> has the same name in the class named …Vectors, and names the same operands; besides, {@code upper} is the
 * instruction's bit Q and {@code VdOld} the destination as it was. A form that narrows returns all 128 bits of the destination.
 */
final class SimdVectors {
    private SimdVectors() {}

    /** A register as a vector. */
    static Value read(int register) {
        return Simd.read(register, 0);
    }

    /** A register gets the result of an operation on vectors. */
    static void write(Lowering x, int register, OperationType type, Value... arguments) {
        x.applyToVector(Simd.slot(register, 0), type, arguments);
    }

    /** Whether an instruction of this shape may have whole vectors: those of 64 bits stay halves. */
    static boolean has(Lowering x, VectorShape shape) {
        return x.hasVectors() && shape.full() && !shape.scalar();
    }

    /**
     * Lowers an instruction to the vector form of its method, as {@link Simd#value} does by halves.
     *
     * @return false, and nothing was done, if it has none
     */
    static boolean value(Lowering x, OperationType type, String destination, int register, long... fields) {
        VectorShape shape = Simd.shape(x);
        @Nullable OperationType form = x.hasVectors() ? Arm64Operations.vectorForm(type) : null;
        if (form == null || shape.scalar()) {
            return false;
        }
        boolean isWhole =
                shape.full() || destination.endsWith("Long") || form.names().contains("VdOld");
        if (!isWhole) {
            return false;
        }
        Value[] arguments = form.names().stream()
                .map(name -> argument(x, type, name, shape, register, fields))
                .toArray(Value[]::new);
        write(x, register, form, arguments);
        return true;
    }

    /** The vector form of an operation, where the instruction has whole vectors and the operation such a form; else null. */
    static @Nullable OperationType form(Lowering x, OperationType type) {
        return has(x, Simd.shape(x)) ? Arm64Operations.vectorForm(type) : null;
    }

    /**
     * A register gets the result of an operation's vector form.
     *
     * @return false, and nothing was done, if there is none
     */
    static boolean whole(Lowering x, int register, OperationType type, Value... arguments) {
        @Nullable OperationType form = form(x, type);
        if (form != null) {
            write(x, register, form, arguments);
        }
        return form != null;
    }

    private static Value argument(
            Lowering x, OperationType type, String name, VectorShape shape, int register, long[] fields) {
        if (name.equals("upper")) {
            return Lowering.constant(shape.full() ? 1 : 0);
        }
        if (name.equals("VdOld")) {
            return read(register);
        }
        int operand = type.names().indexOf(name);
        int field = (int) fields[operand];
        if (!type.spec().operands().get(operand).isRegister()) {
            return Lowering.constant(field);
        }
        return name.endsWith("Element") ? element(x, field, shape.size()) : read(field);
    }

    /** The element that an instruction by element selects, in all places of a vector. */
    static Value element(Lowering x, int field, int size) {
        return element(x, VectorShape.elementRegister(field, size), VectorShape.elementIndex(field, size), size);
    }

    /** An element in all places of a vector. */
    static Value element(Lowering x, int register, int index, int size) {
        return x.applyVector(
                CommonOperations.VECTOR_SHUFFLES_ELEMENT,
                read(register),
                Lowering.constant(index),
                Lowering.constant(size));
    }
}
