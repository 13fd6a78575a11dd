package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;

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
        Vectors.eachLane(x, lane -> {
            Value[] a = lane(x, 0, lane);
            Value[] b = lane(x, 1, lane);
            Value low = x.apply(X86Operations.DOT_PRODUCT_PRODUCTS, a[0], b[0], Lowering.constant(control >> 4 & 3));
            Value high = x.apply(X86Operations.DOT_PRODUCT_PRODUCTS, a[1], b[1], Lowering.constant(control >> 6 & 3));
            x.run(X86Operations.MXCSR_CONTROL_DELIVER);
            Value lower = x.apply(X86Operations.DOT_PRODUCT_SUM, low, high, Lowering.constant(0));
            Value upper = x.apply(X86Operations.DOT_PRODUCT_SUM, low, high, Lowering.constant(1));
            x.run(X86Operations.MXCSR_CONTROL_DELIVER);
            return new Value[] {singles(x, lower, control & 3), singles(x, upper, control >> 2 & 3)};
        });
    }

    private static Value singles(Lowering x, Value sum, int places) {
        long mask = ((places & 1) != 0 ? 0xffff_ffffL : 0) | ((places & 2) != 0 ? -1L << 32 : 0);
        return x.applyMasked(X86Operations.BASIC_MOVE, mask, sum);
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
     * Two elements of the sum of four products. All are the same number, but of several NaNs among the products each element takes
     * another one: CPUs add to each element its neighbour, then that of the other half.
     */
    @Operation
    static long sum(X86Cpu cpu, long low, long high, int half) {
        int even0 = SingleLane.add(cpu, high(low), (int) low, false);
        int even1 = SingleLane.add(cpu, high(high), (int) high, false);
        int odd0 = isNaN(even0) ? SingleLane.add(cpu, (int) low, high(low), false) : even0;
        int odd1 = isNaN(even1) ? SingleLane.add(cpu, (int) high, high(high), false) : even1;
        Mxcsr.deliver(cpu, 0);
        return half == 0
                ? pair(SingleLane.add(cpu, even0, even1, false), SingleLane.add(cpu, odd0, odd1, false))
                : pair(SingleLane.add(cpu, even1, even0, false), SingleLane.add(cpu, odd1, odd0, false));
    }

    private static boolean isNaN(int bits) {
        return Float.isNaN(Float.intBitsToFloat(bits));
    }
}
