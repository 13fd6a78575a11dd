package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Sums and differences of neighbours, and of both by turns. */
@Section(ref = "SDM volume 1, 5.7: SSE3 Instructions", feature = "SSE3")
final class HorizontalFloat {
    private HorizontalFloat() {}

    @Instruction("addsubps")
    @Encoding({"F2 0F D0 /r : Vx Wx", "VEX.F2.0F.WIG D0 /r : Vx Hx Wx"})
    static long addsubps(X86Cpu cpu, long a, long b) {
        return pair(SingleLane.subtract(cpu, (int) a, (int) b, false), SingleLane.add(cpu, high(a), high(b), false));
    }

    @Instruction("addsubpd")
    @Encoding({"66 0F D0 /r : Vx Wx", "VEX.66.0F.WIG D0 /r : Vx Hx Wx"})
    static void addsubpd(Lowering x) {
        eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            return new Value[] {
                x.apply(X86Operations.DOUBLE_ARITHMETIC_SUBPD, a[0], b[0]),
                x.apply(X86Operations.DOUBLE_ARITHMETIC_ADDPD, a[1], b[1])
            };
        });
    }

    @Instruction("haddps")
    @Encoding({"F2 0F 7C /r : Vx Wx", "VEX.F2.0F.WIG 7C /r : Vx Hx Wx"})
    static void haddps(Lowering x) {
        neighbours(x, X86Operations.HORIZONTAL_FLOAT_SUMS);
    }

    @Instruction("hsubps")
    @Encoding({"F2 0F 7D /r : Vx Wx", "VEX.F2.0F.WIG 7D /r : Vx Hx Wx"})
    static void hsubps(Lowering x) {
        neighbours(x, X86Operations.HORIZONTAL_FLOAT_DIFFERENCES);
    }

    @Instruction("haddpd")
    @Encoding({"66 0F 7C /r : Vx Wx", "VEX.66.0F.WIG 7C /r : Vx Hx Wx"})
    static void haddpd(Lowering x) {
        neighbours(x, X86Operations.DOUBLE_ARITHMETIC_ADDPD);
    }

    @Instruction("hsubpd")
    @Encoding({"66 0F 7D /r : Vx Wx", "VEX.66.0F.WIG 7D /r : Vx Hx Wx"})
    static void hsubpd(Lowering x) {
        neighbours(x, X86Operations.DOUBLE_ARITHMETIC_SUBPD);
    }

    /** Those of the first operand, then those of the second. */
    private static void neighbours(Lowering x, OperationType type) {
        eachLane(x, lane -> new Value[] {x.apply(type, lane(x, 0, lane)), x.apply(type, lane(x, 1, lane))});
    }

    /** As {@link Vectors#eachLane}, for operations that raise exceptions: none changes the destination. */
    private static void eachLane(Lowering x, IntFunction<Value[]> make) {
        Vectors.source(x, 1, 0); // What is in memory comes before the first operation, which may raise something.
        Value[] parts = IntStream.range(0, Vectors.parts(x) / 2)
                .mapToObj(make)
                .flatMap(Arrays::stream)
                .toArray(Value[]::new);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Vectors.write(x, parts);
    }

    @Operation
    static long sums(X86Cpu cpu, long low, long high) {
        return pair(
                SingleLane.add(cpu, (int) low, high(low), false), SingleLane.add(cpu, (int) high, high(high), false));
    }

    @Operation
    static long differences(X86Cpu cpu, long low, long high) {
        return pair(
                SingleLane.subtract(cpu, (int) low, high(low), false),
                SingleLane.subtract(cpu, (int) high, high(high), false));
    }
}
