package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RBX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.stream.Stream;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Compare and exchange of 16 bytes, for which Java has no access. All of them at an address take one lock, so each is atomic
 * for the others. Against accesses of eight bytes or less, which take no lock, the halves change one after the other, each
 * only where it still has the value that was compared: no store of another thread is lost, but a reader may see one half new
 * and the other old for a moment.
 */
@Section(ref = "SDM volume 2: CMPXCHG16B", feature = "CX16")
final class LockedPair {
    private static final Object[] LOCKS = Stream.generate(Object::new).limit(64).toArray();

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
        GuestMemory memory = cpu.memory;
        // A failing comparison writes the old value back: the page has to be writable either way.
        memory.check(address, 16, Access.READ);
        memory.check(address, 16, Access.WRITE);
        synchronized (LOCKS[(int) (address >> 4) & LOCKS.length - 1]) {
            while (true) {
                // Exchanges rather than loads: they are sequentially consistent.
                long oldLow = memory.compareAndExchangeLong(address, low, low);
                long oldHigh = memory.compareAndExchangeLong(address + 8, high, high);
                if (oldLow != low || oldHigh != high) {
                    cpu.second = oldHigh;
                    return oldLow;
                }
                if (memory.compareAndExchangeLong(address, low, newLow) != low) {
                    continue;
                }
                if (memory.compareAndExchangeLong(address + 8, high, newHigh) == high) {
                    cpu.second = high;
                    return low;
                }
                // Another thread changed the high half meanwhile: as if this had come behind it.
                memory.compareAndExchangeLong(address, newLow, low);
            }
        }
    }
}
