package org.graftvm.spec.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.graftvm.spec.notation.ByteEncoding.Width;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.jspecify.annotations.Nullable;

/** Reads rows of the byte dialect, see {@link org.graftvm.spec.Encoding}. */
final class ByteEncodingParser {
    private static final Map<String, ByteOperand> FIXED = Map.of(
            "AL", new ByteOperand(Kind.FIXED, "b", 0),
            "CL", new ByteOperand(Kind.FIXED, "b", 1),
            "AX", new ByteOperand(Kind.FIXED, "w", 0),
            "DX", new ByteOperand(Kind.FIXED, "w", 2),
            "rAX", new ByteOperand(Kind.FIXED, "v", 0),
            "eAX", new ByteOperand(Kind.FIXED, "z", 0),
            "XMM0", new ByteOperand(Kind.FIXED, "x", 0),
            "FS", new ByteOperand(Kind.SEGMENT, "w", 4),
            "GS", new ByteOperand(Kind.SEGMENT, "w", 5),
            "1", new ByteOperand(Kind.ONE, "b", -1));

    private static final List<String> GENERAL_TYPES = List.of("b", "w", "d", "q", "v", "y", "z");
    private static final List<String> VECTOR_TYPES = List.of("x", "b", "w", "d", "q", "dq", "qq");
    private static final List<String> MMX_TYPES = List.of("d", "q");
    private static final List<String> NO_TYPE = List.of("");

    /** VEX, vector length, prefix, map and W; what stands in none of the groups is optional. */
    private static final java.util.regex.Pattern VEX = java.util.regex.Pattern.compile(
            "VEX(?:\\.(128|256|LIG|LZ))?(?:\\.(66|F3|F2))?\\.0F(38|3A)?(?:\\.W(0|1|IG))?");

    /** Types by the letters of the kind; what is not listed is of a general register. */
    private static final Map<String, List<String>> TYPES = Map.ofEntries(
            Map.entry("I", List.of("b", "w", "v")),
            Map.entry("sI", List.of("b", "z")),
            Map.entry("J", List.of("b", "z")),
            Map.entry("M", List.of("", "b", "w", "d", "q", "v", "y", "t", "x", "dq", "qq", "o")),
            Map.entry("S", List.of("w")),
            Map.entry("O", List.of("b", "v")),
            Map.entry("V", VECTOR_TYPES),
            Map.entry("W", VECTOR_TYPES),
            Map.entry("U", VECTOR_TYPES),
            Map.entry("H", VECTOR_TYPES),
            Map.entry("B", List.of("y")),
            Map.entry("L", VECTOR_TYPES),
            Map.entry("vm", List.of("32x", "32y", "64x", "64y")),
            Map.entry("P", MMX_TYPES),
            Map.entry("Q", MMX_TYPES),
            Map.entry("N", MMX_TYPES),
            Map.entry("ST", NO_TYPE),
            Map.entry("STi", NO_TYPE));

    private final String text;
    private final List<ByteOperand> operands = new ArrayList<>();
    private final List<String> immediates = new ArrayList<>();
    private int mask;
    private int match;
    private int bytes;
    private boolean modrm;
    private boolean lockable;
    private @Nullable Boolean aligned;
    private boolean lengthIgnored;
    private Width width = Width.DEFAULT;

    ByteEncodingParser(String text) {
        this.text = text;
    }

    ByteEncoding parse() {
        int colon = text.indexOf(':');
        String opcode = colon < 0 ? text : text.substring(0, colon);
        for (String word : opcode.strip().split(" +")) {
            opcodeWord(word);
        }
        if (bytes == 0) {
            throw mistake("no opcode byte", 0);
        }
        if (colon >= 0) {
            for (String word : text.substring(colon + 1).strip().split(" +")) {
                operands.add(operand(word));
            }
        }
        if (bytes == 1 && (mask & 7 << Selector.MAP) == 0) {
            fix(0, 3, Selector.MAP);
        }
        checkImmediates();
        operands.forEach(this::restrict);
        return new ByteEncoding(
                text,
                new Pattern(text, 32, mask, match, List.of()),
                modrm,
                operands,
                width,
                lockable,
                isAligned(),
                lengthIgnored);
    }

    /** Without VEX whole vectors in memory are aligned, and with VEX they are not, where the row does not say otherwise. */
    private boolean isAligned() {
        Boolean said = aligned;
        boolean hasVex = (match >>> Selector.MAP & Selector.VEX) != 0;
        return said != null
                ? said
                : !hasVex
                        && operands.stream()
                                .anyMatch(operand -> operand.type().equals("x")
                                        && (operand.kind() == Kind.VECTOR_OR_MEMORY || operand.kind() == Kind.MEMORY));
    }

    private void opcodeWord(String word) {
        switch (word) {
            case "NP" -> fix(Selector.NO_PREFIX, 2, Selector.PREFIX);
            case "W0", "W1" -> fix(word.charAt(1) - '0', 1, Selector.W);
            case "REX.B=0" -> fix(0, 1, Selector.B);
            case "d64" -> width = Width.DEFAULT_64;
            case "f64" -> width = Width.FORCED_64;
            case "lock" -> lockable = true;
            case "aligned", "unaligned" -> aligned = word.equals("aligned");
            case "ib", "iw", "iz", "iv" -> immediates.add(word.substring(1));
            case "/is4" -> immediates.add("s4");
            case "/r" -> modrm = true;
            default -> {
                if (word.length() == 2 && word.charAt(0) == '/' && word.charAt(1) >= '0' && word.charAt(1) <= '7') {
                    modrm = true;
                    fix(word.charAt(1) - '0', 3, Selector.REG);
                } else if (word.startsWith("VEX")) {
                    vex(word);
                } else {
                    opcodeByte(word);
                }
            }
        }
    }

    private void vex(String word) {
        Matcher parts = VEX.matcher(word);
        if (!parts.matches() || bytes != 0) {
            throw mistake(
                    "\"" + word + "\" is no VEX prefix: VEX, 128 256 LIG LZ or nothing, 66 F3 F2 or nothing,"
                            + " 0F 0F38 0F3A, W0 W1 WIG or nothing",
                    text.indexOf(word));
        }
        switch (parts.group(1)) {
            case "128", "LZ" -> fix(0, 1, Selector.L);
            case "256" -> fix(1, 1, Selector.L);
            case "LIG" -> lengthIgnored = true;
            case null, default -> {}
        }
        fix(parts.group(2) == null ? Selector.NO_PREFIX : prefix(parts.group(2)), 2, Selector.PREFIX);
        String map = parts.group(3);
        fix(Selector.VEX + (map == null ? 1 : map.equals("38") ? 2 : 3), 3, Selector.MAP);
        switch (parts.group(4)) {
            case "0", "1" -> fix(parts.group(4).charAt(0) - '0', 1, Selector.W);
            case null, default -> {}
        }
    }

    private static int prefix(String value) {
        return switch (value) {
            case "66" -> Selector.PREFIX_66;
            case "F3" -> Selector.PREFIX_F3;
            default -> Selector.PREFIX_F2;
        };
    }

    private void opcodeByte(String word) {
        boolean stack = word.endsWith("+i");
        int open = stack || word.endsWith("+r") ? 7 : word.endsWith("+cc") ? 15 : 0;
        String digits = open == 0 ? word : word.substring(0, word.indexOf('+'));
        int value;
        try {
            value = Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < 0 || digits.length() != 2 || !digits.equals(digits.toUpperCase(Locale.ROOT))) {
            throw mistake("\"" + word + "\" is neither an opcode byte nor known", text.indexOf(word));
        }
        boolean first = bytes == 0 && (mask & 7 << Selector.MAP) == 0;
        if (first && (mask & 3 << Selector.PREFIX) == 0 && isPrefix(value)) {
            fix(prefix(digits), 2, Selector.PREFIX);
        } else if (first && value == 0x0f) {
            fix(1, 3, Selector.MAP);
        } else if (bytes == 0 && (value == 0x38 || value == 0x3a) && (match >>> Selector.MAP & 7) == 1) {
            match &= ~(7 << Selector.MAP);
            fix(value == 0x38 ? 2 : 3, 3, Selector.MAP);
        } else if (bytes == 0 && !stack) {
            fix(value, 8, 0);
            mask &= ~open;
            bytes = 1;
        } else if (bytes != 0 && !modrm && value >= 0xc0 && (open == 0 || stack)) {
            // The ModRM byte is part of the opcode, or all of it but the number of a stack register.
            modrm = true;
            fix(value & 7, stack ? 0 : 3, Selector.RM);
            fix(value >> 3 & 7, 3, Selector.REG);
            fix(0, 1, Selector.MEMORY);
        } else {
            throw mistake("unexpected byte " + word, text.lastIndexOf(word));
        }
        if ((value & open) != 0) {
            throw mistake(word + " is not the first of " + (open + 1) + " opcodes", text.indexOf(word));
        }
    }

    private static boolean isPrefix(int value) {
        return value == 0x66 || value == 0xf3 || value == 0xf2;
    }

    private ByteOperand operand(String word) {
        ByteOperand fixed = FIXED.get(word);
        if (fixed != null) {
            return fixed;
        }
        for (Kind kind : Kind.values()) {
            String letters = kind.letters();
            String type = word.startsWith(letters) ? word.substring(letters.length()) : "?";
            if (!letters.isEmpty() && TYPES.getOrDefault(letters, GENERAL_TYPES).contains(type)) {
                return new ByteOperand(kind, type, -1);
            }
        }
        throw mistake("unknown operand " + word, text.lastIndexOf(word));
    }

    /** The opcode column and the operands both name the immediates, and have to agree. */
    private void checkImmediates() {
        List<String> used = operands.stream()
                .filter(operand -> operand.kind().isImmediate() || operand.kind() == Kind.IMMEDIATE_VECTOR)
                .map(operand -> operand.kind().isImmediate() ? operand.type() : "s4")
                .toList();
        if (!used.equals(immediates)) {
            throw mistake("the operands' immediates " + used + " are not those of the opcode " + immediates, 0);
        }
    }

    private void restrict(ByteOperand operand) {
        switch (operand.kind()) {
            case MEMORY, VECTOR_MEMORY -> fix(1, 1, Selector.MEMORY);
            case REGISTER_ONLY, VECTOR_ONLY, MMX_ONLY -> fix(0, 1, Selector.MEMORY);
            case STACK -> {
                if ((mask & 7 << Selector.RM) != 0 || (mask & ~match & 1 << Selector.MEMORY) == 0) {
                    throw mistake("operand STi without +i", 0);
                }
            }
            case OPCODE_REGISTER -> {
                if ((mask & 7) != 0) {
                    throw mistake("operand Z without +r", 0);
                }
                return;
            }
            case VEX_VECTOR, VEX_REGISTER, IMMEDIATE_VECTOR -> {
                if ((match >>> Selector.MAP & Selector.VEX) == 0) {
                    throw mistake("operand " + operand.kind().letters() + operand.type() + " without VEX", 0);
                }
                return;
            }
            case SEGMENT -> {
                if (operand.register() >= 0) {
                    return;
                }
            }
            case REGISTER_OR_MEMORY, REGISTER, VECTOR, VECTOR_OR_MEMORY, MMX, MMX_OR_MEMORY -> {}
            default -> {
                return;
            }
        }
        if (!modrm) {
            throw mistake("operand " + operand.kind().letters() + operand.type() + " without /r or a digit", 0);
        }
    }

    private void fix(int value, int bits, int place) {
        mask |= (1 << bits) - 1 << place;
        match |= value << place;
    }

    private NotationException mistake(String problem, int position) {
        return new NotationException(problem, text, Math.max(position, 0));
    }
}
