package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import java.util.List;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.InstructionLowering;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Extend;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations of one A64 instruction. Compositions are written with it; {@link #value} is what instructions do that are a
 * single method.
 *
 * <p>A general register operand has the number of its field: 31 is the zero register in {@link #read} and {@link #write}, and the
 * stack pointer in {@link #readOrStack} and {@link #writeOrStack}. Their width is that of the instruction, {@link #size}.
 */
final class Lowering extends InstructionLowering {
    /** The field value of the zero register, or of the stack pointer. */
    static final int R31 = 31;

    private static final int[] NOWHERE = {};

    private final Arm64Instruction instruction;

    /** @param before the instruction before in the block */
    Lowering(Arm64Instruction instruction, BlockSteps steps, @Nullable InstructionLowering before) {
        super(steps, instruction.pc(), instruction.length(), before);
        this.instruction = instruction;
    }

    // ---- the instruction ----

    @Override
    protected String text() {
        return instruction.spec().syntax() + " 0x" + Integer.toHexString(instruction.word());
    }

    InstructionSpec spec() {
        return instruction.spec();
    }

    int word() {
        return instruction.word();
    }

    /** Operand size in bits, 32 or 64: bit 31 of the word says so wherever there is a choice. */
    int size() {
        return instruction.word() < 0 ? 64 : 32;
    }

    // ---- general registers ----

    /** A register's value; above the operand size the bits are undefined. */
    static Value read(int register) {
        return register == R31 ? constant(0) : register(register);
    }

    static Value readOrStack(int register) {
        return register(register);
    }

    /** A register's value, of the operand size, extended to 64 bits. */
    Value read(int register, Extend.Kind extension) {
        return extend(read(register), size(), extension);
    }

    /** Where a result for a register goes. */
    static int[] destination(int register) {
        return register == R31 ? NOWHERE : new int[] {register};
    }

    /** A register gets the result of an operation; 32 bits clear the upper half. */
    void write(int register, OperationType type, Value... arguments) {
        write(register, size(), type, arguments);
    }

    void write(int register, int bits, OperationType type, Value... arguments) {
        applyTo(destination(register), mask(bits), type, arguments);
    }

    void writeOrStack(int register, OperationType type, Value... arguments) {
        applyTo(new int[] {register}, mask(size()), type, arguments);
    }

    void write(int register, Value value) {
        write(register, CommonOperations.BASIC_MOVE, value);
    }

    // ---- flags ----

    /** N and Z of a result. */
    void setResultFlags(Value result) {
        setResultFlags(result, size());
    }

    void setResultFlags(Value result, int bits) {
        OperationType type = bits == 64 ? CommonOperations.BASIC_MOVE : CommonOperations.BASIC_EXTEND_INT;
        applyTo(new int[] {NF, ZF}, -1, type, result);
    }

    /** C and V of an addition or subtraction, from its operands. */
    void setCarryAndOverflow(OperationType carry, OperationType overflow, Value a, Value b) {
        Value shift = constant(64 - size());
        applyTo(new int[] {CF}, -1, carry, a, b, shift);
        applyTo(new int[] {VF}, -1, overflow, a, b, shift);
    }

    /** The slots of the four flags. */
    static int[] flags() {
        return new int[] {NF, ZF, CF, VF};
    }

    // ---- instructions that are one method ----

    /**
     * An operand becomes what the method returns.
     *
     * @param destination name of the operand
     * @param field its field
     * @param fields those of the operands that are the method's parameters, and 0 for parameters that are no operands
     */
    void value(OperationType type, String destination, long field, long... fields) {
        if (Simd.isOperand(destination)) {
            Simd.value(this, type, destination, (int) field, fields);
            return;
        }
        List<String> names = type.names();
        Value[] arguments = new Value[names.size()];
        for (int i = 0; i < arguments.length; i++) {
            boolean isField = !type.spec().operands().get(i).isRegister();
            arguments[i] = argument(
                    names.get(i), isField, (int) fields[i], type.extensions().get(i));
        }
        int register = (int) field;
        if (destination.endsWith("SP")) {
            applyTo(new int[] {register}, mask(bits(destination)), type, arguments);
        } else {
            write(register, bits(destination), type, arguments);
        }
    }

    Value argument(String name, boolean isField, int field, Extend.Kind extension) {
        if (isField) {
            return constant(name.equals("bits") ? size() : field);
        }
        return switch (name) {
            case "nf" -> register(NF);
            case "zf" -> register(ZF);
            case "cf" -> register(CF);
            case "vf" -> register(VF);
            default -> {
                Value value = name.endsWith("SP") ? readOrStack(field) : read(field);
                yield extend(value, bits(name), extension);
            }
        };
    }

    /** Size of a general register operand by its name: X and W have their own, R that of the instruction. */
    private int bits(String name) {
        return switch (name.charAt(0)) {
            case 'X' -> 64;
            case 'W' -> 32;
            case 'R' -> size();
            default -> throw new IllegalArgumentException("no register operand: " + name);
        };
    }
}
