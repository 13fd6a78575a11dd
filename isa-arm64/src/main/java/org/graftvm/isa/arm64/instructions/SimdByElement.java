package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products with one element of a vector. */
@Section(ref = "Arm ARM C3.5.13: SIMD by element", feature = "AdvSIMD")
final class SimdByElement {
    private SimdByElement() {}

    @Instruction("mul Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 0 0 1111 size:2 VmElement[5:0] 1000 VmElement[6] 0 Vn:5 Vd:5",
            when = "size == 1 || size == 2")
    static long mul(long Vn, long VmElement, int size) {
        return SimdArithmetic.mul(Vn, VmElement, size);
    }

    @Instruction("mla Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 1 0 1111 size:2 VmElement[5:0] 0000 VmElement[6] 0 Vn:5 Vd:5",
            when = "size == 1 || size == 2")
    static long mla(long Vd, long Vn, long VmElement, int size) {
        return SimdArithmetic.mla(Vd, Vn, VmElement, size);
    }

    @Instruction("mls Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 1 0 1111 size:2 VmElement[5:0] 0100 VmElement[6] 0 Vn:5 Vd:5",
            when = "size == 1 || size == 2")
    static long mls(long Vd, long Vn, long VmElement, int size) {
        return SimdArithmetic.mls(Vd, Vn, VmElement, size);
    }

    @Instruction("smull{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 0 1111 size:2 VmElement[5:0] 1010 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long smull(long Vn, long VmElement, int size) {
        return SimdWidening.smull(Vn, VmElement, size);
    }

    @Instruction("smlal{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 0 1111 size:2 VmElement[5:0] 0010 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long smlal(long VdLong, long Vn, long VmElement, int size) {
        return SimdWidening.smlal(VdLong, Vn, VmElement, size);
    }

    @Instruction("smlsl{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 0 0 1111 size:2 VmElement[5:0] 0110 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long smlsl(long VdLong, long Vn, long VmElement, int size) {
        return SimdWidening.smlsl(VdLong, Vn, VmElement, size);
    }

    @Instruction("umull{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 1 0 1111 size:2 VmElement[5:0] 1010 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long umull(long Vn, long VmElement, int size) {
        return SimdWidening.umull(Vn, VmElement, size);
    }

    @Instruction("umlal{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 1 0 1111 size:2 VmElement[5:0] 0010 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long umlal(long VdLong, long Vn, long VmElement, int size) {
        return SimdWidening.umlal(VdLong, Vn, VmElement, size);
    }

    @Instruction("umlsl{upper} VdLong, Vn, VmElement")
    @Encoding(
            value = "0 upper:1 1 0 1111 size:2 VmElement[5:0] 0110 VmElement[6] 0 Vn:5 VdLong:5",
            when = "size == 1 || size == 2")
    static long umlsl(long VdLong, long Vn, long VmElement, int size) {
        return SimdWidening.umlsl(VdLong, Vn, VmElement, size);
    }
}
