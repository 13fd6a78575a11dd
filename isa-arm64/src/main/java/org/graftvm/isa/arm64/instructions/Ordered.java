package org.graftvm.isa.arm64.instructions;

import java.lang.invoke.VarHandle;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Load-acquire and store-release. A load-acquire stays behind earlier store-releases of the same thread, so these end in a full
 * fence. LDAPR would do with less, and gets the same.
 */
@Section(
        ref = "Arm ARM C3.2.7, C3.2.9 to C3.2.11: Load-Acquire/Store-Release, LoadLOAcquire, LRCPC",
        feature = "A64, FEAT_LOR, FEAT_LRCPC, FEAT_LRCPC2")
final class Ordered {
    private Ordered() {}

    @Instruction("stllr{size} Rt, [XnSP]")
    @Encoding("size:2 001000 1 0 0 11111 0 11111 XnSP:5 Rt:5")
    static void stllr(Lowering x, int size, int XnSP, int Rt) {
        store(x, size, new Address(XnSP, 0), Rt);
    }

    @Instruction("stlr{size} Rt, [XnSP]")
    @Encoding("size:2 001000 1 0 0 11111 1 11111 XnSP:5 Rt:5")
    static void stlr(Lowering x, int size, int XnSP, int Rt) {
        store(x, size, new Address(XnSP, 0), Rt);
    }

    @Instruction("ldlar{size} Rt, [XnSP]")
    @Encoding("size:2 001000 1 1 0 11111 0 11111 XnSP:5 Rt:5")
    static void ldlar(Lowering x, int size, int XnSP, int Rt) {
        load(x, size, new Address(XnSP, 0), Rt);
    }

    @Instruction("ldar{size} Rt, [XnSP]")
    @Encoding("size:2 001000 1 1 0 11111 1 11111 XnSP:5 Rt:5")
    static void ldar(Lowering x, int size, int XnSP, int Rt) {
        load(x, size, new Address(XnSP, 0), Rt);
    }

    @Instruction("ldapr{size} Rt, [XnSP]")
    @Encoding("size:2 111 0 00 1 0 1 11111 1 100 00 XnSP:5 Rt:5")
    static void ldapr(Lowering x, int size, int XnSP, int Rt) {
        load(x, size, new Address(XnSP, 0), Rt);
    }

    @Instruction("stlur{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 011001 00 0 offset9:9 00 XnSP:5 Rt:5")
    static void stlur(Lowering x, int size, long offset9, int XnSP, int Rt) {
        store(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldapur{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 011001 01 0 offset9:9 00 XnSP:5 Rt:5")
    static void ldapur(Lowering x, int size, long offset9, int XnSP, int Rt) {
        load(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldapurs{esize} Rt, [XnSP{, offset9}]")
    @Encoding(value = "esize:2 011001 1 toWord:1 0 offset9:9 00 XnSP:5 Rt:5", when = LoadStoreRegister.EXTENDABLE)
    static void ldapurs(Lowering x, int esize, int toWord, long offset9, int XnSP, int Rt) {
        Value loaded = x.apply(Arm64Operations.ORDERED_LOAD, arguments(x, esize, new Address(XnSP, offset9)));
        Value wide = x.extend(loaded, Transfers.bits(esize), Extend.Kind.SIGN);
        x.write(Rt, toWord == 0 ? 64 : 32, CommonOperations.BASIC_MOVE, wide);
    }

    private static void load(Lowering x, int size, Address at, int Rt) {
        x.write(Rt, 64, Arm64Operations.ORDERED_LOAD, arguments(x, size, at));
    }

    private static void store(Lowering x, int size, Address at, int Rt) {
        x.run(
                Arm64Operations.ORDERED_STORE,
                Transfers.value(x, at),
                Lowering.read(Rt),
                Lowering.constant(Transfers.bytes(size)));
    }

    private static Value[] arguments(Lowering x, int size, Address at) {
        return new Value[] {Transfers.value(x, at), Lowering.constant(Transfers.bytes(size))};
    }

    @Operation
    static long load(Memory memory, long address, int bytes) {
        Exclusives.requireAligned(address, bytes, Access.READ);
        long value = switch (bytes) {
            case 1 -> memory.readByte(address) & 0xff;
            case 2 -> memory.readShort(address) & 0xffff;
            case 4 -> memory.readInt(address) & 0xffff_ffffL;
            default -> memory.readLong(address);
        };
        VarHandle.acquireFence();
        return value;
    }

    @Operation
    static void store(Memory memory, long address, long value, int bytes) {
        Exclusives.requireAligned(address, bytes, Access.WRITE);
        VarHandle.releaseFence();
        switch (bytes) {
            case 1 -> memory.writeByte(address, (byte) value);
            case 2 -> memory.writeShort(address, (short) value);
            case 4 -> memory.writeInt(address, (int) value);
            default -> memory.writeLong(address, value);
        }
        VarHandle.fullFence();
    }
}
