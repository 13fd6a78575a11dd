package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Dot products: the upper bits of the immediate say which products count, the lower ones where the sum goes. Products are made
 * first, then sums of two, and each step's exceptions come before the next step.
 */
@Section(ref = "SDM volume 1, 5.10: SSE4.1 Instructions", feature = "SSE4.1")
final class DotProduct {
    private DotProduct() {}

    @Instruction("dpps")
    @Encoding({"66 0F 3A 40 /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 40 /r ib : Vx Hx Wx Ib"})
    static void dpps(Lowering x) {
        int control = Vectors.immediate(x);
        Value[] products = parts(
                x,
                part -> x.apply(
                        X86Operations.DOT_PRODUCT_PRODUCTS,
                        Vectors.source(x, 0, part),
                        Vectors.source(x, 1, part),
                        Lowering.constant(control >> (part % 2 == 0 ? 4 : 6) & 3)));
        Value[] pairs = parts(x, part -> x.apply(X86Operations.DOT_PRODUCT_NEIGHBOURS, products[part]));
        Value[] sums = parts(x, part -> x.apply(X86Operations.SINGLE_ARITHMETIC_ADDPS, pairs[part], pairs[part ^ 1]));
        Vectors.eachPart(x, part -> singles(x, sums[part], control >> (part % 2 == 0 ? 0 : 2) & 3));
    }

    /** A step of all parts. */
    private static Value[] parts(Lowering x, IntFunction<Value> make) {
        Value[] parts = IntStream.range(0, Vectors.parts(x)).mapToObj(make).toArray(Value[]::new);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        return parts;
    }

    private static Value singles(Lowering x, Value sum, int places) {
        long mask = ((places & 1) != 0 ? 0xffff_ffffL : 0) | ((places & 2) != 0 ? -1L << 32 : 0);
        return x.applyMasked(CommonOperations.BASIC_MOVE, mask, sum);
    }

    @Instruction("dppd")
    @Encoding({"66 0F 3A 41 /r ib : Vx Wx Ib", "VEX.128.66.0F3A.WIG 41 /r ib : Vx Hx Wx Ib"})
    static void dppd(Lowering x) {
        int control = Vectors.immediate(x);
        Value zero = Lowering.constant(0);
        Value[] products = new Value[2];
        for (int i = 0; i < 2; i++) {
            // All of an operand in memory has to be readable.
            Value b = Vectors.source(x, 1, i);
            products[i] = (control >> 4 + i & 1) == 0
                    ? zero
                    : x.apply(X86Operations.DOUBLE_ARITHMETIC_MULPD, Vectors.source(x, 0, i), b);
        }
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Value lower = x.apply(X86Operations.DOUBLE_ARITHMETIC_ADDPD, products[0], products[1]);
        Value upper = x.apply(X86Operations.DOUBLE_ARITHMETIC_ADDPD, products[1], products[0]);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Vectors.write(x, (control & 1) == 0 ? zero : lower, (control & 2) == 0 ? zero : upper);
    }

    /** Two products; of those that do not count, zero. */
    @Operation
    static long products(X86Cpu cpu, long a, long b, int which) {
        return pair(
                (which & 1) == 0 ? 0 : SingleLane.multiply(cpu, (int) a, (int) b, false),
                (which & 2) == 0 ? 0 : SingleLane.multiply(cpu, high(a), high(b), false));
    }

    /**
     * The sum of two products, twice. Both are the same number, but of several NaNs among the products each element takes another
     * one: CPUs add to each element its neighbour, then that of the other half.
     */
    @Operation
    static long neighbours(X86Cpu cpu, long products) {
        int even = SingleLane.add(cpu, high(products), (int) products, false);
        return pair(even, isNaN(even) ? SingleLane.add(cpu, (int) products, high(products), false) : even);
    }

    private static boolean isNaN(int bits) {
        return Float.isNaN(Float.intBitsToFloat(bits));
    }
}
