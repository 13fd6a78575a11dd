package org.graftvm.isa.riscv.linux;

import java.nio.ByteBuffer;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.RegisterSet;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.abi.RegisterWords;
import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** What ptrace(2) shows on RISC-V (asm/ptrace.h). Linux has no PTRACE_SINGLESTEP there: debuggers set breakpoints instead. */
final class RiscvRegisterSets implements RegisterSets {
    private static final int AUDIT_ARCH_RISCV64 = 0xc00000f3;
    private static final int REGISTERS = 32;

    /** struct user_regs_struct: pc in place of x0, then x1 to x31. */
    private static final RegisterSet GENERAL = new RegisterWords(REGISTERS * 8, 8) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            set.putLong(cpu.pc);
            put(cpu, 1, REGISTERS - 1, set);
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            cpu.pc = set.getLong();
            get(cpu, 1, REGISTERS - 1, set);
        }
    };

    /** struct __riscv_d_ext_state, whose last four bytes are padding. */
    private static final RegisterSet FLOATING = new RegisterWords((REGISTERS + 1) * 8, 8) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            put(cpu, RiscvCpu.FLOAT_REGISTERS, REGISTERS, set);
            set.putInt(((RiscvCpu) cpu).fcsr());
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            get(cpu, RiscvCpu.FLOAT_REGISTERS, REGISTERS, set);
            ((RiscvCpu) cpu).setFcsr(set.getInt());
        }
    };

    @Override
    public int auditArchitecture() {
        return AUDIT_ARCH_RISCV64;
    }

    @Override
    public boolean canStep() {
        return false;
    }

    @Override
    public @Nullable RegisterSet find(int type) {
        return switch (type) {
            case Ptrace.NT_PRSTATUS -> GENERAL;
            case Ptrace.NT_PRFPREG -> FLOATING;
            default -> null;
        };
    }

    /** {@inheritDoc} It is a7's. */
    @Override
    public int callNumber(Cpu cpu, CallRegisters call) {
        return (int) cpu.registers[RiscvLinuxAbi.A7];
    }

    @Override
    public long result(Cpu cpu) {
        return cpu.registers[RiscvLinuxAbi.A0];
    }
}
