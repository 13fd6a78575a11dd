package org.graftvm.tck.random;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;

/** A piece of a random program: one instruction, or a few that belong together. Jumps go forward, over whole steps. */
sealed interface Step {
    /** Bytes of code. */
    int length();

    /**
     * The instruction words, compressed ones in the lower half.
     *
     * @param distance bytes from the start of this step to the step it may jump to
     */
    List<Integer> words(InstructionTable table, int distance);

    /** Steps to skip, or 0 if it does not jump. */
    int skipped();

    /** The form that {@link RandomProgram} stores. */
    String text();

    /** Instructions without a choice. */
    record Plain(List<Integer> encoded) implements Step {
        @Override
        public int length() {
            return encoded.stream().mapToInt(Words::length).sum();
        }

        @Override
        public List<Integer> words(InstructionTable table, int distance) {
            return encoded;
        }

        @Override
        public int skipped() {
            return 0;
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("plain");
            encoded.forEach(word -> text.append(' ').append(Integer.toHexString(word)));
            return text.toString();
        }
    }

    /** A direct branch or jump, {@code word} with any offset. */
    record Direct(int word, int skipped) implements Step {
        @Override
        public int length() {
            return Words.length(word);
        }

        @Override
        public List<Integer> words(InstructionTable table, int distance) {
            Decoded decoded = decode(table, word);
            long[] operands = decoded.operands().clone();
            operands[decoded.spec().operand("offset")] = distance;
            return List.of(table.encode(decoded.spec(), operands).word());
        }

        @Override
        public String text() {
            return "direct " + Integer.toHexString(word) + " " + skipped;
        }
    }

    /** A jump through register {@code base}, which {@code auipc} and {@code addi} set first. */
    record Indirect(int word, int base, int skipped) implements Step {
        private static final int SET_UP = 8;

        @Override
        public int length() {
            return SET_UP + Words.length(word);
        }

        @Override
        public List<Integer> words(InstructionTable table, int distance) {
            List<Integer> words = new ArrayList<>();
            words.add(Words.auipc(base, 0));
            InstructionSpec spec = decode(table, word).spec();
            boolean immediate =
                    spec.operands().stream().anyMatch(operand -> operand.name().equals("imm"));
            // An immediate shares the way with addi, so that jalr is tried with one.
            int part = immediate ? distance / 2 : 0;
            words.add(Words.addi(base, base, distance - part));
            if (immediate) {
                Decoded decoded = decode(table, word);
                long[] operands = decoded.operands().clone();
                operands[spec.operand("imm")] = part;
                words.add(table.encode(spec, operands).word());
            } else {
                words.add(word);
            }
            return words;
        }

        @Override
        public String text() {
            return "indirect " + Integer.toHexString(word) + " " + base + " " + skipped;
        }
    }

    private static Decoded decode(InstructionTable table, int word) {
        Decoded decoded = table.decode(word);
        if (decoded == null) {
            throw new IllegalArgumentException("not an instruction: " + Integer.toHexString(word));
        }
        return decoded;
    }

    /** Reads what {@link #text} wrote. */
    static Step parse(String line) {
        String[] parts = line.split(" ");
        return switch (parts[0]) {
            case "plain" -> {
                List<Integer> words = new ArrayList<>();
                for (int i = 1; i < parts.length; i++) {
                    words.add(Integer.parseUnsignedInt(parts[i], 16));
                }
                yield new Plain(List.copyOf(words));
            }
            case "direct" -> new Direct(Integer.parseUnsignedInt(parts[1], 16), Integer.parseInt(parts[2]));
            case "indirect" ->
                new Indirect(
                        Integer.parseUnsignedInt(parts[1], 16), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
            default -> throw new IllegalArgumentException("not a step: " + line);
        };
    }
}
