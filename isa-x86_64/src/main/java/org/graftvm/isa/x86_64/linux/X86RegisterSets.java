package org.graftvm.isa.x86_64.linux;

import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RBP;
import static org.graftvm.isa.x86_64.X86Cpu.RBX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDI;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;
import static org.graftvm.isa.x86_64.X86Cpu.RSI;
import static org.graftvm.isa.x86_64.X86Cpu.RSP;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.RegisterSet;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.abi.RegisterWords;
import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** What ptrace(2) shows on x86-64 (sys/user.h, asm/ptrace-abi.h). */
final class X86RegisterSets implements RegisterSets {
    private static final int AUDIT_ARCH_X86_64 = 0xc000003e;
    private static final int NT_X86_XSTATE = 0x202;

    private static final int PTRACE_GETREGS = 12;
    private static final int PTRACE_SETREGS = 13;
    private static final int PTRACE_GETFPREGS = 14;
    private static final int PTRACE_SETFPREGS = 15;

    // struct user
    private static final int USER_SIZE = 912;
    private static final int DEBUG_REGISTERS = 848;
    private static final int DEBUG_COUNT = 8;
    /** DR7, of which these bits switch breakpoints on. */
    private static final int DEBUG_CONTROL = 7;

    private static final int DEBUG_ENABLE = 0xff;

    private static final int GENERAL_SIZE = 27 * 8;

    /** struct user_regs_struct. */
    private static final RegisterSet GENERAL = new RegisterWords(GENERAL_SIZE, 8) {
        private static final int[] FIRST = {15, 14, 13, 12, RBP, RBX, 11, 10, 9, 8, RAX, RCX, RDX, RSI, RDI};

        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            X86Cpu x86 = (X86Cpu) cpu;
            for (int register : FIRST) {
                set.putLong(cpu.registers[register]);
            }
            set.putLong(call.number);
            set.putLong(cpu.pc);
            set.putLong(x86.selectors[X86Cpu.CS]);
            set.putLong(x86.rflags());
            set.putLong(cpu.registers[RSP]);
            set.putLong(x86.selectors[X86Cpu.SS]);
            set.putLong(cpu.registers[X86Cpu.FS_BASE]);
            set.putLong(cpu.registers[X86Cpu.GS_BASE]);
            for (int segment : DATA_SEGMENTS) {
                set.putLong(x86.selectors[segment]);
            }
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            X86Cpu x86 = (X86Cpu) cpu;
            for (int register : FIRST) {
                cpu.registers[register] = set.getLong();
            }
            call.number = set.getLong();
            cpu.pc = set.getLong();
            set.getLong(); // CS stays: there is no other kind of code.
            x86.setRflags(set.getLong());
            cpu.registers[RSP] = set.getLong();
            set.getLong();
            cpu.registers[X86Cpu.FS_BASE] = userAddress(set.getLong());
            cpu.registers[X86Cpu.GS_BASE] = userAddress(set.getLong());
            for (int segment : DATA_SEGMENTS) {
                x86.selectors[segment] = (int) set.getLong() & 0xffff;
            }
        }
    };

    /** ds, es, fs, gs. */
    private static final int[] DATA_SEGMENTS = {3, 0, 4, 5};

    private final X86FloatingSets floating;

    /** @param abi which copies CPUs */
    X86RegisterSets(X86LinuxAbi abi) {
        floating = new X86FloatingSets(abi);
    }

    /** A base that Linux lets a tracer set; else EIO. */
    private static long userAddress(long value) {
        if (Long.compareUnsigned(value, X86Calls.TASK_SIZE) >= 0) {
            throw new LinuxException(Errno.EIO);
        }
        return value;
    }

    @Override
    public int auditArchitecture() {
        return AUDIT_ARCH_X86_64;
    }

    @Override
    public boolean canStep() {
        return true;
    }

    @Override
    public @Nullable RegisterSet find(int type) {
        return switch (type) {
            case Ptrace.NT_PRSTATUS -> GENERAL;
            case Ptrace.NT_PRFPREG -> floating.fxsave;
            case NT_X86_XSTATE -> floating.xsave;
            default -> null;
        };
    }

    @Override
    public int transfer(int request) {
        return switch (request) {
            case PTRACE_GETREGS -> Ptrace.NT_PRSTATUS;
            case PTRACE_SETREGS -> -Ptrace.NT_PRSTATUS;
            case PTRACE_GETFPREGS -> Ptrace.NT_PRFPREG;
            case PTRACE_SETFPREGS -> -Ptrace.NT_PRFPREG;
            default -> 0;
        };
    }

    @Override
    public long peekUser(Cpu cpu, CallRegisters call, long offset) {
        requireWord(offset);
        if (offset >= GENERAL_SIZE) {
            return 0; // Debug registers are as after a reset; of the rest Linux says nothing either.
        }
        return words(GENERAL.read(cpu, call)).getLong((int) offset);
    }

    /** {@inheritDoc} Debug registers take addresses, but no breakpoint can be switched on: ENOSPC, as if all were in use. */
    @Override
    public void pokeUser(Cpu cpu, CallRegisters call, long offset, long value) {
        requireWord(offset);
        if (offset < GENERAL_SIZE) {
            byte[] set = GENERAL.read(cpu, call);
            words(set).putLong((int) offset, value);
            GENERAL.write(cpu, call, set);
            return;
        }
        long register = (offset - DEBUG_REGISTERS) / 8;
        if (offset < DEBUG_REGISTERS || register >= DEBUG_COUNT || register == 4 || register == 5) {
            throw new LinuxException(Errno.EIO);
        }
        if (register == DEBUG_CONTROL && (value & DEBUG_ENABLE) != 0) {
            throw new LinuxException(Errno.ENOSPC);
        }
    }

    private static void requireWord(long offset) {
        if ((offset & 7) != 0 || offset < 0 || offset >= USER_SIZE) {
            throw new LinuxException(Errno.EIO);
        }
    }

    private static ByteBuffer words(byte[] set) {
        return ByteBuffer.wrap(set).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@inheritDoc} The result is ENOSYS until the call has been made. */
    @Override
    public void beforeCall(Cpu cpu) {
        cpu.registers[RAX] = -Errno.ENOSYS.number();
    }

    @Override
    public long result(Cpu cpu) {
        return cpu.registers[RAX];
    }
}
