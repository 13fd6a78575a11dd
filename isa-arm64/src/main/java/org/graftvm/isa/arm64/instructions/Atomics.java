package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Memory.AtomicOperation;
import org.graftvm.machine.NarrowAtomics;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Atomic read-modify-write. All are sequentially consistent, whatever order is asked for. */
@Section(ref = "Arm ARM C3.2.12: Atomic instructions", feature = "FEAT_LSE")
final class Atomics {
    /** By the field {@code atomic}; CLR is AND with the complement. */
    private static final AtomicOperation[] OPERATIONS = {
        AtomicOperation.ADD,
        AtomicOperation.AND,
        AtomicOperation.XOR,
        AtomicOperation.OR,
        AtomicOperation.MAX,
        AtomicOperation.MIN,
        AtomicOperation.MAX_UNSIGNED,
        AtomicOperation.MIN_UNSIGNED,
        AtomicOperation.SWAP
    };

    private static final int CLEAR = 1;
    private static final int SWAP = 8;

    private Atomics() {}

    /** ADD, CLR, EOR, SET, SMAX, SMIN, UMAX and UMIN. */
    @Instruction("ld{atomic}{order}{size} Rs, Rt, [XnSP]")
    @Encoding("size:2 111 0 00 order:2 1 Rs:5 0 atomic:3 00 XnSP:5 Rt:5")
    static void ld(Lowering x, int size, int Rs, int atomic, int XnSP, int Rt) {
        Value operand = Lowering.read(Rs);
        if (atomic == CLEAR) {
            operand = x.apply(Arm64Operations.LOGIC_XOR, operand, Lowering.constant(-1));
        }
        update(x, size, operand, atomic, XnSP, Rt);
    }

    @Instruction("swp{order}{size} Rs, Rt, [XnSP]")
    @Encoding("size:2 111 0 00 order:2 1 Rs:5 1 000 00 XnSP:5 Rt:5")
    static void swp(Lowering x, int size, int Rs, int XnSP, int Rt) {
        update(x, size, Lowering.read(Rs), SWAP, XnSP, Rt);
    }

    private static void update(Lowering x, int size, Value operand, int operation, int XnSP, int Rt) {
        x.write(
                Rt,
                64,
                Arm64Operations.ATOMICS_UPDATE,
                Lowering.readOrStack(XnSP),
                operand,
                Lowering.constant(operation),
                Lowering.constant(Transfers.bytes(size)));
    }

    /** Returns the value before, with zeros above. */
    @Operation
    static long update(Memory memory, long address, long operand, int operation, int bytes) {
        return NarrowAtomics.getAndUpdate(memory, address, OPERATIONS[operation], operand, bytes);
    }
}
