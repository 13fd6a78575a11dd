package org.graftvm.isa.riscv.linux;

import java.util.Arrays;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.linux.abi.GenericSyscalls;
import org.graftvm.linux.abi.RegisterAbi;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.jspecify.annotations.Nullable;

/**
 * The ABI of 64-bit RISC-V Linux (lp64d). System calls take their number in a7, arguments in a0 to a5, and return in a0;
 * numbers are those of asm-generic.
 */
public final class RiscvLinuxAbi extends RegisterAbi {
    static final int RA = 1;
    static final int SP = 2;
    static final int TP = 4;
    static final int A0 = 10;
    static final int A1 = 11;
    static final int A2 = 12;
    static final int A7 = 17;

    /** Bytes of ecall, which has no compressed form. */
    private static final int ECALL_LENGTH = 4;

    /** EM_RISCV. */
    private static final int ELF_MACHINE = 243;

    /** The bits of single-letter extensions A, C, D, F, I and M in AT_HWCAP. */
    private static final long HWCAP = letters("IMAFDC");

    /** {@code li a7, 139; ecall}: the two instructions that unwinders know a signal frame by. */
    private static final int[] SIGRETURN = {0x08b0_0893, 0x0000_0073};

    private static long letters(String extensions) {
        return extensions.chars().mapToLong(letter -> 1L << (letter - 'A')).reduce(0, (a, b) -> a | b);
    }

    private final RegisterSets registerSets = new RiscvRegisterSets();

    public RiscvLinuxAbi() {
        super(new Slots(SP, TP, A7, A0, A0, A1, A2, 13, 14, 15), ECALL_LENGTH);
    }

    @Override
    public String machine() {
        return "riscv64";
    }

    @Override
    public int elfMachine() {
        return ELF_MACHINE;
    }

    @Override
    public @Nullable String platform() {
        return null;
    }

    @Override
    public long hwcap() {
        return HWCAP;
    }

    @Override
    public String cpuinfo(int cpus) {
        StringBuilder text = new StringBuilder();
        for (int cpu = 0; cpu < cpus; cpu++) {
            text.append("processor\t: ").append(cpu).append('\n');
            text.append("hart\t\t: ").append(cpu).append('\n');
            text.append("isa\t\t: ").append(HardwareProbe.ISA_STRING).append('\n');
            text.append("mmu\t\t: sv39\n");
            text.append("uarch\t\t: graft\n\n");
        }
        return text.toString();
    }

    // ---- registers ----

    @Override
    public Cpu newCpu(GuestMemory memory, SystemCalls systemCalls) {
        return new RiscvCpu(memory, systemCalls);
    }

    @Override
    protected void copyState(Cpu from, Cpu to) {
        ((RiscvCpu) to).setFcsr(((RiscvCpu) from).fcsr());
    }

    @Override
    public void start(Cpu cpu, long entry, long stackPointer) {
        Arrays.fill(cpu.registers, 0);
        RiscvCpu riscv = (RiscvCpu) cpu;
        riscv.setFcsr(0);
        riscv.reservationAddress = RiscvCpu.NO_RESERVATION;
        cpu.registers[SP] = stackPointer;
        cpu.pc = entry;
    }

    @Override
    public RegisterSets registerSets() {
        return registerSets;
    }

    // ---- system calls ----

    @Override
    public @Nullable String syscallName(int number) {
        return switch (number) {
            case RiscvCalls.HWPROBE_NUMBER -> "riscv_hwprobe";
            case RiscvCalls.FLUSH_ICACHE_NUMBER -> "riscv_flush_icache";
            default -> GenericSyscalls.name(number);
        };
    }

    @Override
    public void addSyscalls(SyscallTable.Builder table) {
        RiscvCalls.register(table);
    }

    @Override
    public boolean cloneTlsFirst() {
        return true;
    }

    // ---- signals ----

    @Override
    public boolean sigactionHasRestorer() {
        return false;
    }

    @Override
    public byte[] signalTrampoline() {
        return code(SIGRETURN);
    }

    @Override
    public int minimumSignalStack() {
        return RiscvSignalFrame.MINIMUM_STACK;
    }

    @Override
    public void pushSignalFrame(Cpu cpu, SignalFrame frame) {
        RiscvSignalFrame.push((RiscvCpu) cpu, frame);
    }

    @Override
    public SignalContext popSignalFrame(Cpu cpu) {
        return RiscvSignalFrame.pop((RiscvCpu) cpu);
    }
}
