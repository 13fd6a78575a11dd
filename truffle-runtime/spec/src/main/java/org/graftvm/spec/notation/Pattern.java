package org.graftvm.spec.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@link org.graftvm.spec.Encoding}.
 *
 * @param text the notation
 * @param width 16 or 32 bits
 * @param mask the fixed bits
 * @param match their values
 * @param fields operands by first appearance; ignored bits are not among them
 */
public record Pattern(String text, int width, int mask, int match, List<Field> fields) {
    public Pattern {
        fields = List.copyOf(fields);
    }

    /** @throws NotationException where {@code text} is not an encoding */
    public static Pattern parse(String text) {
        return new PatternParser(text).parse();
    }

    /** Bytes of the encoding. */
    public int length() {
        return width / 8;
    }

    public boolean matches(int word) {
        return (word & mask) == match;
    }

    public @Nullable Field field(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** Raw value of the field {@code name} in {@code word}. */
    public long extract(String name, int word) {
        Field field = field(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name + " in \"" + text + "\"");
        }
        return field.extract(word);
    }

    /** Whether some word has both patterns. */
    public boolean overlaps(Pattern other) {
        return ((match ^ other.match) & mask & other.mask) == 0;
    }

    /** Whether this pattern fixes all bits that {@code other} fixes, and more. */
    public boolean specializes(Pattern other) {
        return overlaps(other) && mask != other.mask && (mask & other.mask) == other.mask;
    }
}
