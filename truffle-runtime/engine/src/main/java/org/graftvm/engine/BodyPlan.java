package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.BitSet;
import java.util.List;

/** Which accesses of a block's body are checked together, and which not at all. */
final class BodyPlan {
    /** Where the {@linkplain BodyRun runs} of the body end. */
    @CompilationFinal(dimensions = 1)
    final int[] runEnds;

    /** What is checked before each of them. */
    @CompilationFinal(dimensions = 2)
    final BodyRun.Check[][] checks;

    /** Whether one of the checks covers an instruction. */
    @CompilationFinal(dimensions = 1)
    final boolean[] isCovered;

    /** Whether its access is known to be allowed. */
    @CompilationFinal(dimensions = 1)
    final boolean[] isFree;

    /** @param free indices of instructions whose access is known to be allowed */
    BodyPlan(InstructionNode[] body, Isa isa, BitSet free) {
        List<BodyRun> runs = BodyRun.of(body, isa, free);
        this.runEnds = runs.stream().mapToInt(BodyRun::to).toArray();
        this.checks = runs.stream()
                .map(run -> run.checks().toArray(BodyRun.Check[]::new))
                .toArray(BodyRun.Check[][]::new);
        this.isCovered = new boolean[body.length];
        runs.forEach(run -> run.covered().stream().forEach(i -> isCovered[i] = true));
        this.isFree = new boolean[body.length];
        free.stream().forEach(i -> isFree[i] = true);
    }
}
