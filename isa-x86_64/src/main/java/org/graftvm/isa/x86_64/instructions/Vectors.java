package org.graftvm.isa.x86_64.instructions;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.engine.OperationType;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.notation.ByteOperand.Kind;

/**
 * Vector operands for compositions. An XMM register is two slots, and an operation on lanes of at most 64 bits works on each
 * half by itself.
 */
final class Vectors {
    private Vectors() {}

    /** Slot of a half, 0 or 1, of the XMM register that an operand selects. */
    static int slot(Lowering x, int operand, int half) {
        return X86Cpu.XMM + 2 * x.form().register(operand) + half;
    }

    /** A half of a vector operand; of a scalar in memory only its own bits. */
    static Value read(Lowering x, int operand, int half) {
        return x.form().isMemory(operand)
                ? x.load(Math.min(64, x.bits(operand)), x.address().plus(8 * half))
                : Lowering.register(slot(x, operand, half));
    }

    /** Sets both halves of the destination. */
    static void write(Lowering x, Value low, Value high) {
        if (x.form().isMemory(0)) {
            x.store(64, x.address(), low);
            x.store(64, x.address().plus(8), high);
        } else {
            Value kept = x.copy(high);
            x.set(x.copy(low), slot(x, 0, 0));
            x.set(kept, slot(x, 0, 1));
        }
    }

    /** Sets the low half of the destination, and the high one to zero. */
    static void writeLow(Lowering x, Value low) {
        x.set(low, slot(x, 0, 0));
        x.set(Lowering.constant(0), slot(x, 0, 1));
    }

    /** The method for each half of the first operand, or for the low one if the source is a scalar. */
    static void value(Lowering x, OperationType type) {
        Value low = x.apply(type, arguments(x, type, 0));
        if (isScalar(x)) {
            x.set(low, slot(x, 0, 0));
            return;
        }
        Value high = x.apply(type, arguments(x, type, 1));
        if (type.spec().mayTrap()) {
            x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        }
        write(x, low, high);
    }

    private static Value[] arguments(Lowering x, OperationType type, int half) {
        List<Value> arguments = new ArrayList<>();
        for (String name : type.names()) {
            int operand = name.charAt(0) - 'a';
            Kind kind = x.form().operand(operand).kind();
            arguments.add(
                    isVector(x, operand)
                            ? read(x, operand, half)
                            : kind.isImmediate() ? Lowering.constant(x.form().immediate(operand)) : x.read(operand));
        }
        return arguments.toArray(Value[]::new);
    }

    private static boolean isScalar(Lowering x) {
        return !x.form().operand(1).kind().isImmediate() && x.bits(1) < 128;
    }

    private static boolean isVector(Lowering x, int operand) {
        Kind kind = x.form().operand(operand).kind();
        return kind == Kind.VECTOR || kind == Kind.VECTOR_OR_MEMORY || kind == Kind.VECTOR_ONLY;
    }
}
