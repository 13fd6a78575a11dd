package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** Bytes that a loop accesses in each iteration, at an address that moves by the same distance from one to the next. */
final class AccessStream {
    private final Sum address;
    private final Sum stride;
    private final Span span;

    /**
     * @param base what the span is relative to, by the registers at the loop's head
     * @param stride by registers that do not change in the loop
     */
    AccessStream(Affine base, Affine stride, Span span) {
        this.address = new Sum(base.plus(span.offset()));
        this.stride = new Sum(stride);
        this.span = span;
    }

    /**
     * How many iterations from here on access what may be accessed unchecked.
     *
     * @param most it is not more
     */
    int iterations(VirtualFrame frame, RegionRegisters registers, InlineMemory memory, int most) {
        long first = address.value(frame, registers);
        long step = stride.value(frame, registers);
        if (span.alignment() > 1
                && ((first + span.alignedOffset() - span.offset() | step) & span.alignment() - 1) != 0) {
            return 0;
        }
        return stride.isConstant()
                ? memory.iterations(first, span.length(), step, span.write(), most)
                : memory.iterationsOfAny(first, span.length(), step, span.write(), most);
    }

    /** An {@link Affine} value in compiled code. */
    private static final class Sum {
        @CompilationFinal(dimensions = 1)
        private final int[] slots;

        @CompilationFinal(dimensions = 1)
        private final long[] factors;

        private final long constant;

        Sum(Affine value) {
            this.slots = value.terms().keySet().stream().mapToInt(slot -> slot).toArray();
            this.factors =
                    value.terms().values().stream().mapToLong(factor -> factor).toArray();
            this.constant = value.constant();
        }

        boolean isConstant() {
            return slots.length == 0;
        }

        @ExplodeLoop
        long value(VirtualFrame frame, RegionRegisters registers) {
            long sum = constant;
            for (int i = 0; i < slots.length; i++) {
                sum += registers.get(frame, slots[i]) * factors[i];
            }
            return sum;
        }
    }
}
