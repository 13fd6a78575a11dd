package org.graftvm.spec.notation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** A parsed {@link org.graftvm.spec.Encoding#when}: a predicate over the raw values of operand fields. */
public sealed interface Condition {
    /** Always true: the empty condition. */
    Condition ALWAYS = new And(List.of());

    /** All of {@code terms} hold. */
    record And(List<Condition> terms) implements Condition {}

    /** One of {@code terms} holds. */
    record Or(List<Condition> terms) implements Condition {}

    /** {@code term} does not hold. */
    record Not(Condition term) implements Condition {}

    /** Two numbers compare as {@code operator} says. */
    record Comparison(Term left, Operator operator, Term right) implements Condition {}

    /** A side of a comparison. */
    sealed interface Term {}

    /** @param value not negative */
    record Constant(long value) implements Term {}

    /** The bits {@code high} to {@code low} of a field, as a number; all of it where high is 63. */
    record FieldBits(String name, int high, int low) implements Term {
        public boolean whole() {
            return high == 63;
        }
    }

    /** How two terms are compared, as unsigned numbers. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS_EQUAL("<="),
        GREATER_EQUAL(">="),
        LESS("<"),
        GREATER(">");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As written in conditions and in Java. */
        public String symbol() {
            return symbol;
        }
    }

    /** @throws NotationException where {@code text} is not a condition */
    static Condition parse(String text) {
        return text.isBlank() ? ALWAYS : new ConditionParser(text).parse();
    }

    /** Evaluates the condition over raw values by operand name. */
    default boolean test(ToLongFunction<String> fields) {
        return switch (this) {
            case And(var terms) -> terms.stream().allMatch(t -> t.test(fields));
            case Or(var terms) -> terms.stream().anyMatch(t -> t.test(fields));
            case Not(var term) -> !term.test(fields);
            case Comparison c -> {
                long left = value(c.left, fields);
                long right = value(c.right, fields);
                yield switch (c.operator) {
                    case EQUAL -> left == right;
                    case NOT_EQUAL -> left != right;
                    case LESS_EQUAL -> left <= right;
                    case GREATER_EQUAL -> left >= right;
                    case LESS -> left < right;
                    case GREATER -> left > right;
                };
            }
        };
    }

    private static long value(Term term, ToLongFunction<String> fields) {
        return switch (term) {
            case Constant(long value) -> value;
            case FieldBits bits -> {
                long value = fields.applyAsLong(bits.name);
                yield bits.whole() ? value : value >>> bits.low & ((1L << (bits.high - bits.low + 1)) - 1);
            }
        };
    }

    /** Names of the fields that the condition looks at, sorted. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(names);
        return names;
    }

    private void collect(Set<String> names) {
        switch (this) {
            case And(var terms) -> terms.forEach(t -> t.collect(names));
            case Or(var terms) -> terms.forEach(t -> t.collect(names));
            case Not(var term) -> term.collect(names);
            case Comparison c -> {
                if (c.left instanceof FieldBits bits) {
                    names.add(bits.name);
                }
                if (c.right instanceof FieldBits bits) {
                    names.add(bits.name);
                }
            }
        }
    }
}
