package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.ANY_OR_SCALAR;
import static org.graftvm.isa.arm64.instructions.VectorShape.PRODUCT;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Sums, differences and products of elements that stop at the ends of the range. */
@Section(
        ref = "Arm ARM C3.5.1, C3.5.3: SIMD three register same, two register miscellaneous, saturating",
        feature = "AdvSIMD")
final class SimdSaturating {
    private SimdSaturating() {}

    @Instruction("sqadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 00001 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqadd(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(Vn, Vm, size, cpu, Saturation::add);
    }

    @Instruction("uqadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 00001 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long uqadd(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(Vn, Vm, size, cpu, Saturation::addUnsigned);
    }

    @Instruction("sqsub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 00101 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqsub(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(Vn, Vm, size, cpu, Saturation::subtract);
    }

    @Instruction("uqsub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 00101 1 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long uqsub(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(Vn, Vm, size, cpu, Saturation::subtractUnsigned);
    }

    @Instruction("suqadd Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 00011 10 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long suqadd(long Vd, long Vn, int size, Arm64Cpu cpu) {
        return Saturation.each(Vd, Vn, size, cpu, Saturation::addUnsignedToSigned);
    }

    @Instruction("usqadd Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 10000 00011 10 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long usqadd(long Vd, long Vn, int size, Arm64Cpu cpu) {
        return Saturation.each(Vd, Vn, size, cpu, Saturation::addSignedToUnsigned);
    }

    @Instruction("sqabs Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 00111 10 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqabs(long Vn, int size, Arm64Cpu cpu) {
        long negative = Elements.fill(Vn, size);
        return Vn & ~negative | sqneg(Vn & negative, size, cpu);
    }

    @Instruction("sqneg Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 10000 00111 10 Vn:5 Vd:5", when = ANY_OR_SCALAR)
    static long sqneg(long Vn, int size, Arm64Cpu cpu) {
        return Saturation.each(0, Vn, size, cpu, Saturation::subtract);
    }

    @Instruction("sqdmulh Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 10110 1 Vn:5 Vd:5", when = PRODUCT)
    static long sqdmulh(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.highProduct(0, Vn, Vm, size, 1, 0, cpu);
    }

    @Instruction("sqrdmulh Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 10110 1 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmulh(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.highProduct(0, Vn, Vm, size, 1, 1, cpu);
    }

    @Instruction("sqrdmlah Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 0 Vm:5 10000 1 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmlah(long Vd, long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.highProduct(Vd, Vn, Vm, size, 1, 1, cpu);
    }

    @Instruction("sqrdmlsh Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 0 Vm:5 10001 1 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmlsh(long Vd, long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.highProduct(Vd, Vn, Vm, size, -1, 1, cpu);
    }
}
