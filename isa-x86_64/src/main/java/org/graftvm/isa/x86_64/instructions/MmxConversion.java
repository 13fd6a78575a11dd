package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.slot;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Conversions between two integers in an MMX register and floating point in an XMM register. */
@Section(ref = "SDM volume 1, 5.5.1.6 and 5.6.1.6: SSE and SSE2 Conversion Instructions (MMX)", feature = "SSE, SSE2")
final class MmxConversion {
    private MmxConversion() {}

    @Instruction("cvtpi2ps")
    @Encoding("NP 0F 2A /r : Vx Qq")
    static void cvtpi2ps(Lowering x) {
        Value source = operand(x);
        Value pair = x.apply(X86Operations.FLOAT_CONVERSION_CVTDQ2PS, source);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        x.set(pair, slot(x, 0, 0));
    }

    @Instruction("cvtpi2pd")
    @Encoding("66 0F 2A /r : Vx Qq")
    static void cvtpi2pd(Lowering x) {
        Value pair = operand(x);
        Value low = x.apply(X86Operations.FLOAT_CONVERSION_INT_TO_DOUBLE, pair, Lowering.constant(0));
        Value high = x.apply(X86Operations.FLOAT_CONVERSION_INT_TO_DOUBLE, pair, Lowering.constant(32));
        write(x, low, high);
    }

    /** Integers; from memory they do not touch x87. */
    private static Value operand(Lowering x) {
        Value pair = read(x, 1, 0);
        if (!x.form().isMemory()) {
            Mmx.enter(x);
        }
        return pair;
    }

    @Instruction("cvtps2pi")
    @Encoding("NP 0F 2D /r : Pq Wq")
    static void cvtps2pi(Lowering x) {
        fromSingles(x, X86Operations.FLOAT_CONVERSION_CVTPS2DQ);
    }

    @Instruction("cvttps2pi")
    @Encoding("NP 0F 2C /r : Pq Wq")
    static void cvttps2pi(Lowering x) {
        fromSingles(x, X86Operations.FLOAT_CONVERSION_CVTTPS2DQ);
    }

    /** An exception that is not masked comes when MMX is entered already. */
    private static void fromSingles(Lowering x, OperationType type) {
        X87.await(x);
        Value source = read(x, 1, 0);
        Mmx.enter(x);
        Value pair = x.apply(type, source);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        write(x, pair);
    }

    @Instruction("cvtpd2pi")
    @Encoding("66 0F 2D /r : Pq Wx")
    static void cvtpd2pi(Lowering x) {
        fromDoubles(x, 0);
    }

    @Instruction("cvttpd2pi")
    @Encoding("66 0F 2C /r : Pq Wx")
    static void cvttpd2pi(Lowering x) {
        fromDoubles(x, 1);
    }

    private static void fromDoubles(Lowering x, int truncate) {
        X87.await(x);
        Value low = read(x, 1, 0);
        Value high = read(x, 1, 1);
        Mmx.enter(x);
        Value pair = x.apply(X86Operations.FLOAT_CONVERSION_DOUBLES_TO_INTS, low, high, Lowering.constant(truncate));
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        write(x, pair);
    }
}
