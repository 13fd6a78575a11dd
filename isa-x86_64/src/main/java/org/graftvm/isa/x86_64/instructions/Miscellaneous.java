package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.R11;
import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RBX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;

import java.lang.invoke.VarHandle;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** System calls, identification, time, fences, hints, and what user mode may not do. */
@Section(ref = "SDM volume 1, 5.1.13: Miscellaneous Instructions", feature = "x86-64")
final class Miscellaneous {
    private Miscellaneous() {}

    @Instruction("nop")
    @Encoding({"NP 90 REX.B=0", "0F 1F /r : Ev"})
    static void nop(Lowering x) {}

    /** Room for hints; among them ENDBR64, which marks targets of indirect jumps. */
    @Instruction("nop")
    @Encoding({
        "0F 18 /r : Ev",
        "0F 19 /r : Ev",
        "0F 1A /r : Ev",
        "0F 1B /r : Ev",
        "0F 1C /r : Ev",
        "0F 1D /r : Ev",
        "0F 1E /r : Ev",
        "0F 0D /r : Mb"
    })
    static void hint(Lowering x) {}

    @Instruction("endbr64")
    @Encoding("F3 0F 1E FA")
    static void endbr64(Lowering x) {}

    @Instruction("pause")
    @Encoding("F3 90")
    static void pause(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_SPIN);
    }

    @Operation
    static void spin() {
        Thread.onSpinWait();
    }

    /** RCX gets the return address and R11 the flags, as Linux leaves them. */
    @Instruction(value = "syscall", flow = Flow.SYSCALL)
    @Encoding("0F 05")
    static void syscall(Lowering x) {
        Value flags = FlagControl.image(x);
        x.set(Lowering.constant(x.form().next()), RCX);
        x.set(flags, R11);
        x.end(X86Operations.MISCELLANEOUS_ENTER_KERNEL, 0);
    }

    @Operation(flow = Flow.SYSCALL)
    static void enterKernel() {}

    @Instruction("cpuid")
    @Encoding("0F A2")
    static void cpuid(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_IDENTIFY);
    }

    @Operation(wholeState = true)
    static void identify(X86Cpu cpu) {
        long[] r = cpu.registers;
        CpuIdentification.Leaf leaf = CpuIdentification.leaf(cpu.features, (int) r[RAX], (int) r[RCX]);
        r[RAX] = Integer.toUnsignedLong(leaf.eax());
        r[RBX] = Integer.toUnsignedLong(leaf.ebx());
        r[RCX] = Integer.toUnsignedLong(leaf.ecx());
        r[RDX] = Integer.toUnsignedLong(leaf.edx());
    }

    /** Nanoseconds of the host's monotonic clock: a guest has no cycles of its own. */
    @Instruction("rdtsc")
    @Encoding("0F 31")
    static void rdtsc(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_READ_TIME);
    }

    @Operation(wholeState = true)
    static void readTime(X86Cpu cpu) {
        long time = System.nanoTime();
        cpu.registers[RAX] = time & 0xffff_ffffL;
        cpu.registers[RDX] = time >>> 32;
    }

    /** RDX:RAX as RDTSC, and in RCX the number of the CPU, which is 0. */
    @Instruction("rdtscp")
    @Encoding("0F 01 F9")
    static void rdtscp(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_READ_TIME);
        x.set(Lowering.constant(0), RCX);
    }

    /** The number of the CPU, as RDTSCP and getcpu(2) give it. */
    @Instruction("rdpid")
    @Encoding("F3 0F C7 /7 : Rq")
    static long rdpid() {
        return 0;
    }

    /** AL becomes the byte that it is the number of. */
    @Instruction("xlat")
    @Encoding("D7")
    static void xlat(Lowering x) {
        Value number = x.extend(Lowering.register(RAX), 8, Extend.Kind.ZERO);
        long mask = Lowering.mask(x.form().hasAddressSizePrefix() ? 32 : 64);
        Value at = x.applyMasked(CommonOperations.BASIC_PLUS, mask, Lowering.register(RBX), number);
        x.writeRegister(RAX, 8, x.load(8, x.segmented(new Address(at.slot(), 0))));
    }

    /** Caches are the host's. */
    @Instruction("clflush")
    @Encoding("NP 0F AE /7 : Mb")
    static void clflush(Lowering x) {
        x.load(8, x.address());
    }

    @Instruction("clflushopt")
    @Encoding("66 0F AE /7 : Mb")
    static void clflushopt(Lowering x) {
        x.load(8, x.address());
    }

    @Instruction("clwb")
    @Encoding("66 0F AE /6 : Mb")
    static void clwb(Lowering x) {
        x.load(8, x.address());
    }

    @Instruction("serialize")
    @Encoding("NP 0F 01 E8")
    static void serialize(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_FENCE);
    }

    @Instruction("lfence")
    @Encoding("NP 0F AE E8")
    static void lfence(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_FENCE);
    }

    @Instruction("mfence")
    @Encoding("NP 0F AE F0")
    static void mfence(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_FENCE);
    }

    @Instruction("sfence")
    @Encoding("NP 0F AE F8")
    static void sfence(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_FENCE);
    }

    @Operation
    static void fence() {
        VarHandle.fullFence();
    }

    @Instruction("int3")
    @Encoding("CC")
    static void int3(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_BREAKPOINT);
    }

    @Operation
    static void breakpoint(X86Cpu cpu) {
        throw new GuestFault(new Trap.Breakpoint());
    }

    @Instruction("int1")
    @Encoding("F1")
    static void int1(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_BREAKPOINT);
    }

    /** Of the interrupts only that of INT3 is open to programs; 32-bit system calls are not there. */
    @Instruction("int")
    @Encoding("CD ib : Ib")
    static void interrupt(Lowering x) {
        x.run(
                x.form().immediate(0) == 3
                        ? X86Operations.MISCELLANEOUS_BREAKPOINT
                        : X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("hlt")
    @Encoding("F4")
    static void hlt(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("in")
    @Encoding({"E4 ib : AL Ib", "E5 ib : eAX Ib", "EC : AL DX", "ED : eAX DX"})
    static void in(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("out")
    @Encoding({"E6 ib : Ib AL", "E7 ib : Ib eAX", "EE : DX AL", "EF : DX eAX"})
    static void out(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("cli")
    @Encoding("FA")
    static void cli(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("sti")
    @Encoding("FB")
    static void sti(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Operation
    static void privileged(X86Cpu cpu) {
        throw new GuestFault(new Trap.GeneralProtection());
    }

    @Operation
    static void undefined(X86Cpu cpu) {
        throw new GuestFault(new Trap.IllegalInstruction(0));
    }
}
