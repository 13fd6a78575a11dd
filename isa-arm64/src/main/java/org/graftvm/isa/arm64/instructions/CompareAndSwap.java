package org.graftvm.isa.arm64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.NarrowAtomics;
import org.graftvm.machine.PairExchange;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Atomic compare and swap of a register or a pair of registers. */
@Section(ref = "Arm ARM C3.2.12: Atomic instructions, Compare and Swap", feature = "FEAT_LSE")
final class CompareAndSwap {
    private static final String EVEN = "RsPair[0] == 0 && RtPair[0] == 0";

    private CompareAndSwap() {}

    @Instruction("cas{acquire}{release}{size} Rs, Rt, [XnSP]")
    @Encoding("size:2 001000 1 acquire:1 1 Rs:5 release:1 11111 XnSP:5 Rt:5")
    static void cas(Lowering x, int size, int Rs, int XnSP, int Rt) {
        x.write(
                Rs,
                64,
                Arm64Operations.COMPARE_AND_SWAP_EXCHANGE,
                Lowering.readOrStack(XnSP),
                Lowering.read(Rs),
                Lowering.read(Rt),
                Lowering.constant(Transfers.bytes(size)));
    }

    /** Of registers of 32 bits the pair is one operand of eight bytes. */
    @Instruction("casp{acquire}{release} RsPair, RtPair, [XnSP]")
    @Encoding(value = "0 sf:1 001000 0 acquire:1 1 RsPair:5 release:1 11111 XnSP:5 RtPair:5", when = EVEN)
    static void casp(Lowering x, int sf, int RsPair, int XnSP, int RtPair) {
        Value address = Lowering.readOrStack(XnSP);
        Value expected = Lowering.read(RsPair);
        Value expectedHigh = Lowering.read(RsPair + 1);
        Value wanted = Lowering.read(RtPair);
        Value wantedHigh = Lowering.read(RtPair + 1);
        if (sf == 1) {
            Value low = x.apply(
                    Arm64Operations.COMPARE_AND_SWAP_EXCHANGE_PAIR,
                    address,
                    expected,
                    expectedHigh,
                    wanted,
                    wantedHigh);
            Value high = x.apply(Arm64Operations.COMPARE_AND_SWAP_SECOND);
            x.write(RsPair, 64, CommonOperations.BASIC_MOVE, low);
            x.write(RsPair + 1, 64, CommonOperations.BASIC_MOVE, high);
            return;
        }
        Value found = x.apply(
                Arm64Operations.COMPARE_AND_SWAP_EXCHANGE,
                address,
                x.apply(Arm64Operations.COMPARE_AND_SWAP_JOINED, expected, expectedHigh),
                x.apply(Arm64Operations.COMPARE_AND_SWAP_JOINED, wanted, wantedHigh),
                Lowering.constant(Long.BYTES));
        x.write(RsPair, 32, CommonOperations.BASIC_MOVE, found);
        x.write(RsPair + 1, 32, Arm64Operations.SHIFTS_RIGHT, found, Lowering.constant(32));
    }

    // ---- operations ----

    @Operation
    static long joined(long low, long high) {
        return low & 0xffff_ffffL | high << 32;
    }

    /** Returns what was there. */
    @Operation
    static long exchange(Memory memory, long address, long expected, long replacement, int bytes) {
        return NarrowAtomics.compareAndExchange(memory, address, expected, replacement, bytes);
    }

    /** Returns what was there: the low half, and the high one as {@link #second}. */
    @Operation
    static long exchangePair(Arm64Cpu cpu, long address, long low, long high, long newLow, long newHigh) {
        return swapPair(cpu, address, low, high, newLow, newHigh);
    }

    @TruffleBoundary
    static long swapPair(Arm64Cpu cpu, long address, long low, long high, long newLow, long newHigh) {
        if ((address & 15) != 0) {
            throw new GuestFault(new Trap.Misaligned(address, Access.WRITE));
        }
        long[] found = new long[2];
        PairExchange.compareAndExchange(cpu.memory, address, low, high, newLow, newHigh, found);
        cpu.second = found[1];
        return found[0];
    }

    /** The second result of the operation before. */
    @Operation
    static long second(Arm64Cpu cpu) {
        return cpu.second;
    }
}
