package org.graftvm.isa.x86_64.oracle;

import java.util.Arrays;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.X86Isa;
import org.graftvm.isa.x86_64.linux.X86Faults;
import org.graftvm.isa.x86_64.x87.X87State;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.graftvm.machine.fp.FpEnvironment;

/** Runs cases on an engine. A system call ends each. */
final class GuestCpu implements AutoCloseable {
    private static final byte[] END = {0x0f, 0x05};

    static final int SIGILL = 4;
    private static final int SIGTRAP = 5;
    private static final int SIGBUS = 7;
    private static final int SIGFPE = 8;
    private static final int SIGSEGV = 11;

    private static final int FPE_INTDIV = 1;
    private static final int FPE_FLTDIV = 3;
    private static final int FPE_FLTOVF = 4;
    private static final int FPE_FLTUND = 5;
    private static final int FPE_FLTRES = 6;
    private static final int FPE_FLTINV = 7;

    private final GuestMemory memory = GuestMemory.reserve(1L << 30);
    private final Engine engine;

    GuestCpu(EngineSettings settings) {
        engine = new Engine(new X86Isa(), settings, null);
        memory.map(
                InstructionCase.CODE,
                InstructionCase.CODE_SIZE,
                GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
        memory.map(InstructionCase.PAGES, InstructionCase.PAGES_SIZE, GuestMemory.READ | GuestMemory.WRITE);
    }

    @Override
    public void close() {
        memory.close();
    }

    EngineStatistics statistics() {
        return engine.statistics();
    }

    CpuState run(InstructionCase instruction) {
        byte[] code = instruction.code();
        memory.load(instruction.pc(), code, 0, code.length);
        memory.load(instruction.pc() + code.length, END, 0, END.length);
        X86Cpu cpu = new X86Cpu(memory, c -> false);
        CpuState before = instruction.before();
        System.arraycopy(before.general(), 0, cpu.registers, 0, 16);
        System.arraycopy(before.vector(), 0, cpu.registers, X86Cpu.XMM, 32);
        System.arraycopy(before.upper(), 0, cpu.registers, X86Cpu.YMM_UPPER, 32);
        cpu.setRflags(before.rflags());
        setX87(cpu.x87, before.x87());
        cpu.setMxcsr((int) before.mxcsr());
        for (int i = 0; i < CpuState.WORDS; i++) {
            long at = InstructionCase.DATA + 8L * i;
            memory.writeLong(at, before.memory()[i]);
            // Around it the same, for what reads more.
            memory.writeLong(at - 8L * CpuState.WORDS, before.memory()[i]);
            memory.writeLong(at + 8L * CpuState.WORDS, before.memory()[i]);
            long end = InstructionCase.PAGES + InstructionCase.PAGES_SIZE;
            memory.writeLong(end + 8L * (i - CpuState.WORDS), before.memory()[i]);
        }
        cpu.pc = instruction.pc();
        VcpuExit exit = engine.run(cpu);
        long[] general = Arrays.copyOf(cpu.registers, 16);
        long signal = 0;
        if (exit instanceof VcpuExit.Trapped(Trap trap)) {
            signal = signal(trap, cpu);
        } else {
            general[X86Cpu.RCX] = memory.readLong(InstructionCase.SAVED);
            general[X86Cpu.R11] = memory.readLong(InstructionCase.SAVED + 8);
        }
        long[] words = new long[CpuState.WORDS];
        Arrays.setAll(words, i -> memory.readLong(InstructionCase.DATA + 8L * i));
        long[] vector = Arrays.copyOfRange(cpu.registers, X86Cpu.XMM, X86Cpu.XMM + 32);
        long[] upper = Arrays.copyOfRange(cpu.registers, X86Cpu.YMM_UPPER, X86Cpu.YMM_UPPER + 32);
        return new CpuState(general, cpu.rflags(), signal, cpu.mxcsr(), vector, upper, words, x87(cpu.x87));
    }

    private static void setX87(X87State x87, long[] words) {
        x87.setControl((int) words[0]);
        x87.setStatus((int) (words[0] >> 16));
        x87.setFull((int) (words[0] >> 32));
        for (int i = 0; i < 8; i++) {
            x87.set(i, (int) words[2 + 2 * i], words[1 + 2 * i]);
        }
    }

    private static long[] x87(X87State x87) {
        long[] words = new long[CpuState.X87_WORDS];
        words[0] = x87.control() | (long) x87.status() << 16 | (long) x87.full() << 32;
        for (int i = 0; i < 8; i++) {
            words[1 + 2 * i] = x87.significand(i);
            words[2 + 2 * i] = x87.signExponent(i);
        }
        return words;
    }

    private static int signal(Trap trap, X86Cpu cpu) {
        if (X86Faults.exception(cpu, trap) == X86Faults.STACK_SEGMENT) {
            return SIGBUS;
        }
        return switch (trap) {
            case Trap.IllegalInstruction _ -> SIGILL;
            case Trap.Breakpoint _ -> SIGTRAP;
            case Trap.Misaligned _ -> SIGBUS;
            case Trap.DivideError _ -> SIGFPE | FPE_INTDIV << 8;
            case Trap.FloatingPointError(int exceptions) -> SIGFPE | code(exceptions) << 8;
            case Trap.MemoryFault _, Trap.GeneralProtection _ -> SIGSEGV;
        };
    }

    private static int code(int exceptions) {
        return (exceptions & FpEnvironment.INVALID) != 0
                ? FPE_FLTINV
                : (exceptions & FpEnvironment.DIVIDE_BY_ZERO) != 0
                        ? FPE_FLTDIV
                        : (exceptions & FpEnvironment.OVERFLOW) != 0
                                ? FPE_FLTOVF
                                : exceptions == FpEnvironment.INEXACT ? FPE_FLTRES : FPE_FLTUND;
    }
}
