package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.PolynomialProduct;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Arithmetic whose results are twice as wide as elements, or half as wide as sums. */
@Section(ref = "Arm ARM C3.5.2: SIMD three register different", feature = "AdvSIMD")
final class SimdWidening {
    private SimdWidening() {}

    @Instruction("saddl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0000 00 Vn:5 VdLong:5", when = "size != 3")
    static long saddl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, true, (a, b) -> a + b);
    }

    @Instruction("saddw{upper} VdLong, VnLong, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0001 00 VnLong:5 VdLong:5", when = "size != 3")
    static long saddw(long VnLong, long Vm, int size) {
        return Elements.add(VnLong, Elements.widen(Vm, size, true, a -> a), size + 1);
    }

    @Instruction("ssubl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0010 00 Vn:5 VdLong:5", when = "size != 3")
    static long ssubl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, true, (a, b) -> a - b);
    }

    @Instruction("ssubw{upper} VdLong, VnLong, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0011 00 VnLong:5 VdLong:5", when = "size != 3")
    static long ssubw(long VnLong, long Vm, int size) {
        return Elements.subtract(VnLong, Elements.widen(Vm, size, true, a -> a), size + 1);
    }

    @Instruction("sabal{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0101 00 Vn:5 VdLong:5", when = "size != 3")
    static long sabal(long VdLong, long Vn, long Vm, int size) {
        return Elements.add(VdLong, sabdl(Vn, Vm, size), size + 1);
    }

    @Instruction("sabdl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 0111 00 Vn:5 VdLong:5", when = "size != 3")
    static long sabdl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, true, (a, b) -> Math.abs(a - b));
    }

    @Instruction("smlal{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 1000 00 Vn:5 VdLong:5", when = "size != 3")
    static long smlal(long VdLong, long Vn, long Vm, int size) {
        return Elements.add(VdLong, smull(Vn, Vm, size), size + 1);
    }

    @Instruction("smlsl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 1010 00 Vn:5 VdLong:5", when = "size != 3")
    static long smlsl(long VdLong, long Vn, long Vm, int size) {
        return Elements.subtract(VdLong, smull(Vn, Vm, size), size + 1);
    }

    @Instruction("smull{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 1100 00 Vn:5 VdLong:5", when = "size != 3")
    static long smull(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, true, (a, b) -> a * b);
    }

    @Instruction("uaddl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0000 00 Vn:5 VdLong:5", when = "size != 3")
    static long uaddl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, false, (a, b) -> a + b);
    }

    @Instruction("uaddw{upper} VdLong, VnLong, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0001 00 VnLong:5 VdLong:5", when = "size != 3")
    static long uaddw(long VnLong, long Vm, int size) {
        return Elements.add(VnLong, Elements.widen(Vm, size, false, a -> a), size + 1);
    }

    @Instruction("usubl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0010 00 Vn:5 VdLong:5", when = "size != 3")
    static long usubl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, false, (a, b) -> a - b);
    }

    @Instruction("usubw{upper} VdLong, VnLong, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0011 00 VnLong:5 VdLong:5", when = "size != 3")
    static long usubw(long VnLong, long Vm, int size) {
        return Elements.subtract(VnLong, Elements.widen(Vm, size, false, a -> a), size + 1);
    }

    @Instruction("uabal{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0101 00 Vn:5 VdLong:5", when = "size != 3")
    static long uabal(long VdLong, long Vn, long Vm, int size) {
        return Elements.add(VdLong, uabdl(Vn, Vm, size), size + 1);
    }

    @Instruction("uabdl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 0111 00 Vn:5 VdLong:5", when = "size != 3")
    static long uabdl(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, false, (a, b) -> Math.abs(a - b));
    }

    @Instruction("umlal{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 1000 00 Vn:5 VdLong:5", when = "size != 3")
    static long umlal(long VdLong, long Vn, long Vm, int size) {
        return Elements.add(VdLong, umull(Vn, Vm, size), size + 1);
    }

    @Instruction("umlsl{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 1010 00 Vn:5 VdLong:5", when = "size != 3")
    static long umlsl(long VdLong, long Vn, long Vm, int size) {
        return Elements.subtract(VdLong, umull(Vn, Vm, size), size + 1);
    }

    @Instruction("umull{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 Vm:5 1100 00 Vn:5 VdLong:5", when = "size != 3")
    static long umull(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, false, (a, b) -> a * b);
    }

    @Instruction("addhn{upper} Vd, VnLong, VmLong")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 VmLong:5 0100 00 VnLong:5 Vd:5", when = "size != 3")
    static long addhn(long VnLong, long VmLong, int size) {
        return Elements.narrow(Elements.add(VnLong, VmLong, size + 1) >>> Elements.bits(size), size, false, a -> a);
    }

    @Instruction("raddhn{upper} Vd, VnLong, VmLong")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 VmLong:5 0100 00 VnLong:5 Vd:5", when = "size != 3")
    static long raddhn(long VnLong, long VmLong, int size) {
        return Elements.narrow(
                Elements.add(
                                Elements.add(VnLong, VmLong, size + 1),
                                Elements.ones(size + 1) << Elements.bits(size) - 1,
                                size + 1)
                        >>> Elements.bits(size),
                size,
                false,
                a -> a);
    }

    @Instruction("subhn{upper} Vd, VnLong, VmLong")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 VmLong:5 0110 00 VnLong:5 Vd:5", when = "size != 3")
    static long subhn(long VnLong, long VmLong, int size) {
        return Elements.narrow(
                Elements.subtract(VnLong, VmLong, size + 1) >>> Elements.bits(size), size, false, a -> a);
    }

    @Instruction("rsubhn{upper} Vd, VnLong, VmLong")
    @Encoding(value = "0 upper:1 1 0 1110 size:2 1 VmLong:5 0110 00 VnLong:5 Vd:5", when = "size != 3")
    static long rsubhn(long VnLong, long VmLong, int size) {
        return Elements.narrow(
                Elements.add(
                                Elements.subtract(VnLong, VmLong, size + 1),
                                Elements.ones(size + 1) << Elements.bits(size) - 1,
                                size + 1)
                        >>> Elements.bits(size),
                size,
                false,
                a -> a);
    }

    /** Products of polynomials: eight of bytes. */
    @Instruction("pmull{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 1110 00 Vn:5 VdLong:5", when = "size == 0")
    static long pmull(long Vn, long Vm, int size) {
        return Elements.widen(Vn, Vm, size, false, PolynomialProduct::low);
    }

    /** One of 64 bits. */
    @Instruction("pmull{upper} VdLong, Vn, Vm")
    @Encoding(value = "0 upper:1 0 0 1110 size:2 1 Vm:5 1110 00 Vn:5 VdLong:5", when = "size == 3")
    static void pmullDoubleword(Lowering x, int upper, int Vm, int Vn, int VdLong) {
        Value n = Simd.read(Vn, upper);
        Value m = Simd.read(Vm, upper);
        Value low = x.apply(CommonOperations.POLYNOMIAL_PRODUCT_LOW, n, m);
        Simd.write(x, VdLong, low, x.apply(CommonOperations.POLYNOMIAL_PRODUCT_HIGH, n, m));
    }
}
