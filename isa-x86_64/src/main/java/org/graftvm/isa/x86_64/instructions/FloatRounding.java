package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Mxcsr.deliver;
import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.merge;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Rounding to integers: bits 0 and 1 of the immediate are the mode, bit 2 asks for that of MXCSR, bit 3 is silent. */
@Section(ref = "SDM volume 1, 5.10: SSE4.1 Instructions", feature = "SSE4.1")
final class FloatRounding {
    private static final int CURRENT_MODE = 4;
    private static final int SILENT = 8;

    private static final int SINGLE_EXPONENT = 0x7f80_0000;
    private static final int SINGLE_QUIET = 1 << 22;
    private static final long DOUBLE_EXPONENT = 0x7ffL << 52;
    private static final long DOUBLE_QUIET = 1L << 51;

    private FloatRounding() {}

    @Instruction("roundps")
    @Encoding({"66 0F 3A 08 /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 08 /r ib : Vx Wx Ib"})
    static long roundps(X86Cpu cpu, long b, int c) {
        return pair(single(cpu, (int) b, c), single(cpu, high(b), c));
    }

    @Instruction("roundpd")
    @Encoding({"66 0F 3A 09 /r ib : Vx Wx Ib", "VEX.66.0F3A.WIG 09 /r ib : Vx Wx Ib"})
    static long roundpd(X86Cpu cpu, long b, int c) {
        return number(cpu, b, c);
    }

    @Instruction("roundss")
    @Encoding({"66 0F 3A 0A /r ib : Vx Wd Ib", "VEX.LIG.66.0F3A.WIG 0A /r ib : Vx Hx Wd Ib"})
    static long roundss(X86Cpu cpu, long a, long b, int c) {
        return deliver(cpu, merge(a, single(cpu, (int) b, c)));
    }

    @Instruction("roundsd")
    @Encoding({"66 0F 3A 0B /r ib : Vx Wq Ib", "VEX.LIG.66.0F3A.WIG 0B /r ib : Vx Hx Wq Ib"})
    static long roundsd(X86Cpu cpu, long b, int c) {
        return deliver(cpu, number(cpu, b, c));
    }

    private static int single(X86Cpu cpu, int a, int control) {
        float x = Float.intBitsToFloat(a);
        if (Float.isNaN(x)) {
            raiseIf(cpu, (a & SINGLE_QUIET) == 0, Mxcsr.INVALID_FLAG);
            return a | SINGLE_QUIET;
        }
        if ((a & SINGLE_EXPONENT) == 0 && denormalsAreZeros(cpu)) {
            return a & Integer.MIN_VALUE;
        }
        float rounded = (float) round(x, mode(cpu, control));
        raiseIf(cpu, rounded != x && (control & SILENT) == 0, Mxcsr.PRECISION_FLAG);
        return Float.floatToRawIntBits(rounded);
    }

    private static long number(X86Cpu cpu, long a, int control) {
        double x = Double.longBitsToDouble(a);
        if (Double.isNaN(x)) {
            raiseIf(cpu, (a & DOUBLE_QUIET) == 0, Mxcsr.INVALID_FLAG);
            return a | DOUBLE_QUIET;
        }
        if ((a & DOUBLE_EXPONENT) == 0 && denormalsAreZeros(cpu)) {
            return a & Long.MIN_VALUE;
        }
        double rounded = round(x, mode(cpu, control));
        raiseIf(cpu, rounded != x && (control & SILENT) == 0, Mxcsr.PRECISION_FLAG);
        return Double.doubleToRawLongBits(rounded);
    }

    private static void raiseIf(X86Cpu cpu, boolean condition, int flag) {
        if (condition) {
            Mxcsr.raise(cpu, flag);
        }
    }

    private static boolean denormalsAreZeros(X86Cpu cpu) {
        return (cpu.mxcsr() & Mxcsr.DENORMALS_ARE_ZEROS) != 0;
    }

    private static int mode(X86Cpu cpu, int control) {
        return (control & CURRENT_MODE) == 0 ? control & 3 : Mxcsr.roundingBits(cpu);
    }

    private static double round(double value, int mode) {
        return switch (mode) {
            case 0 -> Math.rint(value);
            case 1 -> Math.floor(value);
            case 2 -> Math.ceil(value);
            default -> value < 0 ? Math.ceil(value) : Math.floor(value);
        };
    }
}
