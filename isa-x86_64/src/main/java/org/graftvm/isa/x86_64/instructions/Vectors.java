package org.graftvm.isa.x86_64.instructions;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.notation.ByteOperand.Kind;

/**
 * Vector operands for compositions. A vector is two or four <em>parts</em> of 64 bits, a slot each, and an operation on elements
 * of at most 64 bits works on each part by itself. Where elements move, they do so within two parts, 128 bits: a <em>lane</em>.
 *
 * <p>Compositions serve rows without VEX and rows with it. They ask for sources by number, {@link #source}, and hand all parts of
 * the result to {@link #write}: this zeros what is above them where the row has VEX, and leaves it as it is where not.
 */
final class Vectors {
    private static final int ALL_PARTS = 4;

    private Vectors() {}

    /** Slot of a part of the vector register that an operand selects. */
    static int slot(Lowering x, int operand, int part) {
        return slot(x.form().register(operand), part);
    }

    /** Slot of a part of a vector register. */
    static int slot(int register, int part) {
        return part < 2 ? X86Cpu.XMM + 2 * register + part : X86Cpu.YMM_UPPER + 2 * register + part - 2;
    }

    /** How many parts the instruction's vectors have. */
    static int parts(Lowering x) {
        return isMmx(x) ? 1 : x.form().vectorBits() / 64;
    }

    // ---- sources ----

    /** A part of a vector operand; of a scalar in memory only its own bits. */
    static Value read(Lowering x, int operand, int part) {
        if (isMmx(x, operand) && !x.form().isMemory(operand)) {
            return x.apply(X86Operations.MMX_GET, Lowering.constant(x.form().register(operand)));
        }
        if (isMmx(x, operand) && isMmx(x)) {
            X87.await(x);
        }
        return x.form().isMemory(operand) ? x.part(operand, part) : Lowering.register(slot(x, operand, part));
    }

    /** Number of the operand that is a source, counted from 0. The first one may be the destination. */
    static int operand(Lowering x, int source) {
        return x.form().row().encoding().firstSource() + source;
    }

    /** A part of a source. */
    static Value source(Lowering x, int source, int part) {
        return read(x, operand(x, source), part);
    }

    /** All parts of a source. */
    static Value[] sources(Lowering x, int source) {
        return IntStream.range(0, parts(x))
                .mapToObj(part -> source(x, source, part))
                .toArray(Value[]::new);
    }

    /** Both parts of a lane of a source. */
    static Value[] lane(Lowering x, int source, int lane) {
        return new Value[] {source(x, source, 2 * lane), source(x, source, 2 * lane + 1)};
    }

    /** The immediate byte, which is the last operand. */
    static int immediate(Lowering x) {
        return (int) x.form().immediate(x.form().operandCount() - 1);
    }

    // ---- destination ----

    /** Sets parts of the destination; what is above them becomes zero by a row with VEX. */
    static void write(Lowering x, Value... results) {
        Value[] parts = results.clone();
        if (x.form().isMemory(0)) {
            if (!x.form().row().encoding().aligned() && parts.length > 1) {
                x.checkVector(x.address(), 8 * parts.length, false);
            }
            for (int part = 0; part < parts.length; part++) {
                x.store(64, x.address().plus(8 * part), parts[part]);
            }
            return;
        }
        if (isMmx(x, 0)) {
            x.run(X86Operations.MMX_PUT, parts[0], Lowering.constant(x.form().register(0)));
            return;
        }
        int[] slots =
                IntStream.range(0, parts.length).map(part -> slot(x, 0, part)).toArray();
        for (int part = 0; part < parts.length; part++) {
            int from = parts[part].slot();
            if (from != slots[part] && Arrays.stream(slots).anyMatch(slot -> slot == from)) {
                parts[part] = x.copy(parts[part]);
            }
        }
        for (int part = 0; part < parts.length; part++) {
            if (parts[part].slot() != slots[part]) {
                x.set(parts[part], slots[part]);
            }
        }
        if (x.form().isVex()) {
            clear(x, x.form().register(0), parts.length);
        }
    }

    /** Sets the lowest part of the destination, and the others of an XMM register at least to zero. */
    static void writeLow(Lowering x, Value low) {
        write(x, low, Lowering.constant(0));
    }

    /** Zeros a register from a part on. */
    static void clear(Lowering x, int register, int first) {
        clear(x, register, first, ALL_PARTS);
    }

    /** Zeros some parts of a register. */
    static void clear(Lowering x, int register, int first, int end) {
        if (first < end) {
            x.set(
                    Lowering.constant(0),
                    IntStream.range(first, end)
                            .map(part -> slot(register, part))
                            .toArray());
        }
    }

    /** Sets the destination to what is made for each lane, two parts each. */
    static void eachLane(Lowering x, IntFunction<Value[]> make) {
        write(
                x,
                IntStream.range(0, parts(x) / 2)
                        .mapToObj(make)
                        .flatMap(Arrays::stream)
                        .toArray(Value[]::new));
    }

    /** Sets the destination to what is made for each part. */
    static void eachPart(Lowering x, IntFunction<Value> make) {
        write(x, IntStream.range(0, parts(x)).mapToObj(make).toArray(Value[]::new));
    }

    /** The method for each part of the sources, or for the lowest one if they are scalars. */
    static void value(Lowering x, OperationType type) {
        if (isScalar(x)) {
            writeScalar(x, x.apply(type, arguments(x, type, 0)));
            return;
        }
        if (x.hasVectors() && !isMmx(x) && WholeVectors.value(x, type)) {
            return;
        }
        Value[] parts = IntStream.range(0, parts(x))
                .mapToObj(part -> x.apply(type, arguments(x, type, part)))
                .toArray(Value[]::new);
        if (type.spec().mayTrap()) {
            x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        }
        write(x, parts);
    }

    /** Sets the lowest part; the other one of the lane is that of the first source. */
    static void writeScalar(Lowering x, Value low) {
        write(x, low, Lowering.register(slot(x, operand(x, 0), 1)));
    }

    private static Value[] arguments(Lowering x, OperationType type, int part) {
        return type.names().stream()
                .map(name -> argument(x, operand(x, name.charAt(0) - 'a'), part))
                .toArray(Value[]::new);
    }

    private static Value argument(Lowering x, int operand, int part) {
        Kind kind = x.form().operand(operand).kind();
        return isVector(x, operand)
                ? read(x, operand, part)
                : kind.isImmediate() ? Lowering.constant(x.form().immediate(operand)) : x.read(operand);
    }

    private static boolean isScalar(Lowering x) {
        int source = operand(x, 1);
        return !isMmx(x) && !x.form().operand(source).kind().isImmediate() && x.bits(source) < 128;
    }

    /** Whether the destination is an MMX register: a vector of one part. */
    static boolean isMmx(Lowering x) {
        return isMmx(x, 0);
    }

    private static boolean isMmx(Lowering x, int operand) {
        return switch (x.form().operand(operand).kind()) {
            case MMX, MMX_OR_MEMORY, MMX_ONLY -> true;
            default -> false;
        };
    }

    /** Whether an operand is a vector. */
    static boolean isVector(Lowering x, int operand) {
        Kind kind = x.form().operand(operand).kind();
        return switch (kind) {
            case VECTOR, VECTOR_OR_MEMORY, VECTOR_ONLY, VEX_VECTOR, IMMEDIATE_VECTOR -> true;
            case FIXED -> x.form().operand(operand).type().equals("x");
            case MMX, MMX_OR_MEMORY, MMX_ONLY -> true;
            default -> false;
        };
    }
}
