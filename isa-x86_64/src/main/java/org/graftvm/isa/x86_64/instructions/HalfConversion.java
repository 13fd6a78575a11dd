package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.isa.x86_64.instructions.Vectors.read;
import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;
import static org.graftvm.machine.fp.FpEnvironment.OVERFLOW;
import static org.graftvm.machine.fp.FpEnvironment.ROUNDED;
import static org.graftvm.machine.fp.FpEnvironment.TINY;
import static org.graftvm.machine.fp.FpEnvironment.UNDERFLOW;
import static org.graftvm.machine.fp.FpFormat.BINARY16;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Conversions between singles and numbers of 16 bits, for which neither denormals-are-zeros nor flush-to-zero counts. */
@Section(ref = "SDM volume 1, 5.13.1: Half-Precision Floating-Point Conversion (F16C)", feature = "F16C")
final class HalfConversion {
    /** Of the immediate: the rounding mode is that of MXCSR. */
    private static final int FROM_MXCSR = 4;

    private static final int EXPONENT = 0x7c00;

    /** From here on singles become infinite, and below here they become denormal. */
    private static final float TOO_LARGE = 0x1.ffcp15f;

    private static final float SMALLEST = 0x1p-14f;

    private HalfConversion() {}

    @Instruction("vcvtph2ps")
    @Encoding({"VEX.128.66.0F38.W0 13 /r : Vx Wq", "VEX.256.66.0F38.W0 13 /r : Vx Wdq"})
    static void vcvtph2ps(Lowering x) {
        Value[] parts = new Value[Vectors.parts(x)];
        for (int part = 0; part < parts.length; part += 2) {
            Value halves = read(x, 1, part / 2);
            parts[part] = x.apply(X86Operations.HALF_CONVERSION_WIDEN, halves, Lowering.constant(0));
            parts[part + 1] = x.apply(X86Operations.HALF_CONVERSION_WIDEN, halves, Lowering.constant(32));
        }
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        Vectors.write(x, parts);
    }

    @Instruction("vcvtps2ph")
    @Encoding({"VEX.128.66.0F3A.W0 1D /r ib : Wq Vx Ib", "VEX.256.66.0F3A.W0 1D /r ib : Wdq Vx Ib"})
    static void vcvtps2ph(Lowering x) {
        Value[] parts = {Lowering.constant(0), Lowering.constant(0)};
        Value mode = Lowering.constant(Vectors.immediate(x));
        int count = Vectors.parts(x) / 2;
        for (int part = 0; part < count; part++) {
            parts[part] =
                    x.apply(X86Operations.HALF_CONVERSION_NARROW, read(x, 1, 2 * part), read(x, 1, 2 * part + 1), mode);
        }
        x.run(X86Operations.MXCSR_CONTROL_DELIVER);
        if (x.form().isMemory(0) && count == 1) {
            x.store(64, x.address(), parts[0]);
        } else {
            Vectors.write(x, parts);
        }
    }

    /** Two numbers of four. */
    @Operation
    static long widen(X86Cpu cpu, long halves, int at) {
        return SingleLane.pair(single(cpu, (short) (halves >>> at)), single(cpu, (short) (halves >>> at + 16)));
    }

    private static int single(X86Cpu cpu, short half) {
        return usual((half & EXPONENT) != EXPONENT)
                ? Float.floatToRawIntBits(Float.float16ToFloat(half))
                : exactSingle(cpu, half);
    }

    @TruffleBoundary
    private static int exactSingle(X86Cpu cpu, short half) {
        long single = FpConversion.convert(BINARY16, BINARY32, half & 0xffff, Mxcsr.rounding(cpu), cpu.sse);
        raise(cpu);
        return (int) single;
    }

    /** Four singles. */
    @Operation
    static long narrow(X86Cpu cpu, long low, long high, int mode) {
        return half(cpu, (int) low, mode)
                | half(cpu, SingleLane.high(low), mode) << 16
                | half(cpu, (int) high, mode) << 32
                | half(cpu, SingleLane.high(high), mode) << 48;
    }

    private static long half(X86Cpu cpu, int single, int mode) {
        float number = Float.intBitsToFloat(single);
        float magnitude = Math.abs(number);
        boolean isNearest = mode == 0 || (mode & FROM_MXCSR) != 0;
        return usual(isNearest
                        && (magnitude < TOO_LARGE && magnitude > SMALLEST || single << 1 == 0)
                        && cpu.unsettled == 0)
                ? Float.floatToFloat16(number) & 0xffffL
                : exactHalf(cpu, single, mode);
    }

    @TruffleBoundary
    private static long exactHalf(X86Cpu cpu, int single, int mode) {
        long operand = ExactLane.operand(cpu, BINARY32, Integer.toUnsignedLong(single));
        int rounding = (mode & FROM_MXCSR) != 0 ? Mxcsr.rounding(cpu) : Mxcsr.rounding(mode & 3);
        long half = FpConversion.convert(BINARY32, BINARY16, operand, rounding, cpu.sse);
        if (BINARY32.isSubnormal(operand)) {
            // Inexact in any case, also to CPUs that could keep all digits for a handler of underflow.
            Mxcsr.raise(cpu, Mxcsr.DENORMAL_FLAG | Mxcsr.PRECISION_FLAG);
        }
        raise(cpu);
        return half & 0xffff;
    }

    /** As of any operation, but nothing is flushed to zero. */
    private static void raise(X86Cpu cpu) {
        int raised = cpu.sse.takeAll();
        int flags = (raised & INVALID) != 0 ? Mxcsr.INVALID_FLAG : 0;
        int precision = (raised & INEXACT) != 0 ? Mxcsr.PRECISION_FLAG : 0;
        // Where overflow or underflow traps, only digits beyond the precision are lost.
        int trapped = (raised & ROUNDED) != 0 ? Mxcsr.PRECISION_FLAG : 0;
        if ((raised & OVERFLOW) != 0) {
            flags |= Mxcsr.OVERFLOW_FLAG;
            precision = Mxcsr.isMasked(cpu, Mxcsr.OVERFLOW_FLAG) ? precision : trapped;
        } else if ((raised & TINY) != 0 && !Mxcsr.isMasked(cpu, Mxcsr.UNDERFLOW_FLAG)) {
            flags |= Mxcsr.UNDERFLOW_FLAG;
            precision = trapped;
        } else if ((raised & UNDERFLOW) != 0) {
            flags |= Mxcsr.UNDERFLOW_FLAG;
        }
        Mxcsr.raise(cpu, flags | precision);
    }
}
