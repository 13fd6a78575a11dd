package org.graftvm.spec.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.DecisionTree;

/**
 * Writes a decision tree as Java: a static method for every switch, each small enough for the host's compilers, which refuse big
 * ones.
 *
 * @param <T> rows of the tree
 */
final class TreeWriter<T> {
    private final String type;
    private final String parameters;
    private final String arguments;
    private final Function<Candidate<T>, String> found;
    private final String nothing;
    private final StringBuilder methods = new StringBuilder();
    private final Map<DecisionTree<T>, String> names = new IdentityHashMap<>();

    /**
     * @param type what the methods return
     * @param parameters of the methods; {@code int word} is what the tree tests
     * @param arguments the same without types
     * @param found expression for a candidate that {@code word} meets
     * @param nothing expression where there is none
     */
    TreeWriter(String type, String parameters, String arguments, Function<Candidate<T>, String> found, String nothing) {
        this.type = type;
        this.parameters = parameters;
        this.arguments = arguments;
        this.found = found;
        this.nothing = nothing;
    }

    /** The expression of a tree; its methods come to {@link #methods}. */
    String expression(DecisionTree<T> tree) {
        return switch (tree) {
            case DecisionTree.Leaf<T> leaf -> comparisons(leaf);
            case DecisionTree.Switch<T> choice -> {
                String name = names.get(choice);
                if (name == null) {
                    name = "choose" + names.size();
                    names.put(choice, name);
                    methods.append(method(name, choice));
                }
                yield name + "(" + arguments + ")";
            }
        };
    }

    /** The methods of all expressions so far. */
    String methods() {
        return methods.toString();
    }

    private String method(String name, DecisionTree.Switch<T> choice) {
        Map<String, List<Integer>> valuesByTarget = new LinkedHashMap<>();
        choice.cases()
                .forEach((value, tree) -> valuesByTarget
                        .computeIfAbsent(expression(tree), t -> new ArrayList<>())
                        .add(value));
        String otherwise = expression(choice.otherwise());
        valuesByTarget.remove(otherwise);
        StringBuilder code = new StringBuilder();
        String bits = choice.shift() == 0 ? "word" : "word >>> " + choice.shift();
        code.append("    private static %s %s(%s) {\n".formatted(type, name, parameters));
        code.append("        return switch (%s & 0x%x) {\n".formatted(bits, choice.mask()));
        valuesByTarget.forEach(
                (target, values) -> code.append("            case %s -> %s;\n".formatted(labels(values), target)));
        code.append("            default -> ").append(otherwise).append(";\n        };\n    }\n\n");
        return code.toString();
    }

    private static String labels(Collection<Integer> values) {
        return values.stream().map(v -> "0x" + Integer.toHexString(v)).collect(Collectors.joining(", "));
    }

    private String comparisons(DecisionTree.Leaf<T> leaf) {
        StringBuilder code = new StringBuilder();
        for (Candidate<T> candidate : leaf.candidates()) {
            List<String> tests = new ArrayList<>();
            int open = candidate.pattern().mask() & ~leaf.tested();
            if (open != 0) {
                tests.add("(word & " + JavaText.hex(open) + ") == "
                        + JavaText.hex(candidate.pattern().match() & open));
            }
            if (!candidate.when().equals(Condition.ALWAYS)) {
                tests.add(FieldCode.condition(candidate.when(), candidate.pattern()));
            }
            if (tests.isEmpty()) {
                return code.append(found.apply(candidate)).toString();
            }
            code.append(String.join(" && ", tests))
                    .append(" ? ")
                    .append(found.apply(candidate))
                    .append(" : ");
        }
        return code.append(nothing).toString();
    }
}
