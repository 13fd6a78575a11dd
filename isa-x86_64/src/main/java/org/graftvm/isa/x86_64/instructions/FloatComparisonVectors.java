package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Comparison;
import org.graftvm.engine.lowering.DoubleVectors;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.engine.lowering.SingleVectors;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link FloatComparison}. */
final class FloatComparisonVectors {
    private static final LongVector NONE = LongVector.zero(LongVector.SPECIES_128);
    private static final LongVector ALL = LongVector.broadcast(LongVector.SPECIES_128, -1);
    private static final FloatVector NO_SINGLES = NONE.reinterpretAsFloats();
    private static final FloatVector ALL_SINGLES = ALL.reinterpretAsFloats();
    private static final DoubleVector NO_DOUBLES = NONE.reinterpretAsDoubles();
    private static final DoubleVector ALL_DOUBLES = ALL.reinterpretAsDoubles();

    private interface ComparisonPart extends ExactParts.Part<X86Cpu> {}

    /** By predicate. */
    @CompilationFinal(dimensions = 1)
    private static final ComparisonPart[] SINGLES = IntStream.range(0, 32)
            .mapToObj(c -> (ComparisonPart) (cpu, a, b) -> FloatComparison.vcmpps(cpu, a, b, c))
            .toArray(ComparisonPart[]::new);

    @CompilationFinal(dimensions = 1)
    private static final ComparisonPart[] DOUBLES = IntStream.range(0, 32)
            .mapToObj(c -> (ComparisonPart) (cpu, a, b) -> FloatComparison.vcmppd(cpu, a, b, c))
            .toArray(ComparisonPart[]::new);

    private FloatComparisonVectors() {}

    /** A predicate, by the relations of numbers that satisfy it. */
    private static int relations(int predicate) {
        return (Relation.satisfies(Relation.LESS, predicate) ? 1 : 0)
                | (Relation.satisfies(Relation.EQUAL, predicate) ? 2 : 0)
                | (Relation.satisfies(Relation.GREATER, predicate) ? 4 : 0);
    }

    private static Comparison comparison(int relations) {
        return switch (relations) {
            case 1 -> VectorOperators.LT;
            case 2 -> VectorOperators.EQ;
            case 3 -> VectorOperators.LE;
            case 4 -> VectorOperators.GT;
            case 5 -> VectorOperators.NE;
            default -> VectorOperators.GE;
        };
    }

    private static LongVector singles(X86Cpu cpu, LongVector a, LongVector b, int predicate) {
        if (!SingleVectors.areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())) {
            return ExactParts.apply(cpu, SINGLES[predicate], a, b);
        }
        FloatVector x = a.reinterpretAsFloats();
        int relations = relations(predicate);
        return relations == 0 || relations == 7
                ? relations == 0 ? NONE : ALL
                : NO_SINGLES
                        .blend(ALL_SINGLES, x.compare(comparison(relations), b.reinterpretAsFloats()))
                        .reinterpretAsLongs();
    }

    private static LongVector doubles(X86Cpu cpu, LongVector a, LongVector b, int predicate) {
        if (!DoubleVectors.areComparable(a, b)) {
            return ExactParts.apply(cpu, DOUBLES[predicate], a, b);
        }
        DoubleVector x = a.reinterpretAsDoubles();
        int relations = relations(predicate);
        return relations == 0 || relations == 7
                ? relations == 0 ? NONE : ALL
                : NO_DOUBLES
                        .blend(ALL_DOUBLES, x.compare(comparison(relations), b.reinterpretAsDoubles()))
                        .reinterpretAsLongs();
    }

    // Without VEX three bits of the immediate count.

    @Operation
    static LongVector cmpps(X86Cpu cpu, LongVector a, LongVector b, int c) {
        return singles(cpu, a, b, c & 7);
    }

    @Operation
    static LongVector cmppd(X86Cpu cpu, LongVector a, LongVector b, int c) {
        return doubles(cpu, a, b, c & 7);
    }

    @Operation
    static LongVector vcmpps(X86Cpu cpu, LongVector a, LongVector b, int c) {
        return singles(cpu, a, b, c & 31);
    }

    @Operation
    static LongVector vcmppd(X86Cpu cpu, LongVector a, LongVector b, int c) {
        return doubles(cpu, a, b, c & 31);
    }
}
