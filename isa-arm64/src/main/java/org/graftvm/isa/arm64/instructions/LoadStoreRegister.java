package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores of one general register. {@code size} is the logarithm of the bytes. */
@Section(ref = "Arm ARM C3.2.1: Load/store register", feature = "A64")
final class LoadStoreRegister {
    private LoadStoreRegister() {}

    @Instruction("str{size} Rt, [XnSP{, imm12}]")
    @Encoding("size:2 111 0 01 00 imm12:12 XnSP:5 Rt:5")
    static void str(Lowering x, int size, int imm12, int XnSP, int Rt) {
        store(x, size, new Address(XnSP, (long) imm12 << size), Lowering.read(Rt));
    }

    @Instruction("ldr{size} Rt, [XnSP{, imm12}]")
    @Encoding("size:2 111 0 01 01 imm12:12 XnSP:5 Rt:5")
    static void ldr(Lowering x, int size, int imm12, int XnSP, int Rt) {
        load(x, size, new Address(XnSP, (long) imm12 << size), Rt);
    }

    /** A load with zeros above. */
    static void load(Lowering x, int size, Address at, int Rt) {
        OperationType type = switch (size) {
            case 0 -> Arm64Operations.BASIC_LOAD8;
            case 1 -> Arm64Operations.BASIC_LOAD16;
            case 2 -> Arm64Operations.BASIC_LOAD32;
            default -> Arm64Operations.BASIC_LOAD64;
        };
        x.write(Rt, 64, type, Lowering.register(at.base()), Lowering.constant(at.displacement()));
    }

    static void store(Lowering x, int size, Address at, Value value) {
        OperationType type = switch (size) {
            case 0 -> Arm64Operations.BASIC_STORE8;
            case 1 -> Arm64Operations.BASIC_STORE16;
            case 2 -> Arm64Operations.BASIC_STORE32;
            default -> Arm64Operations.BASIC_STORE64;
        };
        x.run(type, Lowering.register(at.base()), Lowering.constant(at.displacement()), value);
    }
}
