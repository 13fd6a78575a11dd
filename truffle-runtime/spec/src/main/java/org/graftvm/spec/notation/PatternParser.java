package org.graftvm.spec.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the notation of {@link org.graftvm.spec.Encoding}. */
final class PatternParser {
    private final String text;
    private int position;

    /** Bits read so far; the first one read is the most significant. */
    private int width;

    private long mask;
    private long match;

    /** Slices by operand; their sources count from the most significant bit until the width is known. */
    private final Map<String, List<Slice>> slices = new LinkedHashMap<>();

    PatternParser(String text) {
        this.text = text;
    }

    Pattern parse() {
        while (skipBlanks()) {
            char c = text.charAt(position);
            if (c == '0' || c == '1') {
                fixedBits();
            } else if (Character.isJavaIdentifierStart(c)) {
                operand();
            } else {
                throw new NotationException("unexpected '" + c + "'", text, position);
            }
            if (position < text.length() && text.charAt(position) != ' ') {
                throw new NotationException("expected a blank before '" + text.charAt(position) + "'", text, position);
            }
        }
        if (width != 16 && width != 32) {
            throw new NotationException("the parts have " + width + " bits, not 16 or 32,", text);
        }
        List<Field> fields = new ArrayList<>();
        slices.forEach((name, parts) -> fields.add(field(name, parts)));
        return new Pattern(text, width, (int) mask, (int) match, fields);
    }

    private Field field(String name, List<Slice> parts) {
        List<Slice> placed = parts.stream()
                .map(s -> new Slice(width - s.source() - s.length(), s.target(), s.length()))
                .toList();
        long value = 0;
        for (Slice slice : placed) {
            if ((value & slice.targetMask()) != 0) {
                throw new NotationException("operand " + name + " has a bit twice", text, text.indexOf(name));
            }
            value |= slice.targetMask();
        }
        // A hole shows as a carry that stops before the top: contiguous bits plus the lowest one are a power of two.
        long above = value + Long.lowestOneBit(value);
        if ((above & (above - 1)) != 0) {
            int missing = Long.numberOfTrailingZeros(above);
            throw new NotationException(
                    "bit " + missing + " of operand " + name + " is in no slice", text, text.indexOf(name));
        }
        return new Field(name, placed);
    }

    private boolean skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
        return position < text.length();
    }

    private void fixedBits() {
        while (position < text.length() && (text.charAt(position) == '0' || text.charAt(position) == '1')) {
            mask = mask << 1 | 1;
            match = match << 1 | (text.charAt(position) - '0');
            width++;
            position++;
        }
    }

    private void operand() {
        int start = position;
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
            position++;
        }
        String name = text.substring(start, position);
        if (accept(':')) {
            int length = number();
            if (length < 1 || length > 32) {
                throw new NotationException("operand " + name + " has " + length + " bits", text, start);
            }
            if (!name.equals(Field.IGNORED)) {
                if (slices.containsKey(name)) {
                    throw new NotationException("operand " + name + " stands twice", text, start);
                }
                slices.computeIfAbsent(name, n -> new ArrayList<>()).add(new Slice(width, 0, length));
            }
            skip(length);
        } else if (accept('[')) {
            do {
                slice(name);
            } while (accept('|'));
            if (!accept(']')) {
                throw new NotationException("expected '|' or ']'", text, position);
            }
        } else {
            throw new NotationException("expected ':' or '[' behind " + name, text, position);
        }
    }

    private void slice(String name) {
        int start = position;
        int high = number();
        int low = accept(':') ? number() : high;
        if (low > high || high > 31) {
            throw new NotationException("bad slice " + high + ":" + low, text, start);
        }
        int length = high - low + 1;
        slices.computeIfAbsent(name, n -> new ArrayList<>()).add(new Slice(width, low, length));
        skip(length);
    }

    private void skip(int length) {
        mask <<= length;
        match <<= length;
        width += length;
    }

    private boolean accept(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private int number() {
        int start = position;
        int value = 0;
        while (position < text.length() && Character.isDigit(text.charAt(position)) && value < 1000) {
            value = value * 10 + (text.charAt(position++) - '0');
        }
        if (start == position) {
            throw new NotationException("expected a number", text, position);
        }
        return value;
    }
}
