package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.merge;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Conversions between singles, doubles and integers. */
@Section(ref = "SDM volume 1, 5.5.1.6 and 5.6.1.6: SSE and SSE2 Conversion Instructions", feature = "SSE, SSE2")
final class FloatConversion {
    private FloatConversion() {}

    // ---- one number ----

    @Instruction("cvtsi2ss")
    @Encoding({"F3 0F 2A /r W0 : Vx Ed", "VEX.LIG.F3.0F.W0 2A /r : Vx Hx Ed"})
    static long cvtsi2ss(X86Cpu cpu, long a, long b) {
        return merge(a, ConversionLane.singleFromLong(cpu, (int) b, true));
    }

    @Instruction("cvtsi2ss")
    @Encoding({"F3 0F 2A /r W1 : Vx Eq", "VEX.LIG.F3.0F.W1 2A /r : Vx Hx Eq"})
    static long cvtsi2ssLong(X86Cpu cpu, long a, long b) {
        return merge(a, ConversionLane.singleFromLong(cpu, b, true));
    }

    @Instruction("cvtsi2sd")
    @Encoding({"F2 0F 2A /r W0 : Vx Ed", "VEX.LIG.F2.0F.W0 2A /r : Vx Hx Ed"})
    static long cvtsi2sd(long b) {
        return Double.doubleToRawLongBits((int) b);
    }

    @Instruction("cvtsi2sd")
    @Encoding({"F2 0F 2A /r W1 : Vx Eq", "VEX.LIG.F2.0F.W1 2A /r : Vx Hx Eq"})
    static long cvtsi2sdLong(X86Cpu cpu, long b) {
        return ConversionLane.fromLong(cpu, b, true);
    }

    @Instruction("cvtss2si")
    @Encoding({"F3 0F 2D /r : Gy Wd", "VEX.LIG.F3.0F 2D /r : Gy Wd"})
    static void cvtss2si(Lowering x) {
        toGeneral(x, X86Operations.FLOAT_CONVERSION_SINGLE_TO_INTEGER, 0);
    }

    @Instruction("cvttss2si")
    @Encoding({"F3 0F 2C /r : Gy Wd", "VEX.LIG.F3.0F 2C /r : Gy Wd"})
    static void cvttss2si(Lowering x) {
        toGeneral(x, X86Operations.FLOAT_CONVERSION_SINGLE_TO_INTEGER, 1);
    }

    @Instruction("cvtsd2si")
    @Encoding({"F2 0F 2D /r : Gy Wq", "VEX.LIG.F2.0F 2D /r : Gy Wq"})
    static void cvtsd2si(Lowering x) {
        toGeneral(x, X86Operations.FLOAT_CONVERSION_DOUBLE_TO_INTEGER, 0);
    }

    @Instruction("cvttsd2si")
    @Encoding({"F2 0F 2C /r : Gy Wq", "VEX.LIG.F2.0F 2C /r : Gy Wq"})
    static void cvttsd2si(Lowering x) {
        toGeneral(x, X86Operations.FLOAT_CONVERSION_DOUBLE_TO_INTEGER, 1);
    }

    private static void toGeneral(Lowering x, OperationType type, int truncate) {
        Value integer = x.apply(type, read(x, 1, 0), Lowering.constant(x.bits(0)), Lowering.constant(truncate));
        x.write(0, integer);
    }

    @Operation
    static long singleToInteger(X86Cpu cpu, long a, int bits, int truncate) {
        return bits == 64
                ? ConversionLane.singleToLong(cpu, (int) a, truncate != 0, true)
                : ConversionLane.singleToInt(cpu, (int) a, truncate != 0, true);
    }

    @Operation
    static long doubleToInteger(X86Cpu cpu, long a, int bits, int truncate) {
        return bits == 64
                ? ConversionLane.toLong(cpu, a, truncate != 0, true)
                : ConversionLane.toInt(cpu, a, truncate != 0, true);
    }

    @Instruction("cvtss2sd")
    @Encoding({"F3 0F 5A /r : Vx Wd", "VEX.LIG.F3.0F.WIG 5A /r : Vx Hx Wd"})
    static long cvtss2sd(X86Cpu cpu, long b) {
        return ConversionLane.toDouble(cpu, (int) b, true);
    }

    @Instruction("cvtsd2ss")
    @Encoding({"F2 0F 5A /r : Vx Wq", "VEX.LIG.F2.0F.WIG 5A /r : Vx Hx Wq"})
    static long cvtsd2ss(X86Cpu cpu, long a, long b) {
        return merge(a, ConversionLane.toSingle(cpu, b, true));
    }

    // ---- vectors ----

    @Instruction("cvtdq2ps")
    @Encoding({"NP 0F 5B /r : Vx Wx", "VEX.0F.WIG 5B /r : Vx Wx"})
    static long cvtdq2ps(X86Cpu cpu, long b) {
        return pair(
                ConversionLane.singleFromLong(cpu, (int) b, false), ConversionLane.singleFromLong(cpu, high(b), false));
    }

    @Instruction("cvtps2dq")
    @Encoding({"66 0F 5B /r : Vx Wx", "VEX.66.0F.WIG 5B /r : Vx Wx"})
    static long cvtps2dq(X86Cpu cpu, long b) {
        return integers(cpu, b, false);
    }

    @Instruction("cvttps2dq")
    @Encoding({"F3 0F 5B /r : Vx Wx", "VEX.F3.0F.WIG 5B /r : Vx Wx"})
    static long cvttps2dq(X86Cpu cpu, long b) {
        return integers(cpu, b, true);
    }

    static long integers(X86Cpu cpu, long pair, boolean truncate) {
        return pair((int) ConversionLane.singleToInt(cpu, (int) pair, truncate, false), (int)
                ConversionLane.singleToInt(cpu, high(pair), truncate, false));
    }

    @Instruction("cvtdq2pd")
    @Encoding({"F3 0F E6 /r : Vx Wq", "VEX.128.F3.0F.WIG E6 /r : Vx Wq", "VEX.256.F3.0F.WIG E6 /r : Vx Wdq"})
    static void cvtdq2pd(Lowering x) {
        write(x, widen(x, X86Operations.FLOAT_CONVERSION_INT_TO_DOUBLE));
    }

    /** Each half of a part to a part. */
    private static Value[] widen(Lowering x, OperationType type) {
        Value[] parts = new Value[Vectors.parts(x)];
        for (int part = 0; part < parts.length; part += 2) {
            Value pair = read(x, 1, part / 2);
            parts[part] = x.apply(type, pair, Lowering.constant(0));
            parts[part + 1] = x.apply(type, pair, Lowering.constant(32));
        }
        return parts;
    }

    @Operation
    static long intToDouble(long pair, int at) {
        return Double.doubleToRawLongBits((int) (pair >> at));
    }

    @Instruction("cvtps2pd")
    @Encoding({"NP 0F 5A /r : Vx Wq", "VEX.128.0F.WIG 5A /r : Vx Wq", "VEX.256.0F.WIG 5A /r : Vx Wdq"})
    static void cvtps2pd(Lowering x) {
        Value[] parts = widen(x, X86Operations.FLOAT_CONVERSION_SINGLE_TO_DOUBLE);
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        write(x, parts);
    }

    @Operation
    static long singleToDouble(X86Cpu cpu, long pair, int at) {
        return ConversionLane.toDouble(cpu, (int) (pair >> at), false);
    }

    @Instruction("cvtpd2ps")
    @Encoding({"66 0F 5A /r : Vx Wx", "VEX.128.66.0F.WIG 5A /r : Vx Wx", "VEX.256.66.0F.WIG 5A /r : Vdq Wx"})
    static void cvtpd2ps(Lowering x) {
        narrow(x, X86Operations.FLOAT_CONVERSION_DOUBLES_TO_SINGLES);
    }

    @Instruction("cvtpd2dq")
    @Encoding({"F2 0F E6 /r : Vx Wx", "VEX.128.F2.0F.WIG E6 /r : Vx Wx", "VEX.256.F2.0F.WIG E6 /r : Vdq Wx"})
    static void cvtpd2dq(Lowering x) {
        narrow(x, X86Operations.FLOAT_CONVERSION_DOUBLES_TO_INTS, Lowering.constant(0));
    }

    @Instruction("cvttpd2dq")
    @Encoding({"66 0F E6 /r : Vx Wx", "VEX.128.66.0F.WIG E6 /r : Vx Wx", "VEX.256.66.0F.WIG E6 /r : Vdq Wx"})
    static void cvttpd2dq(Lowering x) {
        narrow(x, X86Operations.FLOAT_CONVERSION_DOUBLES_TO_INTS, Lowering.constant(1));
    }

    /** Two parts to one. Of two parts the upper one becomes zero. */
    private static void narrow(Lowering x, OperationType type, Value... more) {
        Value[] parts = {Lowering.constant(0), Lowering.constant(0)};
        for (int part = 0; part < Vectors.parts(x) / 2; part++) {
            Value low = read(x, 1, 2 * part);
            Value high = read(x, 1, 2 * part + 1);
            parts[part] = more.length == 0 ? x.apply(type, low, high) : x.apply(type, low, high, more[0]);
        }
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        write(x, parts);
    }

    @Operation
    static long doublesToSingles(X86Cpu cpu, long low, long high) {
        return pair(ConversionLane.toSingle(cpu, low, false), ConversionLane.toSingle(cpu, high, false));
    }

    @Operation
    static long doublesToInts(X86Cpu cpu, long low, long high, int truncate) {
        return pair((int) ConversionLane.toInt(cpu, low, truncate != 0, false), (int)
                ConversionLane.toInt(cpu, high, truncate != 0, false));
    }
}
