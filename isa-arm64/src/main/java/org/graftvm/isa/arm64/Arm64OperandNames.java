package org.graftvm.isa.arm64;

import java.util.function.IntToLongFunction;
import org.graftvm.isa.arm64.instructions.BitmaskImmediate;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.tool.OperandNames;

/**
 * Assembly texts of operands, as objdump writes them without aliases. Names of registers say how wide they are: X and W by
 * themselves, R by the instruction.
 */
public final class Arm64OperandNames implements OperandNames {
    private static final String[] CONDITIONS = {
        "eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"
    };

    private static final String[] SHIFTS = {"lsl", "lsr", "asr", "ror"};
    private static final String[] EXTENSIONS = {"uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"};
    private static final String[] ATOMICS = {"add", "clr", "eor", "set", "smax", "smin", "umax", "umin"};
    private static final String[] ORDERS = {"", "l", "a", "al"};
    private static final String[] SIZES = {"b", "h", "", ""};
    private static final String[] SIGNED_SIZES = {"b", "h", "w"};

    /** Scopes of barriers by bits 3 and 2, and their types by bits 1 and 0. */
    private static final String[] SCOPES = {"osh", "nsh", "ish", ""};

    private static final String[] TYPES = {"", "ld", "st", ""};

    private static final String[] PREFETCHES = {"pld", "pli", "pst"};
    private static final String[] PREFETCH_LEVELS = {"l1", "l2", "l3"};

    private static final int R31 = 31;
    private static final int LINK_REGISTER = 30;
    private static final int UXTW = 2;
    private static final int UXTX = 3;
    private static final int SYSTEM = 15;

    /** The operand fields of one instruction, by name. */
    record Fields(InstructionSpec spec, IntToLongFunction values) {
        boolean has(String name) {
            return spec.operand(name) >= 0;
        }

        /** Zero where there is no such field. */
        long get(String name) {
            int index = spec.operand(name);
            return index < 0 ? 0 : values.applyAsLong(index);
        }

        /** Whether registers named R are X registers. */
        boolean is64() {
            if (has("sf")) {
                return get("sf") != 0;
            }
            if (has("esize")) {
                return get("toWord") == 0;
            }
            return has("size") ? get("size") == 3 : get("bit") >= 32;
        }

        /** Logarithm of the bytes that are loaded or stored. */
        long scale() {
            if (has("size") || has("esize")) {
                return get("size") + get("esize");
            }
            return has("S") ? 3 : 2 + get("sf");
        }
    }

    @Override
    public String name(OperandSpec operand, long value) {
        return Long.toString(value);
    }

    @Override
    public String name(InstructionSpec spec, int index, IntToLongFunction operands, long pc) {
        Fields fields = new Fields(spec, operands);
        String name = spec.operands().get(index).name();
        long value = operands.applyAsLong(index);
        int field = (int) value;
        return switch (name) {
            case "shift" -> value == 0 && fields.get("imm6") == 0 ? "" : SHIFTS[field] + " #" + fields.get("imm6");
            case "shiftBy12" -> value == 0 ? "" : "lsl #12";
            case "hw" -> value == 0 ? "" : "lsl #" + 16 * value;
            case "bitmask" -> {
                long mask = BitmaskImmediate.decode(field);
                yield "#0x" + Long.toHexString(fields.is64() ? mask : mask & 0xffff_ffffL);
            }
            case "page" -> "0x" + Long.toHexString((pc & -4096L) + value);
            case "cond" -> CONDITIONS[field];
            case "option" -> fields.has("S") ? indexExtension(field, fields) : extension(field, fields);
            case "size" -> SIZES[field];
            case "esize", "crcSize" -> SIGNED_SIZES[field];
            case "atomic" -> ATOMICS[field];
            case "order" -> ORDERS[field];
            case "acquire" -> value == 0 ? "" : "a";
            case "release" -> value == 0 ? "" : "l";
            case "barrier" -> barrier(field, spec);
            case "systemRegister" -> SystemRegister.text(field);
            case "prfop" -> prefetch(field);
            case "offset12", "offset7" -> value == 0 ? "" : "#" + (value << fields.scale());
            case "imm7" -> "#" + (value << fields.scale());
            case "offset12x8", "offset9" -> value == 0 ? "" : "#" + value;
            case "XnReturn" -> field == LINK_REGISTER ? "" : register("Xn", field, fields);
            case "RsPair", "RtPair" -> register("Rs", field, fields) + "," + register("Rs", field + 1, fields);
            default ->
                "RXW".indexOf(name.charAt(0)) >= 0
                        ? register(name, field, fields)
                        : SimdOperandNames.name(name, field, fields);
        };
    }

    /** {@code lsl} stands for the extension that has no effect, where the stack pointer takes part. */
    private static String extension(int option, Fields fields) {
        long amount = fields.get("imm3");
        boolean stack = fields.get("RnSP") == R31 || fields.get("RdSP") == R31;
        if (stack && option == (fields.is64() ? UXTX : UXTW)) {
            return amount == 0 ? "" : "lsl #" + amount;
        }
        return EXTENSIONS[option] + (amount == 0 ? "" : " #" + amount);
    }

    private static String indexExtension(int option, Fields fields) {
        boolean shifted = fields.get("S") != 0;
        String amount = shifted ? " #" + fields.scale() : "";
        if (option == UXTX) {
            return shifted ? "lsl" + amount : "";
        }
        return EXTENSIONS[option] + amount;
    }

    /** Others are written as numbers; ISB and CLREX know none but the whole system, which they leave out. */
    private static String barrier(int barrier, InstructionSpec spec) {
        boolean unnamed = spec.mnemonic().equals("isb") || spec.mnemonic().equals("clrex");
        if (unnamed) {
            return barrier == SYSTEM ? "" : "#0x" + Integer.toHexString(barrier);
        }
        if ((barrier & 3) == 0) {
            return "#0x%02x".formatted(barrier);
        }
        return barrier == SYSTEM ? "sy" : SCOPES[barrier >>> 2] + TYPES[barrier & 3];
    }

    private static String prefetch(int operation) {
        int type = operation >>> 3;
        int level = operation >>> 1 & 3;
        if (type >= PREFETCHES.length || level >= PREFETCH_LEVELS.length) {
            return "#0x%02x".formatted(operation);
        }
        return PREFETCHES[type] + PREFETCH_LEVELS[level] + ((operation & 1) == 0 ? "keep" : "strm");
    }

    private static String register(String name, int number, Fields fields) {
        boolean wide = switch (name.charAt(0)) {
            case 'X' -> true;
            case 'W' -> false;
            case 'R' -> name.equals("Rm") && fields.has("option") ? isWideIndex(fields) : fields.is64();
            default -> throw new IllegalArgumentException("operand " + name + " has no text");
        };
        if (number == R31) {
            return name.endsWith("SP") ? wide ? "sp" : "wsp" : wide ? "xzr" : "wzr";
        }
        return (wide ? "x" : "w") + number;
    }

    private static boolean isWideIndex(Fields fields) {
        return fields.has("S")
                ? (fields.get("option") & 1) != 0
                : fields.is64() && (fields.get("option") & UXTX) == UXTX;
    }
}
