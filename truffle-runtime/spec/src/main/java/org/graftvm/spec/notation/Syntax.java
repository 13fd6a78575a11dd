package org.graftvm.spec.notation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed assembly syntax. Words behind the first blank are operand names, everything else stands for itself. Braces
 * hold a part that is left out where its operand's text is empty; in the mnemonic only braces hold an operand:
 * {@code "amoadd.w{order} rd, rs2, (rs1)"}, {@code "fadd.s rd, rs1, rs2{, rm}"}. Words in apostrophes stand for themselves as well:
 * {@code "dc 'zva', Xt"}.
 *
 * <p>Blanks behind commas are for the reader of the Java source; assembly text has none there.
 */
public record Syntax(String text, List<Part> parts) {
    /** A piece of the syntax. */
    public sealed interface Part {}

    /** Characters that stand for themselves. */
    public record Literal(String text) implements Part {}

    /** The text of an operand. */
    public record Operand(String name) implements Part {}

    /** Left out as a whole where the operand's text is empty. */
    public record Optional(List<Part> parts) implements Part {}

    /** @throws NotationException for unbalanced braces */
    public static Syntax parse(String text) {
        return new Syntax(text, new Parser(text).parse());
    }

    /** Names of the operands, in order. */
    public List<String> operands() {
        List<String> names = new ArrayList<>();
        collect(parts, names);
        return names;
    }

    /** The first operand that is not optional and no part of the mnemonic, or null. */
    public @Nullable String first() {
        for (Part part : parts) {
            if (part instanceof Operand(String name)) {
                return name;
            }
        }
        return null;
    }

    private static void collect(List<Part> parts, List<String> names) {
        for (Part part : parts) {
            switch (part) {
                case Operand(String name) -> names.add(name);
                case Optional(List<Part> inner) -> collect(inner, names);
                case Literal literal -> {}
            }
        }
    }

    private static final class Parser {
        private final String text;
        private int position;
        private boolean inMnemonic = true;

        Parser(String text) {
            this.text = text;
        }

        List<Part> parse() {
            if (text.isBlank()) {
                throw new NotationException("no mnemonic", text);
            }
            List<Part> parts = parts(false);
            if (position < text.length()) {
                throw new NotationException("'}' without '{'", text, position);
            }
            return parts;
        }

        private List<Part> parts(boolean braced) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (position < text.length() && text.charAt(position) != '}') {
                char c = text.charAt(position);
                if (c == '{') {
                    flush(literal, parts);
                    int start = position++;
                    parts.add(new Optional(parts(true)));
                    if (position == text.length()) {
                        throw new NotationException("'{' without '}'", text, start);
                    }
                    position++;
                } else if (c == '\'') {
                    literal.append(quoted());
                } else if (Character.isJavaIdentifierStart(c) && (braced || !inMnemonic)) {
                    flush(literal, parts);
                    parts.add(new Operand(word()));
                } else {
                    if (c == ' ') {
                        inMnemonic = false;
                    }
                    // A blank stays where it ends the mnemonic, and goes where it follows a comma.
                    if (c != ' ' || literal.isEmpty() || literal.charAt(literal.length() - 1) != ',') {
                        literal.append(c);
                    }
                    position++;
                }
            }
            flush(literal, parts);
            return List.copyOf(parts);
        }

        private String quoted() {
            int end = text.indexOf('\'', position + 1);
            if (end < 0) {
                throw new NotationException("no end of what is quoted", text, position);
            }
            String inside = text.substring(position + 1, end);
            position = end + 1;
            return inside;
        }

        private String word() {
            int start = position;
            while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
            return text.substring(start, position);
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
