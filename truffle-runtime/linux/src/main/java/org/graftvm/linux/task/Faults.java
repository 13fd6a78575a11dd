package org.graftvm.linux.task;

import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.Trap;
import org.graftvm.machine.fp.FpEnvironment;

/** Which signal a trap raises. */
final class Faults {
    private Faults() {}

    static SignalInfo signalFor(Trap trap, Cpu cpu, AddressSpace space) {
        return switch (trap) {
            case Trap.MemoryFault fault -> memoryFault(fault, space);
            case Trap.Misaligned misaligned ->
                SignalInfo.fault(Signals.SIGBUS, SignalCodes.BUS_ADRALN, misaligned.address());
            case Trap.IllegalInstruction _ -> SignalInfo.fault(Signals.SIGILL, SignalCodes.ILL_ILLOPC, cpu.pc);
            case Trap.GeneralProtection _ -> SignalInfo.kernel(Signals.SIGSEGV);
            case Trap.Breakpoint _ -> SignalInfo.fault(Signals.SIGTRAP, SignalCodes.TRAP_BRKPT, cpu.pc);
            case Trap.DivideError _ -> SignalInfo.fault(Signals.SIGFPE, SignalCodes.FPE_INTDIV, cpu.pc);
            case Trap.FloatingPointError error ->
                SignalInfo.fault(Signals.SIGFPE, floatingPointCode(error.exceptions()), cpu.pc);
        };
    }

    /** Of several exceptions the one that Linux names first. */
    private static int floatingPointCode(int exceptions) {
        if ((exceptions & FpEnvironment.INVALID) != 0) {
            return SignalCodes.FPE_FLTINV;
        }
        if ((exceptions & FpEnvironment.DIVIDE_BY_ZERO) != 0) {
            return SignalCodes.FPE_FLTDIV;
        }
        if ((exceptions & FpEnvironment.OVERFLOW) != 0) {
            return SignalCodes.FPE_FLTOVF;
        }
        return (exceptions & (FpEnvironment.UNDERFLOW | FpEnvironment.DENORMAL)) != 0
                ? SignalCodes.FPE_FLTUND
                : SignalCodes.FPE_FLTRES;
    }

    private static SignalInfo memoryFault(Trap.MemoryFault fault, AddressSpace space) {
        return switch (space.faultReason(fault.address(), fault.access())) {
            case NOT_MAPPED -> SignalInfo.fault(Signals.SIGSEGV, SignalCodes.SEGV_MAPERR, fault.address());
            case NO_PERMISSION -> SignalInfo.fault(Signals.SIGSEGV, SignalCodes.SEGV_ACCERR, fault.address());
            case BEHIND_END_OF_FILE -> SignalInfo.fault(Signals.SIGBUS, SignalCodes.BUS_ADRERR, fault.address());
        };
    }
}
