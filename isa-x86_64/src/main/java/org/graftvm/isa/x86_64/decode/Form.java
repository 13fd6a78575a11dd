package org.graftvm.isa.x86_64.decode;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.notation.ByteEncoding.Width;
import org.graftvm.spec.notation.ByteOperand;
import org.graftvm.spec.notation.ByteOperand.Kind;

/** An instruction taken apart. Made by {@link FormReader}, not changed afterwards. */
public final class Form {
    public static final int REX_W = 8;
    public static final int REX_R = 4;
    public static final int REX_X = 2;
    public static final int REX_B = 1;

    final long pc;
    ByteRow row;
    int length;

    /** Prefix 66. */
    boolean operandSize;
    /** Prefix 67: addresses have 32 bits. */
    boolean addressSize;
    /** F3, F2, or 0. */
    int repeat;

    boolean lock;
    /** Slot of the segment base, or -1 for segments whose base is zero. */
    int segment = -1;
    /** REX byte, or 0. A VEX prefix gives one with the same meaning. */
    int rex;
    /** VEX.vvvv. */
    int vvvv;
    /** VEX.L. */
    boolean wide;

    int opcode;
    /** ModRM byte, or -1. */
    int modrm = -1;

    /** Slot of the base register, or {@link X86Cpu#ZERO}. */
    int base = X86Cpu.ZERO;
    /** Slot of the index register, or -1. */
    int index = -1;
    /** Number of the vector register whose lanes are indices, where the row has {@link Kind#VECTOR_MEMORY}. */
    int vectorIndex;
    /** The index is shifted left by this. */
    int scale;

    long displacement;
    /** Whether the displacement is relative to the next instruction. */
    boolean ripRelative;

    /** Number of the vector register that an immediate byte selects. */
    int immediateRegister;

    long immediate0;
    long immediate1;

    /** @param row set by the reader before anybody else sees the form */
    Form(long pc, ByteRow row) {
        this.pc = pc;
        this.row = row;
    }

    public long pc() {
        return pc;
    }

    public ByteRow row() {
        return row;
    }

    /** Bytes, prefixes included. */
    public int length() {
        return length;
    }

    public long next() {
        return pc + length;
    }

    public int base() {
        return base;
    }

    public int index() {
        return index;
    }

    /** The vector register whose lanes are indices. */
    public int vectorIndex() {
        return vectorIndex;
    }

    public int scale() {
        return scale;
    }

    public long displacement() {
        return displacement;
    }

    /** Whether the instruction has a displacement, be it zero. */
    public boolean hasDisplacement() {
        return displacement != 0 || modrm >= 0x40;
    }

    public boolean ripRelative() {
        return ripRelative;
    }

    public int segment() {
        return segment;
    }

    public boolean lock() {
        return lock;
    }

    public int repeat() {
        return repeat;
    }

    public boolean hasOperandSizePrefix() {
        return operandSize;
    }

    public boolean hasRex() {
        return rex != 0;
    }

    public boolean hasAddressSizePrefix() {
        return addressSize;
    }

    /** The low four bits of the opcode: conditions. */
    public int condition() {
        return opcode & 15;
    }

    /** Whether ModRM selects memory. */
    public boolean isMemory() {
        return modrm >= 0 && modrm < 0xc0;
    }

    /** Whether the instruction has a VEX prefix. */
    public boolean isVex() {
        return row.encoding().isVex();
    }

    /** Whether lanes of a vector register are part of the address. */
    public boolean isGather() {
        return operandCount() > 1 && operand(1).kind() == Kind.VECTOR_MEMORY;
    }

    /** Size of a vector in bits. */
    public int vectorBits() {
        return wide && !row.encoding().lengthIgnored() ? 256 : 128;
    }

    /** The size of operands of type {@code v} in bits. */
    public int operandBits() {
        if (row.encoding().width() == Width.FORCED_64 || (rex & REX_W) != 0) {
            return 64;
        }
        return operandSize ? 16 : row.encoding().width() == Width.DEFAULT_64 ? 64 : 32;
    }

    /** Size of an operand in bits. */
    public int bits(ByteOperand operand) {
        return switch (operand.type()) {
            case "b" -> 8;
            case "w" -> 16;
            case "d" -> 32;
            case "q" -> 64;
            case "y" -> (rex & REX_W) != 0 ? 64 : 32;
            case "z" -> Math.min(32, operandBits());
            case "t" -> 80;
            case "x" -> vectorBits();
            case "dq", "o" -> 128;
            case "qq" -> 256;
            default -> operandBits();
        };
    }

    public ByteOperand operand(int index) {
        return row.encoding().operands().get(index);
    }

    public int operandCount() {
        return row.encoding().operands().size();
    }

    public int bits(int operand) {
        return bits(operand(operand));
    }

    public boolean isMemory(int operand) {
        return switch (operand(operand).kind()) {
            case REGISTER_OR_MEMORY, VECTOR_OR_MEMORY, MMX_OR_MEMORY, MEMORY, VECTOR_MEMORY -> isMemory();
            case OFFSET -> true;
            default -> false;
        };
    }

    /** Number of the register that an operand without memory selects. */
    public int register(int operand) {
        ByteOperand spec = operand(operand);
        return switch (spec.kind()) {
            case REGISTER, VECTOR -> modrm >> 3 & 7 | (rex & REX_R) << 1;
            case REGISTER_OR_MEMORY, REGISTER_ONLY, VECTOR_OR_MEMORY, VECTOR_ONLY -> modrm & 7 | (rex & REX_B) << 3;
            case MMX -> modrm >> 3 & 7;
            case MMX_OR_MEMORY, MMX_ONLY, STACK -> modrm & 7;
            case STACK_TOP -> 0;
            case OPCODE_REGISTER -> opcode & 7 | (rex & REX_B) << 3;
            case VEX_VECTOR, VEX_REGISTER -> vvvv;
            case IMMEDIATE_VECTOR -> immediateRegister;
            case SEGMENT -> spec.register() >= 0 ? spec.register() : modrm >> 3 & 7;
            case FIXED -> spec.register();
            default ->
                throw new IllegalArgumentException(
                        "no register: " + row.encoding().text());
        };
    }

    /** Whether a byte operand is AH, CH, DH or BH, which the numbers 4 to 7 mean where there is no REX prefix. */
    public boolean isHighByte(int operand) {
        ByteOperand spec = operand(operand);
        return spec.type().equals("b") && rex == 0 && spec.kind() != Kind.FIXED && register(operand) >= 4;
    }

    /** Value of an immediate operand, extended as its letters say; of a relative one the target. */
    public long immediate(int operand) {
        int before = 0;
        for (int i = 0; i < operand; i++) {
            before += operand(i).kind().isImmediate() ? 1 : 0;
        }
        return before == 0 ? immediate0 : immediate1;
    }
}
