package org.graftvm.isa.arm64;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graftvm.isa.arm64.instructions.FloatImmediate;
import org.graftvm.isa.arm64.instructions.SimdImmediate;
import org.graftvm.isa.arm64.instructions.SimdStructures;
import org.graftvm.isa.arm64.instructions.VectorShape;

/** Assembly texts of operands of SIMD and floating-point instructions, as {@link Arm64OperandNames}. */
final class SimdOperandNames {
    private static final String[] ARRANGEMENTS = {"8b", "16b", "4h", "8h", "2s", "4s", "1d", "2d", "1q", "1q"};
    private static final String LETTERS = "bhsdq";
    private static final String[] EXTENSIONS = {"uxtb", "uxth", "uxtw", "lsl", "sxtb", "sxth", "sxtw", "sxtx"};
    private static final String[] COUNTS = {"1", "2", "3", "4"};
    private static final int REGISTERS = 32;
    private static final int R31 = 31;

    private SimdOperandNames() {}

    /** Text of the operand with a name. */
    static String name(String name, int value, Arm64OperandNames.Fields fields) {
        VectorShape shape = VectorShape.of(fields.spec(), field -> (int) fields.get(field));
        return switch (name) {
            case "scaled12", "scaled7" -> value == 0 ? "" : "#" + ((long) value << scale(fields));
            case "movedPair7" -> "#" + ((long) value << scale(fields));
            case "unscaled9" -> value == 0 ? "" : "#" + value;
            case "indexRegister" -> general(value, (fields.get("indexExtension") & 2) != 0);
            case "indexExtension" -> indexExtension(value, (int) scale(fields));
            case "structure" -> String.valueOf(SimdStructures.elements(value));
            case "count" -> COUNTS[SimdStructures.count(value) - 1];
            case "movedBy" -> movedBy(value, shape, fields);
            case "VtList" -> list(value, count(fields), "." + arrangement(shape.size(), shape.full()));
            case "VnTable" -> list(value, (int) fields.get("tables") + 1, ".16b");
            case "VtPart" -> {
                int part = (int) fields.get("part");
                int index = SimdStructures.partIndex((int) fields.get("Q"), part);
                String letter = letter(SimdStructures.partSize(part));
                yield list(value, SimdStructures.count((int) fields.get("count")), "." + letter) + "[" + index + "]";
            }
            case "upper" -> shape.full() && !shape.scalar() ? "2" : "";
            case "lane" -> "[" + (value >>> shape.size() + 1) + "]";
            case "wordIndex" -> "[" + value + "]";
            case "fromLane" -> "[" + (value >>> shape.size()) + "]";
            case "shiftLeft" -> "#" + (value - (8 << VectorShape.shiftSize(value)));
            case "shiftRight" -> "#" + ((16 << VectorShape.shiftSize(value)) - value);
            case "constant" -> immediate(value, (int) fields.get("cmode"));
            case "maskConstant" -> "#0x" + Long.toHexString(SimdImmediate.expand(1, 14, value));
            case "elementBits" -> "#" + (8 << shape.size());
            case "rotate" -> "#" + 90 * value;
            case "rotateAdd" -> "#" + (90 + 180 * value);
            case "bottomOrTop" -> value == 0 ? "b" : "t";
            case "fbits" -> "#" + (64 - value);
            case "floatConstant" -> FloatImmediate.text(value);
            case "VdImmediate" ->
                "v" + value + "." + arrangement(immediateSize((int) fields.get("cmode")), shape.full());
            case "VdMask" -> shape.full() ? "v" + value + ".2d" : "d" + value;
            default -> register(name, value, shape);
        };
    }

    private static int immediateSize(int cmode) {
        return cmode == 14 ? 0 : cmode >>> 2 == 2 ? 1 : 2;
    }

    /** With the distance that it is shifted by, if that is not zero; ones instead of zeros come in by MSL. */
    private static String immediate(int constant, int cmode) {
        String text = "#0x" + Integer.toHexString(constant);
        if (cmode == 14) {
            return text;
        }
        if (cmode >>> 1 == 6) {
            return text + ",msl #" + (8 << (cmode & 1));
        }
        int shift = 8 * (cmode >>> 1 & (cmode >>> 2 == 2 ? 1 : 3));
        return shift == 0 ? text : text + ",lsl #" + shift;
    }

    private static long scale(Arm64OperandNames.Fields fields) {
        return fields.has("pairScale") ? 2 + fields.get("pairScale") : fields.get("scale");
    }

    private static int count(Arm64OperandNames.Fields fields) {
        return fields.has("structure")
                ? SimdStructures.registers((int) fields.get("structure"))
                : SimdStructures.count((int) fields.get("count"));
    }

    private static String movedBy(int register, VectorShape shape, Arm64OperandNames.Fields fields) {
        if (register != R31) {
            return general(register, true);
        }
        int each = fields.has("structure")
                ? shape.full() ? 16 : 8
                : 1 << (fields.has("part") ? SimdStructures.partSize((int) fields.get("part")) : shape.size());
        return "#" + count(fields) * each;
    }

    /** S and the option are one field. */
    private static String indexExtension(int field, int scale) {
        boolean shifted = (field & 1) != 0;
        int option = field >>> 1;
        if (option == 3) {
            return shifted ? "lsl #" + scale : "";
        }
        return EXTENSIONS[option] + (shifted ? " #" + scale : "");
    }

    private static String general(int number, boolean wide) {
        return number == R31 ? wide ? "xzr" : "wzr" : (wide ? "x" : "w") + number;
    }

    private static String list(int first, int count, String suffix) {
        int last = (first + count - 1) % REGISTERS;
        if (count > 2 && last > first) {
            return "{v" + first + suffix + "-v" + last + suffix + "}";
        }
        return IntStream.range(0, count)
                .mapToObj(i -> "v" + (first + i) % REGISTERS + suffix)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String arrangement(int size, boolean full) {
        return ARRANGEMENTS[2 * size + (full ? 1 : 0)];
    }

    private static String letter(int size) {
        return LETTERS.substring(size, size + 1);
    }

    private static String register(String name, int number, VectorShape shape) {
        char kind = name.charAt(0);
        int size = shape.size();
        if (LETTERS.indexOf(Character.toLowerCase(kind)) >= 0) {
            return Character.toLowerCase(kind) + String.valueOf(number);
        }
        if (kind == 'F') {
            return letter(size) + number;
        }
        if (kind == 'G') {
            return general(number, size == 3);
        }
        String suffix = name.substring(2).replaceFirst("^[0-9]", "");
        return switch (suffix) {
            case "" -> shape.scalar() ? letter(size) + number : "v" + number + "." + arrangement(size, shape.full());
            case "Long" ->
                shape.scalar() ? letter(size + 1) + number : "v" + number + "." + arrangement(size + 1, true);
            case "Scalar" -> letter(size) + number;
            case "ScalarLong" -> letter(size + 1) + number;
            case "Bytes" -> "v" + number + "." + arrangement(0, shape.full());
            case "Block" -> "v" + number + ".16b";
            case "High" -> "v" + number + ".d[1]";
            case "Pairs" -> "v" + number + "." + arrangement(size + 1, shape.full());
            case "Word" -> "v" + number + "." + arrangement(2, shape.full());
            case "Half" -> "v" + number + "." + arrangement(1, shape.full());
            case "Halves" -> "v" + number + ".8h";
            case "Factors" -> "v" + number + (shape.full() ? ".4h" : ".2h");
            case "Words" -> "v" + number + ".4s";
            case "Doubles" -> "v" + number + ".2d";
            case "WordPart" -> "v" + number + ".s";
            case "Pair" -> "v" + number + ".2" + letter(size);
            case "Part" -> "v" + number + "." + letter(size);
            case "Element" ->
                "v" + VectorShape.elementRegister(number, size) + "." + letter(size) + "["
                        + VectorShape.elementIndex(number, size) + "]";
            case "HalfElement" ->
                "v" + VectorShape.elementRegister(number, 1) + ".h[" + VectorShape.elementIndex(number, 1) + "]";
            case "TwoElement" ->
                "v" + VectorShape.elementRegister(number, 2) + ".2h[" + VectorShape.elementIndex(number, 2) + "]";
            case "PairElement" ->
                "v" + VectorShape.pairRegister(number) + "." + letter(size) + "[" + VectorShape.pairIndex(number, size)
                        + "]";
            case "GroupElement" ->
                "v" + VectorShape.elementRegister(number, 2) + ".4b[" + VectorShape.elementIndex(number, 2) + "]";
            default -> throw new IllegalArgumentException("operand " + name + " has no text");
        };
    }
}
