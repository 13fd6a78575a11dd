package org.graftvm.isa.arm64.instructions;

import java.util.List;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;

/**
 * SIMD and floating-point operands of instructions. A vector is two <em>halves</em>, a slot each, and an instruction that is one
 * method is applied to each half by itself. Names of operands say what they are:
 *
 * <ul>
 *   <li>B, H, S, D and Q: a scalar of this size; F: one of the instruction's size;
 *   <li>V: a vector, or a scalar where the field {@code scalar} says so; {@code …Long}: its elements are twice as wide as the
 *       instruction's, and all 128 bits of it count; {@code …Element}: one element, which stands for as many as needed.
 * </ul>
 *
 * <p>A method whose destination is {@code …Long} and whose source is not gets 32 bits of the latter at a time; one with the opposite
 * returns 32 bits.
 */
final class Simd {
    private static final int ALL = 2;
    private static final int HALF_BITS = 32;

    private Simd() {}

    // ---- registers ----

    /** The slot of a half of a register. */
    static int slot(int register, int half) {
        return Arm64Cpu.V + 2 * register + half;
    }

    static Value read(int register, int half) {
        return Value.register(slot(register, half));
    }

    /** Both halves of a register, or the low one and zero. */
    static Value[] read(Lowering x, int register, VectorShape shape) {
        return new Value[] {read(register, 0), shape.full() ? read(register, 1) : Lowering.constant(0)};
    }

    /** A register gets a scalar, and zeros above. */
    static void writeScalar(Lowering x, int register, int bits, OperationType type, Value... arguments) {
        x.applyTo(new int[] {slot(register, 0)}, Lowering.mask(bits), type, arguments);
        clearHigh(x, register);
    }

    static void clearHigh(Lowering x, int register) {
        x.set(Lowering.constant(0), slot(register, 1));
    }

    /** A register gets two halves, neither of which may be one of its own slots in the other's place. */
    static void write(Lowering x, int register, Value low, Value high) {
        if (high.equals(low) && (low.isConstant() || low.slot() != slot(register, 0))) {
            x.set(low, slot(register, 0), slot(register, 1));
            return;
        }
        Value last = high.isConstant() || high.slot() != slot(register, 0) ? high : x.copy(high);
        x.set(low, slot(register, 0));
        x.set(last, slot(register, 1));
    }

    /** A register gets 64 or 128 bits. */
    static void write(Lowering x, int register, VectorShape shape, Value low, Value high) {
        write(x, register, low, shape.full() ? high : Lowering.constant(0));
    }

    /** The shape of the instruction that is being lowered. */
    static VectorShape shape(Lowering x) {
        return VectorShape.of(x.spec(), name -> field(name, x.word()));
    }

    private static int field(String name, int word) {
        return switch (name) {
            case "Q", "upper" -> word >>> 30 & 1;
            case "scalar" -> word >>> 28 & 1;
            case "size", "elementBits", "ftype" -> word >>> 22 & 3;
            case "sz", "narrowFormat", "pairFormat" -> word >>> 22 & 1;
            case "elementFormat" -> word >>> 22 & 3;
            case "format" -> word >>> 17 & 63;
            case "notHalf" -> word >>> 29 & 1;
            case "fsize" -> word >>> 22 - 3 & 8 | word >>> 21 - 2 & 4 | word >>> 14 & 3;
            case "lane" -> word >>> 16 & 31;
            case "shiftLeft", "shiftRight" -> word >>> 16 & 127;
            default -> throw new IllegalArgumentException(name);
        };
    }

    // ---- instructions that are one method ----

    /** Whether an operand is one of SIMD and floating point, by its name. */
    static boolean isOperand(String name) {
        return "BHSDQFV".indexOf(name.charAt(0)) >= 0;
    }

    /** As {@link Lowering#value}, for a destination among SIMD and floating-point registers. */
    static void value(Lowering x, OperationType type, String destination, int register, long... fields) {
        VectorShape shape = shape(x);
        if (SimdVectors.value(x, type, destination, register, fields)) {
            return;
        }
        if (destination.charAt(0) != 'V') {
            Value[] arguments = arguments(x, type, shape, fields, 0, false, false);
            writeScalar(x, register, scalarBits(destination, shape), type, arguments);
            return;
        }
        List<String> names = type.names();
        boolean toLong = destination.endsWith("Long");
        boolean fromLong = names.stream().anyMatch(name -> name.charAt(0) == 'V' && name.endsWith("Long"));
        boolean widens = toLong && names.stream().anyMatch(Simd::isNarrow);
        if (shape.scalar()) {
            int bits = toLong ? 2 * shape.bits() : shape.bits();
            writeScalar(x, register, bits, type, arguments(x, type, shape, fields, 0, false, false));
        } else if (fromLong && !toLong) {
            narrow(x, type, register, shape, fields);
        } else {
            int halves = toLong || shape.full() ? ALL : 1;
            boolean direct = !widens && names.stream().noneMatch(name -> name.endsWith("Element"));
            Value[] results = {Lowering.constant(0), Lowering.constant(0)};
            Value[] elements = elements(x, type, shape, fields);
            for (int half = 0; half < halves; half++) {
                Value[] arguments = arguments(x, type, shape, fields, half, widens, shape.full());
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = elements[i] == null ? arguments[i] : elements[i];
                }
                if (direct) {
                    x.applyTo(new int[] {slot(register, half)}, -1, type, arguments);
                } else {
                    results[half] = x.apply(type, arguments);
                }
            }
            if (!direct) {
                write(x, register, results[0], results[1]);
            } else if (halves == 1) {
                clearHigh(x, register);
            }
        }
    }

    private static boolean isNarrow(String name) {
        return name.charAt(0) == 'V' && !name.endsWith("Long");
    }

    /** Makes 64 bits of 128; they go to the upper half of the register, as the instructions named …2 have it, or to the lower. */
    private static void narrow(Lowering x, OperationType type, int register, VectorShape shape, long[] fields) {
        Value low = x.applyMasked(type, Lowering.mask(HALF_BITS), arguments(x, type, shape, fields, 0, false, false));
        Value high = x.apply(type, arguments(x, type, shape, fields, 1, false, false));
        Value both = x.apply(Arm64Operations.ELEMENTS_CONCATENATE, low, high);
        if (shape.full()) {
            x.set(both, slot(register, 1));
        } else {
            write(x, register, both, Lowering.constant(0));
        }
    }

    private static Value[] elements(Lowering x, OperationType type, VectorShape shape, long[] fields) {
        Value[] values = new Value[fields.length];
        for (int i = 0; i < values.length; i++) {
            String name = type.names().get(i);
            if (name.endsWith("Element")) {
                values[i] = element(x, (int) fields[i], elementSize(name, shape));
            }
        }
        return values;
    }

    /** Four bytes, or two halves, of a dot product count as one element. */
    private static int elementSize(String name, VectorShape shape) {
        return name.endsWith("GroupElement") || name.endsWith("TwoElement") ? 2 : shape.size();
    }

    /**
     * The element that an instruction by element selects, in all places.
     *
     * @param field H, L, M and the four bits of Rm
     */
    static Value element(Lowering x, int field, int size) {
        return element(x, VectorShape.elementRegister(field, size), VectorShape.elementIndex(field, size), size);
    }

    /** An element in all places. */
    static Value element(Lowering x, int register, int index, int size) {
        int bit = index << size + 3;
        return x.apply(
                Arm64Operations.ELEMENTS_REPLICATE,
                read(register, bit >>> 6),
                Lowering.constant(bit & 63),
                Lowering.constant(size));
    }

    private static Value[] arguments(
            Lowering x, OperationType type, VectorShape shape, long[] fields, int half, boolean widens, boolean upper) {
        List<String> names = type.names();
        Value[] arguments = new Value[names.size()];
        for (int i = 0; i < arguments.length; i++) {
            String name = names.get(i);
            int field = (int) fields[i];
            if (!type.spec().operands().get(i).isRegister()) {
                arguments[i] = Lowering.constant(field);
            } else if (!isOperand(name)) {
                arguments[i] = x.argument(name, false, field, type.extensions().get(i));
            } else if (name.endsWith("Element")) {
                arguments[i] = shape.scalar() ? element(x, field, shape.size()) : Lowering.constant(0);
            } else if (name.charAt(0) != 'V') {
                arguments[i] = x.applyMasked(
                        CommonOperations.BASIC_MOVE, Lowering.mask(scalarBits(name, shape)), read(field, 0));
            } else if (shape.scalar()) {
                arguments[i] = scalar(x, type, field, name.endsWith("Long") ? shape.size() + 1 : shape.size());
            } else if (widens && !name.endsWith("Long")) {
                Value both = read(field, upper ? 1 : 0);
                arguments[i] = half == 0 ? both : x.apply(Arm64Operations.ELEMENTS_UPPER, both);
            } else {
                arguments[i] = read(field, half);
            }
        }
        return arguments;
    }

    /** The low element; where it may raise exceptions in all places, so that no other element raises others. */
    private static Value scalar(Lowering x, OperationType type, int register, int size) {
        return size == 3 || type.isPure() ? read(register, 0) : element(x, register, 0, size);
    }

    private static int scalarBits(String name, VectorShape shape) {
        return switch (name.charAt(0)) {
            case 'B' -> 8;
            case 'H' -> 16;
            case 'S' -> 32;
            case 'F' -> shape.bits();
            default -> 64;
        };
    }
}
