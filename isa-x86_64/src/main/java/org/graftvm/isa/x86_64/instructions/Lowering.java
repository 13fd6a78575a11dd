package org.graftvm.isa.x86_64.instructions;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.InstructionLowering;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.spec.Extend;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations of one instruction. Compositions are written with it; {@link #value} is what instructions do that are a
 * single method.
 */
final class Lowering extends InstructionLowering {
    private final Form form;
    private @Nullable Address address;
    private Value @Nullable [] vector;

    /** @param before the instruction before in the block */
    Lowering(Form form, BlockSteps steps, @Nullable InstructionLowering before) {
        super(steps, form.pc(), form.length(), before);
        this.form = form;
    }

    // ---- the instruction ----

    Form form() {
        return form;
    }

    /** Size of operand {@code index} in bits. */
    int bits(int index) {
        return form.bits(index);
    }

    @Override
    protected String text() {
        return form.row().encoding().text();
    }

    // ---- general operands ----

    /** An operand's value; above its size the bits are undefined. */
    Value read(int index) {
        return read(index, Extend.Kind.NONE);
    }

    Value read(int index, Extend.Kind extension) {
        int bits = bits(index);
        if (form.operand(index).kind().isImmediate()) {
            long value = form.immediate(index);
            return constant(extension == Extend.Kind.ZERO ? value & mask(Math.min(64, size())) : value);
        }
        if (form.operand(index).kind() == Kind.ONE) {
            return constant(1);
        }
        if (form.isMemory(index)) {
            Value loaded = load(bits, address());
            return extension == Extend.Kind.SIGN ? extend(loaded, bits, extension) : loaded;
        }
        int register = form.register(index);
        if (form.isHighByte(index)) {
            Value high = apply(X86Operations.PARTIAL_REGISTERS_HIGH_BYTE, register(register - 4));
            return extension == Extend.Kind.SIGN ? extend(high, bits, extension) : high;
        }
        return extend(register(register), bits, extension);
    }

    /** Size in bits of the first operand. */
    int size() {
        return form.operandCount() == 0 ? form.operandBits() : bits(0);
    }

    /** Writes an operand: 32 bits clear the upper half of a register, 8 and 16 bits leave the rest as it is. */
    void write(int index, Value value) {
        if (form.isMemory(index)) {
            store(bits(index), address(), value);
        } else if (form.isHighByte(index)) {
            int slot = form.register(index) - 4;
            applyTo(new int[] {slot}, -1, X86Operations.PARTIAL_REGISTERS_MERGE_HIGH_BYTE, register(slot), value);
        } else {
            writeRegister(form.register(index), bits(index), value);
        }
    }

    void writeRegister(int slot, int bits, Value value) {
        switch (bits) {
            case 64 -> set(value, slot);
            case 32 -> applyTo(new int[] {slot}, mask(32), CommonOperations.BASIC_MOVE, value);
            default ->
                applyTo(
                        new int[] {slot},
                        -1,
                        CommonOperations.BASIC_MERGE,
                        register(slot),
                        value,
                        constant(mask(bits)));
        }
    }

    // ---- memory ----

    /** Where the memory operand is. */
    Address address() {
        Address known = address;
        if (known == null) {
            known = segmented(effectiveAddress());
            address = known;
            if (form.row().encoding().aligned()) {
                checkVector(known, form.vectorBits() / 8, true);
            }
        }
        return known;
    }

    /** Makes sure that a vector in memory can be accessed part by part. */
    void checkVector(Address at, int bytes, boolean aligned) {
        OperationType check = VectorAccess.check(bytes, aligned, form.isMemory(0));
        if (check != null) {
            run(check, register(at.base()), constant(at.displacement()));
        }
    }

    /** The address without its segment: what LEA gives. */
    Address effectiveAddress() {
        int base = form.base();
        long displacement = form.displacement();
        if (form.index() >= 0) {
            Value scaled =
                    apply(CommonOperations.BASIC_INDEX, register(base), register(form.index()), constant(form.scale()));
            base = scaled.slot();
        }
        if (form.hasAddressSizePrefix()) {
            base = applyMasked(CommonOperations.BASIC_PLUS, mask(32), register(base), constant(displacement))
                    .slot();
            displacement = 0;
        }
        return new Address(base, displacement);
    }

    /** Adds the base of the segment that prefixes select. */
    Address segmented(Address effective) {
        int segment = form.segment();
        if (segment < 0) {
            return effective;
        }
        if (effective.base() == X86Cpu.ZERO) {
            return new Address(segment, effective.displacement());
        }
        Value base = apply(CommonOperations.BASIC_PLUS, register(segment), register(effective.base()));
        return new Address(base.slot(), effective.displacement());
    }

    /** The address as one value. */
    Value value(Address at) {
        if (at.base() == X86Cpu.ZERO) {
            return constant(at.displacement());
        }
        return at.displacement() == 0
                ? register(at.base())
                : apply(CommonOperations.BASIC_PLUS, register(at.base()), constant(at.displacement()));
    }

    /** A part of the vector in memory, of which all is loaded even if not all is used: it faults as a whole. */
    Value part(int operand, int part) {
        Value[] parts = vector;
        if (parts == null) {
            parts = new Value[Math.max(1, bits(operand) / 64)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = load(Math.min(64, bits(operand)), address().plus(8 * i));
            }
            vector = parts;
        }
        return parts[part];
    }

    /** Adds to the stack pointer. */
    void moveStack(long bytes) {
        applyTo(new int[] {X86Cpu.RSP}, -1, CommonOperations.BASIC_PLUS, register(X86Cpu.RSP), constant(bytes));
    }

    /**
     * Atomically changes the memory operand.
     *
     * @return what was there before
     */
    Value update(LockedOperation operation, Value operand) {
        return apply(
                X86Operations.LOCKED_UPDATE,
                value(address()),
                operand,
                constant(bits(0)),
                constant(operation.ordinal()));
    }

    // ---- instructions that are one method ----

    /** The first operand becomes what the method returns; flags stay. */
    void value(OperationType type) {
        value(type, FlagRule.NONE);
    }

    /** The first operand becomes what the method returns, and flags follow a rule. */
    void value(OperationType type, FlagRule rule) {
        if (Vectors.isVector(this, 0)) {
            Vectors.value(this, type);
            return;
        }
        Value[] arguments = clears(type) ? new Value[] {constant(0), constant(0)} : arguments(type);
        if (form.lock()) {
            LockedOperation locked = LockedOperation.of(form.row().spec().method());
            arguments[0] = update(locked, locked.operand(this, arguments));
        }
        Value result = applyMasked(type, bits(0) == 64 ? -1 : mask(bits(0)), arguments);
        if (form.isMemory(0)) {
            if (!form.lock()) {
                write(0, result);
            }
            rule.set(this, arguments, result);
        } else {
            rule.set(this, arguments, result);
            if (!writeSomeBits(type, arguments)) {
                write(0, result);
            }
        }
        if (rule == FlagRule.LOGIC) {
            compared(ConditionCode.ofResult());
        }
    }

    /** Whether this is XOR or SUB of a register with itself, which does not read it: it begins a new life. */
    private boolean clears(OperationType type) {
        return (type == X86Operations.LOGIC_XOR || type == X86Operations.ARITHMETIC_SUB)
                && isRegister(0)
                && isRegister(1)
                && form.register(0) == form.register(1)
                && form.isHighByte(0) == form.isHighByte(1);
    }

    private boolean isRegister(int index) {
        Kind kind = form.operand(index).kind();
        return kind == Kind.REGISTER || kind == Kind.REGISTER_OR_MEMORY && !form.isMemory(index);
    }

    /** Logic of 8 or 16 bits with a constant: of the whole register with a constant that leaves the other bits as they are. */
    private boolean writeSomeBits(OperationType type, Value[] arguments) {
        int bits = bits(0);
        boolean isAnd = type == X86Operations.LOGIC_AND;
        boolean applies = isAnd || type == X86Operations.LOGIC_XOR || type == X86Operations.LOGIC_OR;
        if (!applies
                || bits >= 32
                || !isRegister(0)
                || form.isHighByte(0)
                || arguments[0].isConstant() // A register that is cleared.
                || !arguments[1].isConstant()) {
            return false;
        }
        long constant = arguments[1].constant();
        long whole = isAnd ? constant | ~mask(bits) : constant & mask(bits);
        int slot = form.register(0);
        applyTo(new int[] {slot}, -1, type, register(slot), constant(whole));
        return true;
    }

    /** The method's result is for the flags alone. */
    void compare(OperationType type, FlagRule rule) {
        Value[] arguments = arguments(type);
        Value result = applyMasked(type, mask(bits(0)), arguments);
        rule.set(this, arguments, result);
        if (rule == FlagRule.SUB) {
            compared(ConditionCode.of(arguments[0], arguments[1], bits(0)));
        } else if (rule == FlagRule.LOGIC) {
            compared(ConditionCode.ofResult());
        }
    }

    private Value[] arguments(OperationType type) {
        int first = form.row().encoding().firstSource();
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < type.names().size(); i++) {
            String name = type.names().get(i);
            arguments.add(
                    switch (name) {
                        case "a" -> read(first, type.extensions().get(i));
                        case "b" -> read(first + 1, type.extensions().get(i));
                        case "c" -> read(first + 2, type.extensions().get(i));
                        case "size" -> constant(size());
                        default -> register(X86InstructionSet.slot(name));
                    });
        }
        return arguments.toArray(Value[]::new);
    }
}
