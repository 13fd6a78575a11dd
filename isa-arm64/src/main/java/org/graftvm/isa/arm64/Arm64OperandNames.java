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
    private static final int R31 = 31;
    private static final int UXTW = 2;
    private static final int UXTX = 3;

    /** The operand fields of one instruction, by name. */
    private record Fields(InstructionSpec spec, IntToLongFunction values) {
        boolean has(String name) {
            return spec.operand(name) >= 0;
        }

        long get(String name) {
            int index = spec.operand(name);
            return index < 0 ? 0 : values.applyAsLong(index);
        }

        /** Whether registers named R are X registers. */
        boolean is64() {
            if (has("sf")) {
                return get("sf") != 0;
            }
            return has("size") ? get("size") == 3 : get("bit") >= 32;
        }
    }

    @Override
    public String name(OperandSpec operand, long value) {
        return Long.toString(value);
    }

    @Override
    public String name(InstructionSpec spec, int index, IntToLongFunction operands, long pc) {
        Fields fields = new Fields(spec, operands);
        OperandSpec operand = spec.operands().get(index);
        long value = operands.applyAsLong(index);
        return switch (operand.name()) {
            case "shift" ->
                value == 0 && fields.get("imm6") == 0 ? "" : SHIFTS[(int) value] + " #" + fields.get("imm6");
            case "shiftBy12" -> value == 0 ? "" : "lsl #12";
            case "hw" -> value == 0 ? "" : "lsl #" + 16 * value;
            case "bitmask" -> {
                long mask = BitmaskImmediate.decode((int) value);
                yield "#0x" + Long.toHexString(fields.is64() ? mask : mask & 0xffff_ffffL);
            }
            case "page" -> "0x" + Long.toHexString((pc & -4096L) + value);
            case "cond" -> CONDITIONS[(int) value];
            case "option" -> extension((int) value, fields);
            case "size" -> new String[] {"b", "h", "", ""}[(int) value];
            case "imm12" -> value == 0 ? "" : "#" + (value << fields.get("size"));
            default -> register(operand.name(), (int) value, fields);
        };
    }

    /** {@code lsl} stands for the extension that has no effect, where the stack pointer takes part. */
    private static String extension(int option, Fields fields) {
        long amount = fields.get("imm3");
        boolean stack = fields.get("RnSP") == R31 || fields.has("RdSP") && fields.get("RdSP") == R31;
        if (stack && option == (fields.is64() ? UXTX : UXTW)) {
            return amount == 0 ? "" : "lsl #" + amount;
        }
        return EXTENSIONS[option] + (amount == 0 ? "" : " #" + amount);
    }

    private static String register(String name, int number, Fields fields) {
        boolean wide = switch (name.charAt(0)) {
            case 'X' -> true;
            case 'W' -> false;
            case 'R' -> fields.is64();
            default -> throw new IllegalArgumentException("operand " + name + " has no text");
        };
        if (number == R31) {
            return name.endsWith("SP") ? wide ? "sp" : "wsp" : wide ? "xzr" : "wzr";
        }
        return (wide ? "x" : "w") + number;
    }
}
