package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Selector;
import org.graftvm.spec.processor.ByteModel.Encoded;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.DecisionTree;

/** Writes {@code <name>Selection}: which row a {@link Selector} word belongs to, and which opcodes have a ModRM byte. */
final class SelectionWriter {
    private static final int OPCODES = 256;

    private final ByteModel model;
    private final StringBuilder choices = new StringBuilder();
    private final Map<DecisionTree<Encoded>, String> names = new IdentityHashMap<>();

    SelectionWriter(ByteModel model) {
        this.model = model;
    }

    String write() {
        List<Encoded> encoded = model.encoded();
        List<Candidate<Encoded>> candidates = encoded.stream()
                .map(e -> new Candidate<>(e.encoding().selector(), Condition.ALWAYS, e))
                .toList();
        String root = expression(DecisionTree.of(candidates));
        return JavaText.header(model.set())
                + "import javax.annotation.processing.Generated;\n\n/** Finds rows. */\n"
                + JavaText.generated()
                + """
                public final class %1$sSelection {
                    /** A bit for each opcode of each map. */
                    private static final long[] MODRM = {%2$s};

                    private %1$sSelection() {}

                    /** Whether a ModRM byte follows this opcode. */
                    public static boolean hasModrm(int map, int opcode) {
                        return (MODRM[map << 2 | opcode >>> 6] >>> opcode & 1) != 0;
                    }

                    /** Number of the row that a selector word belongs to, or -1. */
                    public static int find(int word) {
                        return %3$s;
                    }

                """.formatted(model.set().name(), modrm(encoded), root)
                + choices
                + "}\n";
    }

    private static String modrm(List<Encoded> encoded) {
        long[] bits = new long[Selector.MAPS * OPCODES / Long.SIZE];
        for (Encoded e : encoded) {
            if (e.encoding().modrm()) {
                opcodes(e).forEach(index -> bits[index >>> 6] |= 1L << index);
            }
        }
        return Arrays.stream(bits)
                .mapToObj(b -> "0x" + Long.toHexString(b) + "L")
                .collect(Collectors.joining(", "));
    }

    /** Map and opcode, as one number, of all opcodes that a row covers. */
    static List<Integer> opcodes(Encoded encoded) {
        int mask = encoded.encoding().selector().mask();
        int match = encoded.encoding().selector().match();
        int first = match & (1 << Selector.MAP + 3) - 1;
        int count = (~mask & 15) + 1;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(first + i);
        }
        return all;
    }

    private String expression(DecisionTree<Encoded> tree) {
        return switch (tree) {
            case DecisionTree.Leaf<Encoded> leaf -> comparisons(leaf);
            case DecisionTree.Switch<Encoded> choice -> {
                String name = names.get(choice);
                if (name == null) {
                    name = "choose" + names.size();
                    names.put(choice, name);
                    choices.append(method(name, choice));
                }
                yield name + "(word)";
            }
        };
    }

    private String method(String name, DecisionTree.Switch<Encoded> choice) {
        Map<String, List<Integer>> valuesByTarget = new LinkedHashMap<>();
        choice.cases()
                .forEach((value, tree) -> valuesByTarget
                        .computeIfAbsent(expression(tree), t -> new ArrayList<>())
                        .add(value));
        String otherwise = expression(choice.otherwise());
        valuesByTarget.remove(otherwise);
        StringBuilder code = new StringBuilder("    private static int " + name + "(int word) {\n");
        code.append("        return switch (word >>> %d & 0x%x) {\n".formatted(choice.shift(), choice.mask()));
        valuesByTarget.forEach((target, values) -> code.append("            case %s -> %s;\n"
                .formatted(
                        values.stream().map(v -> "0x" + Integer.toHexString(v)).collect(Collectors.joining(", ")),
                        target)));
        return code.append("            default -> ")
                .append(otherwise)
                .append(";\n        };\n    }\n\n")
                .toString();
    }

    private static String comparisons(DecisionTree.Leaf<Encoded> leaf) {
        StringBuilder code = new StringBuilder();
        for (Candidate<Encoded> candidate : leaf.candidates()) {
            int open = candidate.pattern().mask() & ~leaf.tested();
            if (open == 0) {
                return code.append(candidate.row().id()).toString();
            }
            code.append("(word & " + JavaText.hex(open) + ") == "
                    + JavaText.hex(candidate.pattern().match() & open) + " ? "
                    + candidate.row().id() + " : ");
        }
        return code.append("-1").toString();
    }
}
