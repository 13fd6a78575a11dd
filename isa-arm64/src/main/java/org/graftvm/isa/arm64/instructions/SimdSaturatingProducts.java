package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.PRODUCT;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Doubled products that saturate: twice as wide as elements, and those with one element of a vector. */
@Section(ref = "Arm ARM C3.5.2, C3.5.13: SIMD three register different and by element, saturating", feature = "AdvSIMD")
final class SimdSaturatingProducts {
    private static final String LONG_PRODUCT = "(size == 1 || size == 2) && (scalar == 0 || upper == 1)";

    private SimdSaturatingProducts() {}

    @Instruction("sqdmlal{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 scalar:1 1110 size:2 1 Vm:5 1001 00 Vn:5 VdLong:5", when = LONG_PRODUCT)
    static long sqdmlal(long VdLong, long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(VdLong, sqdmull(Vn, Vm, size, cpu), size + 1, cpu, Saturation::add);
    }

    @Instruction("sqdmlsl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 scalar:1 1110 size:2 1 Vm:5 1011 00 Vn:5 VdLong:5", when = LONG_PRODUCT)
    static long sqdmlsl(long VdLong, long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.each(VdLong, sqdmull(Vn, Vm, size, cpu), size + 1, cpu, Saturation::subtract);
    }

    @Instruction("sqdmull{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 scalar:1 1110 size:2 1 Vm:5 1101 00 Vn:5 VdLong:5", when = LONG_PRODUCT)
    static long sqdmull(long Vn, long Vm, int size, Arm64Cpu cpu) {
        return Saturation.doubleProduct(Vn, Vm, size, cpu);
    }

    @Instruction("sqdmlal{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 scalar:1 1111 size:2 VmElement[5:0] 0011 VmElement[6] 0 Vn:5 VdLong:5",
            when = LONG_PRODUCT)
    static long sqdmlalByElement(long VdLong, long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return sqdmlal(VdLong, Vn, VmElement, size, cpu);
    }

    @Instruction("sqdmlsl{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 scalar:1 1111 size:2 VmElement[5:0] 0111 VmElement[6] 0 Vn:5 VdLong:5",
            when = LONG_PRODUCT)
    static long sqdmlslByElement(long VdLong, long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return sqdmlsl(VdLong, Vn, VmElement, size, cpu);
    }

    @Instruction("sqdmull{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 scalar:1 1111 size:2 VmElement[5:0] 1011 VmElement[6] 0 Vn:5 VdLong:5",
            when = LONG_PRODUCT)
    static long sqdmullByElement(long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return sqdmull(Vn, VmElement, size, cpu);
    }

    @Instruction("sqdmulh Vd, Vn, VmElement")
    @Encoding(value = "0 Q:1 0 scalar:1 1111 size:2 VmElement[5:0] 1100 VmElement[6] 0 Vn:5 Vd:5", when = PRODUCT)
    static long sqdmulh(long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return SimdSaturating.sqdmulh(Vn, VmElement, size, cpu);
    }

    @Instruction("sqrdmulh Vd, Vn, VmElement")
    @Encoding(value = "0 Q:1 0 scalar:1 1111 size:2 VmElement[5:0] 1101 VmElement[6] 0 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmulh(long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return SimdSaturating.sqrdmulh(Vn, VmElement, size, cpu);
    }

    @Instruction("sqrdmlah Vd, Vn, VmElement")
    @Encoding(value = "0 Q:1 1 scalar:1 1111 size:2 VmElement[5:0] 1101 VmElement[6] 0 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmlah(long Vd, long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return SimdSaturating.sqrdmlah(Vd, Vn, VmElement, size, cpu);
    }

    @Instruction("sqrdmlsh Vd, Vn, VmElement")
    @Encoding(value = "0 Q:1 1 scalar:1 1111 size:2 VmElement[5:0] 1111 VmElement[6] 0 Vn:5 Vd:5", when = PRODUCT)
    static long sqrdmlsh(long Vd, long Vn, long VmElement, int size, Arm64Cpu cpu) {
        return SimdSaturating.sqrdmlsh(Vd, Vn, VmElement, size, cpu);
    }
}
