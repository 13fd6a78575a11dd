package org.graftvm.isa.riscv.instructions;

import java.lang.invoke.VarHandle;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Memory ordering, system calls and breakpoints. */
@Section(
        ref = "RISC-V unprivileged ISA, RV32I: Memory Ordering Instructions, Environment Call and Breakpoints",
        feature = "I")
final class FenceAndEnvironment {
    private static final int READS = 2;
    private static final int WRITES = 1;

    private FenceAndEnvironment() {}

    /** Only a fence that keeps later reads behind earlier writes is expensive on x86, so the others are told apart. */
    @Instruction("fence pred, succ")
    @Encoding("_:4 pred:4 succ:4 _:5 000 _:5 0001111")
    static void fence(int pred, int succ) {
        if ((pred & WRITES) != 0 && (succ & READS) != 0) {
            VarHandle.fullFence();
        } else {
            VarHandle.acquireFence();
            VarHandle.releaseFence();
        }
    }

    /** Everything but write before read. */
    @Instruction("fence.tso")
    @Encoding("1000 0011 0011 _:5 000 _:5 0001111")
    static void fenceTso() {
        VarHandle.acquireFence();
        VarHandle.releaseFence();
    }

    @Instruction(value = "ecall", flow = Flow.SYSCALL)
    @Encoding("000000000000 00000 000 00000 1110011")
    static void ecall() {}

    @Instruction("ebreak")
    @Encoding("000000000001 00000 000 00000 1110011")
    static void ebreak(RiscvCpu cpu) {
        throw breakpoint();
    }

    static GuestFault breakpoint() {
        return new GuestFault(new Trap.Breakpoint());
    }
}
