package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY32;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.spec.Operation;

/** Products and sums with one rounding (SDM volume 1, 14.5): the host's where it is exact enough, the exact ones elsewhere. */
final class FusedLane {
    /** The product is negated. */
    static final int NEGATE_PRODUCT = 1;
    /** What is added to elements with even numbers is negated. */
    static final int SUBTRACT_EVEN = 2;

    static final int SUBTRACT_ODD = 4;
    static final int SUBTRACT = SUBTRACT_EVEN | SUBTRACT_ODD;

    private FusedLane() {}

    // ---- compositions ----

    /** Singles in all parts. */
    static void singles(Lowering x, int order, int signs) {
        if (x.hasVectors()) {
            whole(x, X86Operations.FUSED_LANE_VECTORS_SINGLES, order, signs);
            return;
        }
        packed(x, X86Operations.FUSED_LANE_PAIR, order, part -> signs);
    }

    /** Doubles in all parts. */
    static void doubles(Lowering x, int order, int signs) {
        if (x.hasVectors()) {
            whole(x, X86Operations.FUSED_LANE_VECTORS_DOUBLES, order, signs);
            return;
        }
        packed(
                x,
                X86Operations.FUSED_LANE_ONE_DOUBLE,
                order,
                part -> signs & NEGATE_PRODUCT | (part % 2 == 0 ? signs : signs >> 1) & SUBTRACT_EVEN);
    }

    private static void packed(Lowering x, OperationType type, int order, IntUnaryOperator signs) {
        Value[] parts = new Value[Vectors.parts(x)];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = fuse(x, type, order, part, signs.applyAsInt(part));
        }
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Vectors.write(x, parts);
    }

    private static void whole(Lowering x, OperationType type, int order, int signs) {
        Value[][] arguments = IntStream.range(0, Vectors.parts(x) / 2)
                .mapToObj(lane -> new Value[] {
                    WholeVectors.read(x, order / 100 - 1, lane),
                    WholeVectors.read(x, order / 10 % 10 - 1, lane),
                    WholeVectors.read(x, order % 10 - 1, lane),
                    Lowering.constant(signs)
                })
                .toArray(Value[][]::new);
        Value[] lanes =
                Arrays.stream(arguments).map(each -> x.applyVector(type, each)).toArray(Value[]::new);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        WholeVectors.write(x, lanes);
    }

    /** One single. */
    static void single(Lowering x, int order, int signs) {
        scalar(x, X86Operations.FUSED_LANE_ONE_SINGLE, order, signs, 32);
    }

    /** One double. */
    static void one(Lowering x, int order, int signs) {
        scalar(x, X86Operations.FUSED_LANE_ONE_DOUBLE, order, signs, 64);
    }

    /** All but the lowest element stays as it is in the destination. */
    private static void scalar(Lowering x, OperationType type, int order, int signs, int bits) {
        Value result = fuse(x, type, order, 0, signs);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Value old = Vectors.read(x, 0, 0);
        Value low = bits == 64
                ? result
                : x.apply(CommonOperations.BASIC_MERGE, old, result, Lowering.constant(Lowering.mask(bits)));
        Vectors.write(x, low, Vectors.read(x, 0, 1));
    }

    /** The digits of the order say which operands are multiplied, and which one is added. */
    private static Value fuse(Lowering x, OperationType type, int order, int part, int signs) {
        Value a = Vectors.read(x, order / 100 - 1, part);
        Value b = Vectors.read(x, order / 10 % 10 - 1, part);
        Value c = Vectors.read(x, order % 10 - 1, part);
        return x.apply(type, a, b, c, Lowering.constant(signs));
    }

    // ---- operations ----

    @Operation
    static long pair(X86Cpu cpu, long a, long b, long c, int signs) {
        return SingleLane.pair(
                fuse(cpu, (int) a, (int) b, (int) c, signs),
                fuse(
                        cpu,
                        SingleLane.high(a),
                        SingleLane.high(b),
                        SingleLane.high(c),
                        signs & ~SUBTRACT | signs >> 1 & SUBTRACT_EVEN));
    }

    @Operation
    static long oneSingle(X86Cpu cpu, long a, long b, long c, int signs) {
        return fuse(cpu, (int) a, (int) b, (int) c, signs);
    }

    @Operation
    static long oneDouble(X86Cpu cpu, long a, long b, long c, int signs) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble((signs & NEGATE_PRODUCT) != 0 ? b ^ Long.MIN_VALUE : b);
        double z = Double.longBitsToDouble((signs & SUBTRACT_EVEN) != 0 ? c ^ Long.MIN_VALUE : c);
        long result = Double.doubleToRawLongBits(Math.fma(x, y, z));
        long plain = cpu.unsettled | DoubleLane.notTiny(a) | DoubleLane.notTiny(b) | DoubleLane.notTiny(c);
        return usual((plain | DoubleLane.normal(result)) >= 0)
                        || plain >= 0
                                && DoubleLane.isZero(c)
                                && (DoubleLane.isZero(a) || DoubleLane.isZero(b))
                                && DoubleLane.isZero(result)
                ? result
                : exact(cpu, BINARY64, a, b, c, signs);
    }

    private static int fuse(X86Cpu cpu, int a, int b, int c, int signs) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat((signs & NEGATE_PRODUCT) != 0 ? b ^ Integer.MIN_VALUE : b);
        float z = Float.intBitsToFloat((signs & SUBTRACT_EVEN) != 0 ? c ^ Integer.MIN_VALUE : c);
        int result = Float.floatToRawIntBits(Math.fma(x, y, z));
        int plain = (int) cpu.unsettled | SingleLane.notTiny(a) | SingleLane.notTiny(b) | SingleLane.notTiny(c);
        return usual((plain | SingleLane.normal(result)) >= 0)
                        || plain >= 0
                                && SingleLane.isZero(c)
                                && (SingleLane.isZero(a) || SingleLane.isZero(b))
                                && SingleLane.isZero(result)
                ? result
                : (int) exact(
                        cpu,
                        BINARY32,
                        Integer.toUnsignedLong(a),
                        Integer.toUnsignedLong(b),
                        Integer.toUnsignedLong(c),
                        signs);
    }

    @TruffleBoundary
    private static long exact(X86Cpu cpu, FpFormat format, long a, long b, long c, int signs) {
        long x = ExactLane.operand(cpu, format, a);
        long y = ExactLane.operand(cpu, format, b);
        long z = ExactLane.operand(cpu, format, c);
        boolean denormal = ExactLane.isDenormal(format, x, y) || format.isSubnormal(z);
        // A NaN keeps its sign.
        long factor = (signs & NEGATE_PRODUCT) != 0 && !format.isNan(y) ? format.negate(y) : y;
        long addend = (signs & SUBTRACT_EVEN) != 0 && !format.isNan(z) ? format.negate(z) : z;
        long sum = FpArithmetic.multiplyAdd(format, x, factor, addend, Mxcsr.rounding(cpu), cpu.sse);
        return ExactLane.finish(cpu, format, sum, denormal);
    }
}
