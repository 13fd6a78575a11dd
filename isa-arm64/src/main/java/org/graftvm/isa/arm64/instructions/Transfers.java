package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;

/** What loads and stores of general registers have in common. {@code size} is the logarithm of the bytes. */
final class Transfers {
    private static final int BYTES = 8;

    private Transfers() {}

    /** A load with zeros above. */
    static void load(Lowering x, int size, Address at, int Rt) {
        x.write(Rt, 64, Lowering.loadType(bits(size)), base(at), displacement(at));
    }

    /** A load that extends the sign, to 32 bits if {@code toWord}. */
    static void loadSigned(Lowering x, int size, int toWord, Address at, int Rt) {
        OperationType type = switch (size) {
            case 0 -> CommonOperations.BASIC_LOAD_SIGNED8;
            case 1 -> CommonOperations.BASIC_LOAD_SIGNED16;
            default -> CommonOperations.BASIC_LOAD_SIGNED32;
        };
        x.write(Rt, toWord == 0 ? 64 : 32, type, base(at), displacement(at));
    }

    static void store(Lowering x, int size, Address at, int Rt) {
        x.store(bits(size), at, Lowering.read(Rt));
    }

    static Value base(Address at) {
        return Lowering.register(at.base());
    }

    static Value displacement(Address at) {
        return Lowering.constant(at.displacement());
    }

    /** The address as one value. */
    static Value value(Lowering x, Address at) {
        return at.displacement() == 0 ? base(at) : x.apply(CommonOperations.BASIC_PLUS, base(at), displacement(at));
    }

    /** An address that stays as it is even if registers are loaded that it depends on. */
    static Address stable(Lowering x, Address at, int... loaded) {
        for (int register : loaded) {
            if (register == at.base() && register != Lowering.R31) {
                return new Address(x.copy(base(at)).slot(), at.displacement());
            }
        }
        return at;
    }

    /** The base register moves on: behind the access, which may fault. */
    static void writeBack(Lowering x, Address from, int XnSP, long bytes) {
        x.applyTo(new int[] {XnSP}, -1, CommonOperations.BASIC_PLUS, base(from), Lowering.constant(bytes));
    }

    /** Address of a register offset: {@code option} and {@code S} are the fields of the encoding. */
    static Address indexed(Lowering x, int XnSP, int Rm, int option, int shift) {
        OperationType type = switch (option) {
            case 2 -> Arm64Operations.ADDRESSES_WORD_INDEXED;
            case 6 -> Arm64Operations.ADDRESSES_SIGNED_WORD_INDEXED;
            default -> CommonOperations.BASIC_INDEX;
        };
        Value address = x.apply(type, Lowering.readOrStack(XnSP), Lowering.read(Rm), Lowering.constant(shift));
        return new Address(address.slot(), 0);
    }

    /** Bytes of a size. */
    static int bytes(int size) {
        return 1 << size;
    }

    /** Bits of a size. */
    static int bits(int size) {
        return BYTES << size;
    }
}
