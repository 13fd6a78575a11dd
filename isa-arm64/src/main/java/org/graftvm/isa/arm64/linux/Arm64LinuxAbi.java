package org.graftvm.isa.arm64.linux;

import java.util.Arrays;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.linux.abi.GenericSyscalls;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.RegisterAbi;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.graftvm.machine.Trap;
import org.jspecify.annotations.Nullable;

/**
 * The ABI of AArch64 Linux: system calls take their number in X8, arguments in X0 to X5, and return in X0; numbers are those of
 * asm-generic.
 */
public final class Arm64LinuxAbi extends RegisterAbi {
    /** Only RISC-V, which came after renameat2, has no such call. */
    private static final int RENAMEAT = 38;

    private static final int NUMBER = 8;

    private static final int INSTRUCTION_LENGTH = 4;

    /** EM_AARCH64. */
    private static final int ELF_MACHINE = 183;

    /** {@code mov x8, #139; svc #0}: the two instructions that unwinders know a signal frame by. */
    private static final int[] SIGRETURN = {0xd280_1168, 0xd400_0001};

    private final RegisterSets registerSets = new Arm64RegisterSets();

    public Arm64LinuxAbi() {
        super(new Slots(Arm64Cpu.SP, Arm64Cpu.TPIDR, NUMBER, 0, 0, 1, 2, 3, 4, 5), INSTRUCTION_LENGTH);
    }

    @Override
    public String machine() {
        return "aarch64";
    }

    @Override
    public int elfMachine() {
        return ELF_MACHINE;
    }

    @Override
    public String platform() {
        return "aarch64";
    }

    @Override
    public long hwcap() {
        return HardwareCapability.word(0);
    }

    @Override
    public long hwcap2() {
        return HardwareCapability.word(1);
    }

    @Override
    public String cpuinfo(int cpus) {
        StringBuilder text = new StringBuilder();
        for (int cpu = 0; cpu < cpus; cpu++) {
            text.append("processor\t: ").append(cpu).append('\n');
            text.append("BogoMIPS\t: 2000.00\n");
            text.append("Features\t: ").append(HardwareCapability.names()).append('\n');
            text.append("CPU implementer\t: 0x00\nCPU architecture: 8\nCPU variant\t: 0x0\n");
            text.append("CPU part\t: 0x000\nCPU revision\t: 0\n\n");
        }
        return text.toString();
    }

    // ---- registers ----

    @Override
    public Cpu newCpu(GuestMemory memory, SystemCalls systemCalls) {
        return new Arm64Cpu(memory, systemCalls);
    }

    @Override
    protected void copyState(Cpu from, Cpu to) {
        ((Arm64Cpu) to).setFpcr(((Arm64Cpu) from).fpcr());
        ((Arm64Cpu) to).setFpsr(((Arm64Cpu) from).fpsr());
    }

    @Override
    public void start(Cpu cpu, long entry, long stackPointer) {
        Arrays.fill(cpu.registers, 0);
        Arm64Cpu arm = (Arm64Cpu) cpu;
        arm.setNzcv(0);
        arm.setFpcr(0);
        arm.setFpsr(0);
        arm.monitorAddress = Arm64Cpu.NO_MONITOR;
        cpu.registers[Arm64Cpu.SP] = stackPointer;
        cpu.pc = entry;
    }

    @Override
    public RegisterSets registerSets() {
        return registerSets;
    }

    // ---- system calls ----

    @Override
    public @Nullable String syscallName(int number) {
        return number == RENAMEAT ? "renameat" : GenericSyscalls.name(number);
    }

    /** {@inheritDoc} There are none. */
    @Override
    public void addSyscalls(SyscallTable.Builder table) {}

    /** O_DIRECTORY and O_DIRECT have each other's number, and so have O_NOFOLLOW and O_LARGEFILE. */
    @Override
    public int openFlags(int flags) {
        int lower = OpenFlags.DIRECT | OpenFlags.LARGE_FILE;
        int upper = OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW;
        return flags & ~(lower | upper) | (flags & lower) << 2 | (flags & upper) >> 2;
    }

    @Override
    public boolean cloneTlsFirst() {
        return true;
    }

    // ---- signals ----

    /** {@inheritDoc} What signal frames tell of it is the syndrome. */
    @Override
    public @Nullable SignalInfo signal(Cpu cpu, Trap trap) {
        Arm64Cpu arm = (Arm64Cpu) cpu;
        arm.syndrome = Syndrome.of(trap);
        if (trap instanceof Trap.MemoryFault fault) {
            arm.faultAddress = fault.address();
        } else if (trap instanceof Trap.Misaligned misaligned) {
            arm.faultAddress = misaligned.address();
        }
        return null;
    }

    @Override
    public boolean sigactionHasRestorer() {
        return true;
    }

    @Override
    public byte[] signalTrampoline() {
        return code(SIGRETURN);
    }

    @Override
    public int minimumSignalStack() {
        return Arm64SignalFrame.MINIMUM_STACK;
    }

    @Override
    public void pushSignalFrame(Cpu cpu, SignalFrame frame) {
        Arm64SignalFrame.push((Arm64Cpu) cpu, frame);
    }

    @Override
    public SignalContext popSignalFrame(Cpu cpu) {
        return Arm64SignalFrame.pop((Arm64Cpu) cpu);
    }
}
