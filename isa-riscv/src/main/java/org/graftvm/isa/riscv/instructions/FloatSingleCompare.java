package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.classify;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision comparison and classification. */
@Section(
        ref = "RISC-V unprivileged ISA, F: Single-Precision Floating-Point Compare and Classify Instructions",
        feature = "F")
final class FloatSingleCompare {
    private FloatSingleCompare() {}

    /** Only signaling NaNs are invalid here. */
    @Instruction("feq.s rd, fs1, fs2")
    @Encoding("1010000 fs2:5 fs1:5 010 rd:5 1010011")
    static long feqS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            SingleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a == b ? 1 : 0;
    }

    @Instruction("flt.s rd, fs1, fs2")
    @Encoding("1010000 fs2:5 fs1:5 001 rd:5 1010011")
    static long fltS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            cpu.fflags |= INVALID;
        }
        return a < b ? 1 : 0;
    }

    @Instruction("fle.s rd, fs1, fs2")
    @Encoding("1010000 fs2:5 fs1:5 000 rd:5 1010011")
    static long fleS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            cpu.fflags |= INVALID;
        }
        return a <= b ? 1 : 0;
    }

    @Instruction("fclass.s rd, fs1")
    @Encoding("1110000 00000 fs1:5 001 rd:5 1010011")
    static long fclassS(long fs1) {
        return classify(FpFormat.BINARY32, singleBits(fs1));
    }
}
