package org.graftvm.spec.tool;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.notation.Field;
import org.graftvm.spec.table.Candidate;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * Random instructions for differential tests. Every instruction of the subset is as likely as any other; operand fields
 * are often all zeros or all ones. The same seed and subset give the same sequence.
 */
public final class RandomInstructions {
    /** Attempts before a filter counts as one that nothing passes. */
    private static final int ATTEMPTS = 10_000;

    private final InstructionTable table;
    private final List<InstructionSpec> subset;
    private final Random random;

    /** @throws IllegalArgumentException where no instruction is in the subset */
    public RandomInstructions(InstructionTable table, Predicate<InstructionSpec> subset, long seed) {
        this.table = table;
        this.subset = table.set().instructions().stream().filter(subset).toList();
        this.random = new Random(seed);
        if (this.subset.isEmpty()) {
            throw new IllegalArgumentException("no instruction in the subset");
        }
    }

    /** The next instruction. */
    public Decoded next() {
        return next(decoded -> true);
    }

    /** The next instruction whose operands pass {@code filter}. */
    public Decoded next(Predicate<Decoded> filter) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Decoded decoded = attempt(subset.get(random.nextInt(subset.size())));
            if (decoded != null && filter.test(decoded)) {
                return decoded;
            }
        }
        throw new IllegalArgumentException("no instruction passes the filter");
    }

    /** A random encoding of {@code spec}. */
    public Decoded next(InstructionSpec spec) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Decoded decoded = attempt(spec);
            if (decoded != null) {
                return decoded;
            }
        }
        throw new IllegalArgumentException("no word decodes to " + spec.mnemonic());
    }

    /** Null where the word is excluded by a condition, or is a special case that is an instruction of its own. */
    private @Nullable Decoded attempt(InstructionSpec spec) {
        List<Candidate<InstructionSpec>> rows = table.candidates(spec);
        Candidate<InstructionSpec> row = rows.get(random.nextInt(rows.size()));
        int word = row.pattern().match();
        for (Field field : row.pattern().fields()) {
            word |= field.insert(value(field));
        }
        Decoded decoded = row.matches(word) ? table.decode(word) : null;
        return decoded != null && decoded.spec() == spec ? decoded : null;
    }

    private long value(Field field) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << random.nextInt(field.width());
            default -> random.nextLong();
        };
    }
}
