package org.graftvm.isa.arm64.instructions;

import java.lang.invoke.VarHandle;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.NarrowAtomics;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Load-exclusive and store-exclusive. The monitor is the address and the value that was read, and the store-exclusive a
 * compare-and-swap with that value: it also succeeds where the memory was changed and changed back meanwhile (see the quirks page).
 */
@Section(ref = "Arm ARM C3.2.8: Load/store exclusive", feature = "A64")
final class Exclusives {
    private static final int QUADWORD = 16;

    private Exclusives() {}

    @Instruction("ldxr{size} Rt, [XnSP]")
    @Encoding("size:2 001000 0 1 0 11111 0 11111 XnSP:5 Rt:5")
    static void ldxr(Lowering x, int size, int XnSP, int Rt) {
        load(x, size, XnSP, Rt);
    }

    @Instruction("ldaxr{size} Rt, [XnSP]")
    @Encoding("size:2 001000 0 1 0 11111 1 11111 XnSP:5 Rt:5")
    static void ldaxr(Lowering x, int size, int XnSP, int Rt) {
        load(x, size, XnSP, Rt);
    }

    @Instruction("stxr{size} Ws, Rt, [XnSP]")
    @Encoding("size:2 001000 0 0 0 Ws:5 0 11111 XnSP:5 Rt:5")
    static void stxr(Lowering x, int size, int Ws, int XnSP, int Rt) {
        store(x, size, Ws, XnSP, Rt);
    }

    @Instruction("stlxr{size} Ws, Rt, [XnSP]")
    @Encoding("size:2 001000 0 0 0 Ws:5 1 11111 XnSP:5 Rt:5")
    static void stlxr(Lowering x, int size, int Ws, int XnSP, int Rt) {
        store(x, size, Ws, XnSP, Rt);
    }

    @Instruction("ldxp Rt, Rt2, [XnSP]")
    @Encoding("1 sf:1 001000 0 1 1 11111 0 Rt2:5 XnSP:5 Rt:5")
    static void ldxp(Lowering x, int sf, int Rt2, int XnSP, int Rt) {
        loadPair(x, sf, Rt2, XnSP, Rt);
    }

    @Instruction("ldaxp Rt, Rt2, [XnSP]")
    @Encoding("1 sf:1 001000 0 1 1 11111 1 Rt2:5 XnSP:5 Rt:5")
    static void ldaxp(Lowering x, int sf, int Rt2, int XnSP, int Rt) {
        loadPair(x, sf, Rt2, XnSP, Rt);
    }

    @Instruction("stxp Ws, Rt, Rt2, [XnSP]")
    @Encoding("1 sf:1 001000 0 0 1 Ws:5 0 Rt2:5 XnSP:5 Rt:5")
    static void stxp(Lowering x, int sf, int Ws, int Rt2, int XnSP, int Rt) {
        storePair(x, sf, Ws, Rt2, XnSP, Rt);
    }

    @Instruction("stlxp Ws, Rt, Rt2, [XnSP]")
    @Encoding("1 sf:1 001000 0 0 1 Ws:5 1 Rt2:5 XnSP:5 Rt:5")
    static void stlxp(Lowering x, int sf, int Ws, int Rt2, int XnSP, int Rt) {
        storePair(x, sf, Ws, Rt2, XnSP, Rt);
    }

    @Instruction("clrex{ barrier}")
    @Encoding("1101010100 0 00 011 0011 barrier:4 010 11111")
    static void clrex(Lowering x) {
        x.run(Arm64Operations.EXCLUSIVES_CLEAR);
    }

    private static void load(Lowering x, int size, int XnSP, int Rt) {
        x.write(
                Rt,
                64,
                Arm64Operations.EXCLUSIVES_LOAD,
                Lowering.readOrStack(XnSP),
                Lowering.constant(Transfers.bytes(size)));
    }

    private static void store(Lowering x, int size, int Ws, int XnSP, int Rt) {
        x.write(
                Ws,
                64,
                Arm64Operations.EXCLUSIVES_STORE,
                Lowering.readOrStack(XnSP),
                Lowering.read(Rt),
                Lowering.constant(Transfers.bytes(size)));
    }

    /** Of registers of 32 bits the pair is one operand of eight bytes. */
    private static void loadPair(Lowering x, int sf, int Rt2, int XnSP, int Rt) {
        Value address = Lowering.readOrStack(XnSP);
        if (sf == 1) {
            Value low = x.apply(Arm64Operations.EXCLUSIVES_LOAD_PAIR, address);
            Value high = x.apply(Arm64Operations.COMPARE_AND_SWAP_SECOND);
            x.write(Rt, 64, CommonOperations.BASIC_MOVE, low);
            x.write(Rt2, 64, CommonOperations.BASIC_MOVE, high);
            return;
        }
        Value both = x.apply(Arm64Operations.EXCLUSIVES_LOAD, address, Lowering.constant(Long.BYTES));
        x.write(Rt, 32, CommonOperations.BASIC_MOVE, both);
        x.write(Rt2, 32, Arm64Operations.SHIFTS_RIGHT, both, Lowering.constant(32));
    }

    private static void storePair(Lowering x, int sf, int Ws, int Rt2, int XnSP, int Rt) {
        Value address = Lowering.readOrStack(XnSP);
        Value low = Lowering.read(Rt);
        Value high = Lowering.read(Rt2);
        if (sf == 1) {
            x.write(Ws, 64, Arm64Operations.EXCLUSIVES_STORE_PAIR, address, low, high);
        } else {
            Value both = x.apply(Arm64Operations.COMPARE_AND_SWAP_JOINED, low, high);
            x.write(Ws, 64, Arm64Operations.EXCLUSIVES_STORE, address, both, Lowering.constant(Long.BYTES));
        }
    }

    // ---- operations ----

    @Operation
    static long load(Arm64Cpu cpu, Memory memory, long address, int bytes) {
        requireAligned(address, bytes, Access.READ);
        long value = switch (bytes) {
            case 1 -> memory.readByte(address) & 0xff;
            case 2 -> memory.readShort(address) & 0xffff;
            case 4 -> memory.readInt(address) & 0xffff_ffffL;
            default -> memory.readLong(address);
        };
        VarHandle.acquireFence();
        cpu.monitorAddress = address;
        cpu.monitorValue = value;
        cpu.monitorSize = bytes;
        return value;
    }

    /** Returns the low half, and the high one as {@link CompareAndSwap#second}. */
    @Operation
    static long loadPair(Arm64Cpu cpu, Memory memory, long address) {
        requireAligned(address, QUADWORD, Access.READ);
        long low = memory.readLong(address);
        long high = memory.readLong(address + 8);
        VarHandle.acquireFence();
        cpu.monitorAddress = address;
        cpu.monitorValue = low;
        cpu.monitorHigh = high;
        cpu.monitorSize = QUADWORD;
        cpu.second = high;
        return low;
    }

    /** Returns 0 where the store has happened, else 1. */
    @Operation
    static long store(Arm64Cpu cpu, Memory memory, long address, long value, int bytes) {
        requireAligned(address, bytes, Access.WRITE);
        if (!holdsMonitor(cpu, address, bytes)) {
            return 1;
        }
        long expected = cpu.monitorValue;
        long old = NarrowAtomics.compareAndExchange(memory, address, expected, value, bytes);
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
        return old == expected ? 0 : 1;
    }

    @Operation
    static long storePair(Arm64Cpu cpu, long address, long low, long high) {
        requireAligned(address, QUADWORD, Access.WRITE);
        if (!holdsMonitor(cpu, address, QUADWORD)) {
            return 1;
        }
        long expected = cpu.monitorValue;
        long expectedHigh = cpu.monitorHigh;
        long old = CompareAndSwap.swapPair(cpu, address, expected, expectedHigh, low, high);
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
        return old == expected && cpu.second == expectedHigh ? 0 : 1;
    }

    @Operation
    static void clear(Arm64Cpu cpu) {
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
    }

    /**
     * Whether the monitor watches just this access; otherwise it is open from now on. It is opened behind the store only, because
     * an instruction that stores into code is started twice.
     */
    static boolean holdsMonitor(Arm64Cpu cpu, long address, int bytes) {
        if (cpu.monitorAddress == address && cpu.monitorSize == bytes) {
            return true;
        }
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
        return false;
    }

    static void requireAligned(long address, int bytes, Access access) {
        if ((address & bytes - 1) != 0) {
            throw new GuestFault(new Trap.Misaligned(address, access));
        }
    }
}
