package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RBX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.PairExchange;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Compare and exchange of 16 bytes; see {@link PairExchange} for how atomic it is. */
@Section(ref = "SDM volume 2: CMPXCHG16B", feature = "CX16")
final class LockedPair {
    private LockedPair() {}

    /** Compares RDX:RAX with memory; equal, RCX:RBX goes there, else memory to RDX:RAX. Only zero changes. */
    @Instruction("cmpxchg16b")
    @Encoding("0F C7 /1 W1 lock : Mo")
    static void cmpxchg16b(Lowering x) {
        Value low = x.apply(
                X86Operations.LOCKED_PAIR_COMPARE_AND_EXCHANGE,
                x.value(x.address()),
                Lowering.register(RAX),
                Lowering.register(RDX),
                Lowering.register(RBX),
                Lowering.register(RCX));
        Value high = x.apply(X86Operations.LOCKED_PAIR_SECOND);
        Value difference = x.apply(
                X86Operations.LOCKED_PAIR_DIFFERENCE, low, high, Lowering.register(RAX), Lowering.register(RDX));
        x.set(difference, X86Cpu.ZF);
        // Equal, these are what the registers have.
        x.set(low, RAX);
        x.set(high, RDX);
    }

    /** Zero for equal pairs. */
    @Operation
    static long difference(long low, long high, long otherLow, long otherHigh) {
        return low ^ otherLow | high ^ otherHigh;
    }

    /** The second result of the operation before. */
    @Operation
    static long second(X86Cpu cpu) {
        return cpu.second;
    }

    /** Returns what was there: the low half, and the high one as {@link #second}. */
    @Operation
    static long compareAndExchange(X86Cpu cpu, long address, long low, long high, long newLow, long newHigh) {
        return exchange(cpu, address, low, high, newLow, newHigh);
    }

    @TruffleBoundary
    private static long exchange(X86Cpu cpu, long address, long low, long high, long newLow, long newHigh) {
        if ((address & 15) != 0) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        long[] found = new long[2];
        PairExchange.compareAndExchange(cpu.memory, address, low, high, newLow, newHigh, found);
        cpu.second = found[1];
        return found[0];
    }
}
