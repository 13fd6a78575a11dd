package org.graftvm.isa.arm64.linux;

import java.nio.ByteBuffer;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.RegisterSet;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.abi.RegisterWords;
import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** What ptrace(2) shows on AArch64 (asm/ptrace.h). */
final class Arm64RegisterSets implements RegisterSets {
    private static final int AUDIT_ARCH_AARCH64 = 0xc00000b7;

    private static final int NT_ARM_TLS = 0x401;
    private static final int NT_ARM_HW_BREAK = 0x402;
    private static final int NT_ARM_HW_WATCH = 0x403;
    private static final int NT_ARM_SYSTEM_CALL = 0x404;

    /** X0 to X30. */
    private static final int GENERAL_COUNT = Arm64Cpu.LR + 1;

    /** struct user_pt_regs. */
    private static final RegisterSet GENERAL = new RegisterWords((GENERAL_COUNT + 3) * 8, 8) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            put(cpu, 0, GENERAL_COUNT, set);
            set.putLong(cpu.registers[Arm64Cpu.SP]);
            set.putLong(cpu.pc);
            set.putLong(((Arm64Cpu) cpu).nzcv());
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            get(cpu, 0, GENERAL_COUNT, set);
            cpu.registers[Arm64Cpu.SP] = set.getLong();
            cpu.pc = set.getLong();
            ((Arm64Cpu) cpu).setNzcv(set.getLong());
        }
    };

    /** struct user_fpsimd_state. */
    private static final RegisterSet FLOATING = new RegisterWords(2 * Arm64Cpu.V_COUNT * 8 + 16, 4) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            put(cpu, Arm64Cpu.V, 2 * Arm64Cpu.V_COUNT, set);
            set.putInt(((Arm64Cpu) cpu).fpsr());
            set.putInt(((Arm64Cpu) cpu).fpcr());
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            get(cpu, Arm64Cpu.V, 2 * Arm64Cpu.V_COUNT, set);
            ((Arm64Cpu) cpu).setFpsr(set.getInt());
            ((Arm64Cpu) cpu).setFpcr(set.getInt());
        }
    };

    private static final RegisterSet THREAD = new RegisterWords(8, 8) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            put(cpu, Arm64Cpu.TPIDR, 1, set);
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            get(cpu, Arm64Cpu.TPIDR, 1, set);
        }
    };

    private static final RegisterSet CALL = new RegisterWords(4, 4) {
        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            set.putInt((int) call.number);
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            call.number = set.getInt();
        }
    };

    /** struct user_hwdebug_state of a CPU without breakpoint and watchpoint registers: zero of them. */
    private static final RegisterSet DEBUG = new RegisterWords(8, 4) {
        /** ID_AA64DFR0_EL1.DebugVer of the first Armv8. */
        private static final int DEBUG_VERSION = 6;

        @Override
        protected void store(Cpu cpu, CallRegisters call, ByteBuffer set) {
            set.putInt(DEBUG_VERSION << 8);
        }

        @Override
        protected void load(Cpu cpu, CallRegisters call, ByteBuffer set) {
            // Nothing of it can be changed.
        }
    };

    @Override
    public int auditArchitecture() {
        return AUDIT_ARCH_AARCH64;
    }

    @Override
    public boolean canStep() {
        return true;
    }

    @Override
    public @Nullable RegisterSet find(int type) {
        return switch (type) {
            case Ptrace.NT_PRSTATUS -> GENERAL;
            case Ptrace.NT_PRFPREG -> FLOATING;
            case NT_ARM_TLS -> THREAD;
            case NT_ARM_HW_BREAK, NT_ARM_HW_WATCH -> DEBUG;
            case NT_ARM_SYSTEM_CALL -> CALL;
            default -> null;
        };
    }

    @Override
    public long result(Cpu cpu) {
        return cpu.registers[0];
    }
}
