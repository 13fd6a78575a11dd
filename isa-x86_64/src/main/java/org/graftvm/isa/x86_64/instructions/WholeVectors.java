package org.graftvm.isa.x86_64.instructions;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.jspecify.annotations.Nullable;

/**
 * Vector operands for compositions of operations on whole vectors, which are for partially evaluated code alone
 * ({@link Lowering#hasVectors}). Each works on a lane of 128 bits, two parts as {@link Vectors} knows them; an instruction on YMM
 * registers applies it twice.
 */
final class WholeVectors {
    private static final int ALL_PARTS = 4;

    /** Programs clear registers with these. */
    private static final Set<OperationType> ZERO_OF_EQUALS =
            Set.of(X86Operations.VECTOR_LOGIC_PXOR, X86Operations.VECTOR_LOGIC_XORPS, X86Operations.VECTOR_LOGIC_XORPD);

    private WholeVectors() {}

    private static int lanes(Lowering x) {
        return Vectors.parts(x) / 2;
    }

    /** All lanes of an operand. */
    static Value[] read(Lowering x, int operand) {
        return IntStream.range(0, lanes(x))
                .mapToObj(lane -> read(x, operand, lane))
                .toArray(Value[]::new);
    }

    /** A lane of an operand. */
    static Value read(Lowering x, int operand, int lane) {
        if (!x.form().isMemory(operand)) {
            return Lowering.register(Vectors.slot(x, operand, 2 * lane));
        }
        Address at = x.address().plus(16 * lane);
        return x.applyVector(
                CommonOperations.BASIC_VECTORS_LOAD,
                Lowering.register(at.base()),
                Lowering.constant(at.displacement()));
    }

    /** Sets the lanes of the destination; those above become zero by a row with VEX. */
    static void write(Lowering x, Value... lanes) {
        if (x.form().isMemory(0)) {
            if (!x.form().row().encoding().aligned() && lanes.length > 1) {
                x.checkVector(x.address(), 16 * lanes.length, false);
            }
            for (int lane = 0; lane < lanes.length; lane++) {
                Address at = x.address().plus(16 * lane);
                x.run(
                        CommonOperations.BASIC_VECTORS_STORE,
                        Lowering.register(at.base()),
                        Lowering.constant(at.displacement()),
                        lanes[lane]);
            }
            return;
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            int slot = Vectors.slot(x, 0, 2 * lane);
            if (lanes[lane].slot() != slot) {
                x.applyToVector(slot, CommonOperations.BASIC_VECTORS_MOVE, lanes[lane]);
            }
        }
        clearAbove(x, lanes.length);
    }

    /** A lane of a source, by its number as in {@link Vectors#source}. */
    static Value source(Lowering x, int source, int lane) {
        return read(x, Vectors.operand(x, source), lane);
    }

    /** Sets the destination to what is made for each lane. */
    static void eachLane(Lowering x, IntFunction<Value> make) {
        write(x, IntStream.range(0, lanes(x)).mapToObj(make).toArray(Value[]::new));
    }

    private static void clearAbove(Lowering x, int lanes) {
        if (x.form().isVex()) {
            Vectors.clear(x, x.form().register(0), 2 * lanes);
        }
    }

    /**
     * Lowers an instruction to the vector form of its method.
     *
     * @return false, and nothing was done, if it has none
     */
    static boolean value(Lowering x, OperationType type) {
        @Nullable OperationType form = X86Operations.vectorForm(type);
        if (form == null) {
            return false;
        }
        if (isZeroing(x, type)) {
            Vectors.clear(x, x.form().register(0), 0, x.form().isVex() ? ALL_PARTS : 2 * lanes(x));
            return true;
        }
        Value[][] arguments = IntStream.range(0, lanes(x))
                .mapToObj(lane -> arguments(x, form, lane))
                .toArray(Value[][]::new);
        if (form.spec().mayTrap()) { // As a whole, before anything changes.
            Value[] results = Arrays.stream(arguments)
                    .map(each -> x.applyVector(form, each))
                    .toArray(Value[]::new);
            x.run(X86Operations.MXCSR_CONTROL_DELIVER);
            write(x, results);
            return true;
        }
        for (int lane = 0; lane < arguments.length; lane++) {
            x.applyToVector(Vectors.slot(x, 0, 2 * lane), form, arguments[lane]);
        }
        clearAbove(x, arguments.length);
        return true;
    }

    /** Whether both sources are the same register, and the result zero whatever that holds. */
    private static boolean isZeroing(Lowering x, OperationType type) {
        if (!ZERO_OF_EQUALS.contains(type)) {
            return false;
        }
        int first = Vectors.operand(x, 0);
        int second = Vectors.operand(x, 1);
        return !x.form().isMemory(second)
                && x.form().register(first) == x.form().register(second);
    }

    private static Value argument(Lowering x, int operand, int lane) {
        return x.form().operand(operand).kind().isImmediate()
                ? Lowering.constant(x.form().immediate(operand))
                : read(x, operand, lane);
    }

    private static Value[] arguments(Lowering x, OperationType form, int lane) {
        return form.names().stream()
                .map(name -> argument(x, Vectors.operand(x, name.charAt(0) - 'a'), lane))
                .toArray(Value[]::new);
    }
}
