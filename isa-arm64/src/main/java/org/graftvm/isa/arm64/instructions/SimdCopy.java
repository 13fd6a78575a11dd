package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Copies of elements. {@code lane} tells by its lowest bit that is set how wide elements are, and above it which one is meant;
 * {@code fromLane} is the place of the source where there are two.
 */
@Section(ref = "Arm ARM C3.5.7: SIMD copy", feature = "AdvSIMD")
final class SimdCopy {
    private static final String ANY = "lane[3:0] != 0 && (lane[2:0] != 0 || Q == 1)";

    private SimdCopy() {}

    @Instruction("dup Vd, VnPart{lane}")
    @Encoding(value = "0 Q:1 0 01110000 lane:5 0 0000 1 VnPart:5 Vd:5", when = ANY)
    static void dup(Lowering x, int lane, int VnPart, int Vd) {
        VectorShape shape = Simd.shape(x);
        if (SimdVectors.has(x, shape)) {
            SimdVectors.write(
                    x,
                    Vd,
                    CommonOperations.VECTOR_SHUFFLES_ELEMENT,
                    SimdVectors.read(VnPart),
                    Lowering.constant(index(lane, shape)),
                    Lowering.constant(shape.size()));
            return;
        }
        Value all = Simd.element(x, VnPart, index(lane, shape), shape.size());
        Simd.write(x, Vd, shape, all, all);
    }

    @Instruction("dup Fd, VnPart{lane}")
    @Encoding(value = "01 0 11110000 lane:5 0 0000 1 VnPart:5 Fd:5", when = "lane[3:0] != 0")
    static void dupScalar(Lowering x, int lane, int VnPart, int Fd) {
        extract(x, lane, VnPart, Fd);
    }

    @Instruction("dup Vd, Gn")
    @Encoding(value = "0 Q:1 0 01110000 lane:5 0 0001 1 Gn:5 Vd:5", when = ANY)
    static void dupGeneral(Lowering x, int Gn, int Vd) {
        VectorShape shape = Simd.shape(x);
        Value all = x.apply(
                Arm64Operations.ELEMENTS_REPLICATE,
                Lowering.read(Gn),
                Lowering.constant(0),
                Lowering.constant(shape.size()));
        Simd.write(x, Vd, shape, all, all);
    }

    @Instruction("smov Wd, VnPart{lane}")
    @Encoding(value = "0 0 0 01110000 lane:5 0 0101 1 VnPart:5 Wd:5", when = "lane[1:0] != 0")
    static void smovWord(Lowering x, int lane, int VnPart, int Wd) {
        move(x, lane, VnPart, Wd, 32, Arm64Operations.ELEMENTS_EXTRACT_SIGNED);
    }

    @Instruction("smov Xd, VnPart{lane}")
    @Encoding(value = "0 1 0 01110000 lane:5 0 0101 1 VnPart:5 Xd:5", when = "lane[2:0] != 0")
    static void smov(Lowering x, int lane, int VnPart, int Xd) {
        move(x, lane, VnPart, Xd, 64, Arm64Operations.ELEMENTS_EXTRACT_SIGNED);
    }

    @Instruction("umov Wd, VnPart{lane}")
    @Encoding(value = "0 0 0 01110000 lane:5 0 0111 1 VnPart:5 Wd:5", when = "lane[2:0] != 0")
    static void umovWord(Lowering x, int lane, int VnPart, int Wd) {
        move(x, lane, VnPart, Wd, 32, Arm64Operations.ELEMENTS_EXTRACT);
    }

    @Instruction("umov Xd, VnPart{lane}")
    @Encoding(value = "0 1 0 01110000 lane:5 0 0111 1 VnPart:5 Xd:5", when = "lane[3:0] == 8")
    static void umov(Lowering x, int lane, int VnPart, int Xd) {
        move(x, lane, VnPart, Xd, 64, Arm64Operations.ELEMENTS_EXTRACT);
    }

    @Instruction("ins VdPart{lane}, Gn")
    @Encoding(value = "0 1 0 01110000 lane:5 0 0011 1 Gn:5 VdPart:5", when = "lane[3:0] != 0")
    static void insGeneral(Lowering x, int lane, int Gn, int VdPart) {
        VectorShape shape = Simd.shape(x);
        SimdStructures.insert(x, VdPart, index(lane, shape), shape.size(), Lowering.read(Gn));
    }

    @Instruction("ins VdPart{lane}, VnPart{fromLane}")
    @Encoding(value = "0 1 1 01110000 lane:5 0 fromLane:4 1 VnPart:5 VdPart:5", when = "lane[3:0] != 0")
    static void ins(Lowering x, int lane, int fromLane, int VnPart, int VdPart) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Value element = extracted(x, VnPart, fromLane >>> size, size, Arm64Operations.ELEMENTS_EXTRACT);
        SimdStructures.insert(x, VdPart, index(lane, shape), size, element);
    }

    private static int index(int lane, VectorShape shape) {
        return lane >>> shape.size() + 1;
    }

    private static void extract(Lowering x, int lane, int Vn, int Fd) {
        VectorShape shape = Simd.shape(x);
        Value element = extracted(x, Vn, index(lane, shape), shape.size(), Arm64Operations.ELEMENTS_EXTRACT);
        Simd.write(x, Fd, element, Lowering.constant(0));
    }

    private static void move(Lowering x, int lane, int Vn, int Rd, int bits, OperationType type) {
        VectorShape shape = Simd.shape(x);
        Value element = extracted(x, Vn, index(lane, shape), shape.size(), type);
        x.write(Rd, bits, CommonOperations.BASIC_MOVE, element);
    }

    private static Value extracted(Lowering x, int register, int index, int size, OperationType type) {
        int bit = index << size + 3;
        return x.apply(type, Simd.read(register, bit >>> 6), Lowering.constant(bit & 63), Lowering.constant(size));
    }
}
