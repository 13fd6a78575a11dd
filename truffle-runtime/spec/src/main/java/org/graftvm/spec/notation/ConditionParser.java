package org.graftvm.spec.notation;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.spec.notation.Condition.Operator;
import org.graftvm.spec.notation.Condition.Term;

/** Recursive descent over {@code || && ! ( )} and comparisons. */
final class ConditionParser {
    private final String text;
    private int position;

    ConditionParser(String text) {
        this.text = text;
    }

    Condition parse() {
        Condition condition = or();
        skipBlanks();
        if (position < text.length()) {
            throw new NotationException("unexpected '" + text.charAt(position) + "'", text, position);
        }
        return condition;
    }

    private Condition or() {
        List<Condition> terms = new ArrayList<>(List.of(and()));
        while (accept("||")) {
            terms.add(and());
        }
        return terms.size() == 1 ? terms.getFirst() : new Condition.Or(List.copyOf(terms));
    }

    private Condition and() {
        List<Condition> terms = new ArrayList<>(List.of(unary()));
        while (accept("&&")) {
            terms.add(unary());
        }
        return terms.size() == 1 ? terms.getFirst() : new Condition.And(List.copyOf(terms));
    }

    private Condition unary() {
        if (accept("!")) {
            return new Condition.Not(unary());
        }
        if (accept("(")) {
            Condition inner = or();
            if (!accept(")")) {
                throw new NotationException("expected ')'", text, position);
            }
            return inner;
        }
        Term left = term();
        for (Operator operator : Operator.values()) {
            if (accept(operator.symbol())) {
                return new Condition.Comparison(left, operator, term());
            }
        }
        throw new NotationException("expected a comparison", text, position);
    }

    private Term term() {
        skipBlanks();
        int start = position;
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.isEmpty()) {
            throw new NotationException("expected an operand or a number", text, start);
        }
        if (Character.isDigit(word.charAt(0))) {
            return new Condition.Constant(constant(word, start));
        }
        if (!accept("[")) {
            return new Condition.FieldBits(word, 63, 0);
        }
        int high = bit();
        int low = accept(":") ? bit() : high;
        if (!accept("]") || low > high) {
            throw new NotationException("bad bits of " + word, text, start);
        }
        return new Condition.FieldBits(word, high, low);
    }

    private int bit() {
        return term() instanceof Condition.Constant(long value) && value < 32 ? (int) value : malformedBit();
    }

    private int malformedBit() {
        throw new NotationException("expected a bit number", text, position);
    }

    private long constant(String word, int start) {
        try {
            if (word.startsWith("0b")) {
                return Long.parseLong(word.substring(2), 2);
            }
            return Long.decode(word);
        } catch (NumberFormatException e) {
            throw new NotationException("bad number " + word, text, start);
        }
    }

    private boolean accept(String symbol) {
        skipBlanks();
        // "!" must not take the first half of "!=".
        if (text.startsWith(symbol, position) && !(symbol.equals("!") && text.startsWith("!=", position))) {
            position += symbol.length();
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
