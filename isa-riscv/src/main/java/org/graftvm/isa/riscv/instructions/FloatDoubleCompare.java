package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.classify;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision comparison and classification. */
@Section(
        ref = "RISC-V unprivileged ISA, D: Double-Precision Floating-Point Compare and Classify Instructions",
        feature = "D")
final class FloatDoubleCompare {
    private FloatDoubleCompare() {}

    /** Only signaling NaNs are invalid here. */
    @Instruction("feq.d rd, fs1, fs2")
    @Encoding("1010001 fs2:5 fs1:5 010 rd:5 1010011")
    static long feqD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            DoubleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a == b ? 1 : 0;
    }

    @Instruction("flt.d rd, fs1, fs2")
    @Encoding("1010001 fs2:5 fs1:5 001 rd:5 1010011")
    static long fltD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            cpu.fflags |= INVALID;
        }
        return a < b ? 1 : 0;
    }

    @Instruction("fle.d rd, fs1, fs2")
    @Encoding("1010001 fs2:5 fs1:5 000 rd:5 1010011")
    static long fleD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            cpu.fflags |= INVALID;
        }
        return a <= b ? 1 : 0;
    }

    @Instruction("fclass.d rd, fs1")
    @Encoding("1110001 00000 fs1:5 001 rd:5 1010011")
    static long fclassD(long fs1) {
        return classify(FpFormat.BINARY64, fs1);
    }
}
