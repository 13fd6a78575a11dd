package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.processor.SetModel.Row;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.DecisionTree;

/**
 * Writes {@code <name>Decoder}: a static method for every switch of the decision tree and one for every pattern, which
 * takes the operands apart. So each method stays small enough for the host's compilers, which refuse big ones.
 */
final class DecoderWriter {
    private final SetModel model;
    private final FieldCode fields;
    private final StringBuilder choices = new StringBuilder();
    private final Map<DecisionTree<Row>, String> names = new IdentityHashMap<>();

    DecoderWriter(SetModel model) {
        this.model = model;
        this.fields = new FieldCode(model.registers());
    }

    String write() {
        String root = expression(DecisionTree.of(model.candidates()));
        StringBuilder leaves = new StringBuilder();
        for (Row row : model.rows()) {
            for (Pattern pattern : row.patterns()) {
                leaves.append(leaf(row, pattern));
            }
        }
        return JavaText.header(model)
                + """
                import javax.annotation.processing.Generated;
                import org.graftvm.engine.InstructionNode;
                import org.jspecify.annotations.Nullable;

                /** Decodes instructions. */
                """
                + JavaText.generated()
                + """
                public final class %1$sDecoder {
                    private %1$sDecoder() {}

                    /**
                     * Decodes one instruction.
                     *
                     * @param word its encoding; of a 16-bit one the low half
                     * @param pc its address
                     * @return null where no instruction has this encoding
                     */
                    public static @Nullable InstructionNode decode(int word, long pc) {
                        return %2$s;
                    }

                    /** Slot that a write goes to: a write to the zero register goes to the sink. */
                    private static int written(int field, int zero, int firstSlot) {
                        return field == zero ? %3$d : field + firstSlot;
                    }

                """.formatted(model.name(), root, model.registers().sink())
                + choices
                + leaves
                + "}\n";
    }

    private String expression(DecisionTree<Row> tree) {
        return switch (tree) {
            case DecisionTree.Leaf<Row> leaf -> comparisons(leaf);
            case DecisionTree.Switch<Row> choice -> {
                String name = names.get(choice);
                if (name == null) {
                    name = "choose" + names.size();
                    names.put(choice, name);
                    choices.append(method(name, choice));
                }
                yield name + "(word, pc)";
            }
        };
    }

    private String method(String name, DecisionTree.Switch<Row> choice) {
        Map<String, List<Integer>> valuesByTarget = new LinkedHashMap<>();
        choice.cases()
                .forEach((value, tree) -> valuesByTarget
                        .computeIfAbsent(expression(tree), t -> new ArrayList<>())
                        .add(value));
        String otherwise = expression(choice.otherwise());
        valuesByTarget.remove(otherwise);
        StringBuilder code = new StringBuilder();
        String bits = choice.shift() == 0 ? "word" : "word >>> " + choice.shift();
        code.append("    private static @Nullable InstructionNode ")
                .append(name)
                .append("(int word, long pc) {\n");
        code.append("        return switch (%s & 0x%x) {\n".formatted(bits, choice.mask()));
        valuesByTarget.forEach(
                (target, values) -> code.append("            case %s -> %s;\n".formatted(labels(values), target)));
        code.append("            default -> ").append(otherwise).append(";\n        };\n    }\n\n");
        return code.toString();
    }

    private static String labels(Collection<Integer> values) {
        return values.stream().map(v -> "0x" + Integer.toHexString(v)).collect(Collectors.joining(", "));
    }

    private static String comparisons(DecisionTree.Leaf<Row> leaf) {
        StringBuilder code = new StringBuilder();
        for (Candidate<Row> candidate : leaf.candidates()) {
            Pattern pattern = candidate.pattern();
            String call = candidate.row().decodeMethod(pattern) + "(word, pc)";
            List<String> tests = new ArrayList<>();
            int open = pattern.mask() & ~leaf.tested();
            if (open != 0) {
                tests.add("(word & " + JavaText.hex(open) + ") == " + JavaText.hex(pattern.match() & open));
            }
            if (!candidate.when().equals(Condition.ALWAYS)) {
                tests.add(FieldCode.condition(candidate.when(), pattern));
            }
            if (tests.isEmpty()) {
                return code.append(call).toString();
            }
            code.append(String.join(" && ", tests)).append(" ? ").append(call).append(" : ");
        }
        return code.append("null").toString();
    }

    private String leaf(Row row, Pattern pattern) {
        StringBuilder code = new StringBuilder();
        String node = model.name() + "Nodes." + row.nodeClass();
        code.append(
                "    private static InstructionNode %s(int word, long pc) {\n".formatted(row.decodeMethod(pattern)));
        code.append("        return new ").append(node).append("(pc, ").append(pattern.length());
        for (OperandSpec operand : row.spec().operands()) {
            code.append(", ").append(fields.operand(operand, pattern));
        }
        return code.append(");\n    }\n\n").toString();
    }
}
