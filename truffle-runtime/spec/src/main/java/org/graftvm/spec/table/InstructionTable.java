package org.graftvm.spec.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.notation.Condition;
import org.graftvm.spec.notation.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An instruction set with its notation parsed: decodes and encodes by interpretation. For tools and tests; programs run
 * on the generated decoder.
 */
public final class InstructionTable {
    private final InstructionSetSpec set;
    private final OperandCodec codec;
    private final Map<InstructionSpec, List<Candidate<InstructionSpec>>> patterns = new IdentityHashMap<>();
    private final List<Candidate<InstructionSpec>> candidates = new ArrayList<>();
    private final DecisionTree<InstructionSpec> tree;

    /**
     * A word and what it means.
     *
     * @param operands values in the order of {@link InstructionSpec#operands}
     */
    public record Decoded(InstructionSpec spec, Pattern pattern, int word, long[] operands) {
        public int length() {
            return pattern.length();
        }
    }

    public InstructionTable(InstructionSetSpec set) {
        this.set = set;
        this.codec = new OperandCodec(set.registers());
        for (InstructionSpec spec : set.instructions()) {
            Condition when = Condition.parse(spec.when());
            List<Candidate<InstructionSpec>> own = spec.encodings().stream()
                    .map(text -> new Candidate<>(Pattern.parse(text), when, spec))
                    .toList();
            patterns.put(spec, own);
            candidates.addAll(own);
        }
        this.tree = DecisionTree.of(candidates);
    }

    public InstructionSetSpec set() {
        return set;
    }

    /** A row for every pattern, in source order. */
    public List<Candidate<InstructionSpec>> candidates() {
        return List.copyOf(candidates);
    }

    /** The rows of one instruction of this set. */
    public List<Candidate<InstructionSpec>> candidates(InstructionSpec spec) {
        List<Candidate<InstructionSpec>> own = patterns.get(spec);
        if (own == null) {
            throw new IllegalArgumentException(spec.mnemonic() + " is not of instruction set " + set.name());
        }
        return own;
    }

    /** Null where no instruction has this encoding. */
    public @Nullable Decoded decode(int word) {
        Candidate<InstructionSpec> found = tree.find(word);
        return found == null ? null : decode(found, word);
    }

    Decoded decode(Candidate<InstructionSpec> row, int word) {
        List<OperandSpec> specs = row.row().operands();
        long[] operands = new long[specs.size()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = codec.decode(specs.get(i), row.pattern(), word);
        }
        return new Decoded(row.row(), row.pattern(), word, operands);
    }

    /**
     * Encodes an instruction.
     *
     * @param operands values in the order of {@link InstructionSpec#operands}; that of an operand which repeats another
     *     one's field is not looked at
     * @throws IllegalArgumentException where no pattern of {@code spec} can hold these values
     */
    public Decoded encode(InstructionSpec spec, long... operands) {
        IllegalArgumentException failure = null;
        for (Candidate<InstructionSpec> row : candidates(spec)) {
            try {
                return encode(row, operands);
            } catch (IllegalArgumentException e) {
                failure = e;
            }
        }
        throw failure == null ? new IllegalArgumentException(spec.mnemonic() + " has no encoding") : failure;
    }

    private Decoded encode(Candidate<InstructionSpec> row, long... operands) {
        List<OperandSpec> specs = row.row().operands();
        if (operands.length != specs.size()) {
            throw new IllegalArgumentException(
                    row.row().mnemonic() + " has " + specs.size() + " operands, not " + operands.length);
        }
        int word = row.pattern().match();
        for (int i = 0; i < operands.length; i++) {
            if (row.row().operand(specs.get(i).name()) == i) {
                word |= codec.encode(specs.get(i), row.pattern(), operands[i]);
            }
        }
        if (!row.matches(word)) {
            throw new IllegalArgumentException(row.row().mnemonic() + ": operands do not meet \""
                    + row.row().when() + "\"");
        }
        return decode(row, word);
    }
}
