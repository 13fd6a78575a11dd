package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.ANY_OR_DOUBLEWORD;
import static org.graftvm.isa.arm64.instructions.VectorShape.ANY_OR_SCALAR;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts of elements by a vector. */
@Section(ref = "Arm ARM C3.5.1: SIMD three register same, shifts", feature = "AdvSIMD")
final class SimdShiftRegister {
    private SimdShiftRegister() {}

    @Instruction("sshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 01000 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long sshl(long Vn, long Vm, int size) {
        return RegisterShift.each(Vn, Vm, size, true, false);
    }

    @Instruction("ushl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 01000 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long ushl(long Vn, long Vm, int size) {
        return RegisterShift.each(Vn, Vm, size, false, false);
    }

    @Instruction("srshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 01010 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long srshl(long Vn, long Vm, int size) {
        return RegisterShift.each(Vn, Vm, size, true, true);
    }

    @Instruction("urshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 01010 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long urshl(long Vn, long Vm, int size) {
        return RegisterShift.each(Vn, Vm, size, false, true);
    }

    @Instruction("sqshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 01001 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqshl(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return RegisterShift.eachSaturating(Vn, Vm, size, true, false, cpu);
    }

    @Instruction("uqshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 01001 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long uqshl(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return RegisterShift.eachSaturating(Vn, Vm, size, false, false, cpu);
    }

    @Instruction("sqrshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 01011 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqrshl(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return RegisterShift.eachSaturating(Vn, Vm, size, true, true, cpu);
    }

    @Instruction("uqrshl Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 01011 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long uqrshl(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return RegisterShift.eachSaturating(Vn, Vm, size, false, true, cpu);
    }
}
