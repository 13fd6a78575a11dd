package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;

/** What loads and stores of SIMD and floating-point registers have in common. {@code scale} is the logarithm of the bytes. */
final class SimdTransfers {
    private static final int QUADWORD = 4;

    private SimdTransfers() {}

    /** An access of up to eight bytes. */
    static OperationType loadType(int scale) {
        return Lowering.loadType(Transfers.bits(scale));
    }

    static OperationType storeType(int scale) {
        return Lowering.storeType(Transfers.bits(scale));
    }

    static Value loadPart(Lowering x, int scale, Address at) {
        return x.apply(loadType(scale), base(at), displacement(at));
    }

    static void storePart(Lowering x, int scale, Address at, Value value) {
        x.run(storeType(scale), base(at), displacement(at), value);
    }

    static void load(Lowering x, int scale, Address at, int Ft) {
        if (scale == QUADWORD && x.hasVectors()) {
            SimdVectors.write(x, Ft, CommonOperations.BASIC_VECTORS_LOAD, base(at), displacement(at));
        } else if (scale == QUADWORD) {
            x.applyTo(slots(Ft, 0), -1, CommonOperations.BASIC_LOAD64, base(at), displacement(at));
            Address high = at.plus(8);
            x.applyTo(slots(Ft, 1), -1, CommonOperations.BASIC_LOAD64, base(high), displacement(high));
        } else {
            x.applyTo(slots(Ft, 0), -1, loadType(scale), base(at), displacement(at));
            Simd.clearHigh(x, Ft);
        }
    }

    static void store(Lowering x, int scale, Address at, int Ft) {
        if (scale == QUADWORD && x.hasVectors()) {
            x.run(CommonOperations.BASIC_VECTORS_STORE, base(at), displacement(at), SimdVectors.read(Ft));
            return;
        }
        storePart(x, Math.min(scale, QUADWORD - 1), at, Simd.read(Ft, 0));
        if (scale == QUADWORD) {
            storePart(x, QUADWORD - 1, at.plus(8), Simd.read(Ft, 1));
        }
    }

    private static int[] slots(int register, int half) {
        return new int[] {Simd.slot(register, half)};
    }

    private static Value base(Address at) {
        return Lowering.register(at.base());
    }

    private static Value displacement(Address at) {
        return Lowering.constant(at.displacement());
    }

    /** The base register moves on: behind the access, which may fault. */
    static void moveBase(Lowering x, int XnSP, long bytes) {
        x.applyTo(new int[] {XnSP}, -1, CommonOperations.BASIC_PLUS, Lowering.register(XnSP), Lowering.constant(bytes));
    }
}
