package org.graftvm.engine;

import java.util.List;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Source;

/**
 * A generated operation: a pure method that instructions of a lowered instruction set are composed of.
 *
 * @param spec its method and parameters; destinations are up to each {@link Site}
 * @param names of the parameters that are values or constants, in order, {@code Memory} and the CPU left out
 * @param extensions what each of these wants above an operand that is narrower than 64 bits
 * @param id its number for the factory
 * @param factory makes the nodes of all operations of the instruction set
 */
public record OperationType(
        int id, InstructionSpec spec, List<String> names, List<Extend.Kind> extensions, Factory factory) {
    /** Makes nodes: one switch for all operations rather than an object for each, which start-up would pay for. */
    @FunctionalInterface
    public interface Factory {
        OperationNode make(int id, Site site);
    }

    /**
     * Where an operation stands and what it works on.
     *
     * @param spec that of the type; a condition may be a branch here
     * @param pc address of the guest instruction
     * @param length bytes of the guest instruction
     * @param target of a direct branch or jump
     * @param destinations slots that get the result, none or several
     * @param mask bits of the result that are kept
     * @param slots for each value or constant its register slot, or -1 for a constant
     * @param constants for each value or constant its value where the slot is -1
     * @param joinedFlags see {@link InstructionNode#joinedFlags}
     */
    public record Site(
            InstructionSpec spec,
            long pc,
            int length,
            long target,
            int[] destinations,
            long mask,
            int[] slots,
            long[] constants,
            int[] joinedFlags) {}

    public OperationType {
        names = List.copyOf(names);
        extensions = List.copyOf(extensions);
    }

    public OperationNode make(Site site) {
        return factory.make(id, site);
    }

    /** The spec of a condition that ends a block as a conditional branch. */
    public InstructionSpec asBranch() {
        return new InstructionSpec(
                spec.owner(),
                spec.method(),
                spec.descriptor(),
                spec.syntax(),
                spec.encodings(),
                spec.when(),
                Flow.BRANCH,
                spec.operands(),
                -1,
                spec.parameters(),
                false,
                spec.ref(),
                spec.feature(),
                null);
    }

    /** Whether the operation can be left out where nobody reads its result. */
    public boolean isPure() {
        return spec.isPure();
    }

    /** Whether the result is a vector, which takes two destinations. */
    public boolean writesVector() {
        return spec.descriptor().endsWith(";");
    }

    /** Whether it works on guest memory. */
    public boolean usesMemory() {
        return spec.parameters().stream().anyMatch(p -> p.source() == Source.MEMORY);
    }
}
