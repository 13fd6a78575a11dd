package org.graftvm.isa.x86_64.linux;

import java.util.Arrays;
import java.util.Collection;
import org.graftvm.isa.x86_64.CpuFeature;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.linux.abi.RegisterAbi;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.abi.StatLayout;
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
 * The ABI of x86-64 Linux (System V ABI, AMD64 supplement, appendix A): system calls take their number in RAX, arguments in
 * RDI, RSI, RDX, R10, R8 and R9, and return in RAX.
 */
public final class X86LinuxAbi extends RegisterAbi {
    private static final int[] ARGUMENTS = {X86Cpu.RDI, X86Cpu.RSI, X86Cpu.RDX, X86Cpu.R10, X86Cpu.R8, 9};

    /** asm/hwcap2.h. */
    private static final long HWCAP2_FSGSBASE = 1 << 1;

    /** Bytes of SYSCALL. */
    private static final int SYSCALL_LENGTH = 2;

    /** EM_X86_64. */
    private static final int ELF_MACHINE = 62;

    /** struct stat of asm/stat.h: nlink comes before mode and has eight bytes. */
    private static final StatLayout STAT = new StatLayout(144, 0, 8, 24, 16, 8, 28, 32, 40, 48, 56, 8, 64, 72, 88, 104);

    private Collection<CpuFeature> features = CpuFeature.of(CpuFeature.Level.MAX);

    private final RegisterSets registerSets = new X86RegisterSets(this);

    public X86LinuxAbi() {
        super(new Slots(X86Cpu.RSP, X86Cpu.FS_BASE, X86Cpu.RAX, X86Cpu.RAX, ARGUMENTS), SYSCALL_LENGTH);
    }

    /** Announces the features of a level only, from the next process on. */
    public void setLevel(CpuFeature.Level level) {
        features = CpuFeature.of(level);
    }

    @Override
    public String machine() {
        return "x86_64";
    }

    @Override
    public int elfMachine() {
        return ELF_MACHINE;
    }

    @Override
    public String platform() {
        return "x86_64";
    }

    /** {@inheritDoc} EDX of CPUID leaf 1. */
    @Override
    public long hwcap() {
        return Integer.toUnsignedLong(CpuFeature.bits(features, CpuFeature.Place.BASIC_EDX));
    }

    /** {@inheritDoc} Bit 1 says that programs may use FSGSBASE. */
    @Override
    public long hwcap2() {
        return features.contains(CpuFeature.FSGSBASE) ? HWCAP2_FSGSBASE : 0;
    }

    @Override
    public String cpuinfo(int cpus) {
        StringBuilder text = new StringBuilder();
        for (int cpu = 0; cpu < cpus; cpu++) {
            text.append("processor\t: ").append(cpu).append('\n');
            text.append("vendor_id\t: GenuineIntel\n");
            text.append("cpu family\t: 6\nmodel\t\t: 0\n");
            text.append("model name\t: Graft virtual x86-64 CPU\n");
            text.append("flags\t\t: ").append(CpuFeature.flags(features)).append("\n\n");
        }
        return text.toString();
    }

    // ---- registers ----

    @Override
    public Cpu newCpu(GuestMemory memory, SystemCalls systemCalls) {
        X86Cpu cpu = new X86Cpu(memory, systemCalls);
        cpu.features = features;
        return cpu;
    }

    @Override
    protected void copyState(Cpu from, Cpu to) {
        X86Cpu parent = (X86Cpu) from;
        X86Cpu copy = (X86Cpu) to;
        copy.setMxcsr(parent.mxcsr());
        copy.features = parent.features;
        copy.x87.copyFrom(parent.x87);
        System.arraycopy(parent.selectors, 0, copy.selectors, 0, parent.selectors.length);
    }

    @Override
    public void start(Cpu cpu, long entry, long stackPointer) {
        Arrays.fill(cpu.registers, 0);
        X86Cpu x86 = (X86Cpu) cpu;
        x86.setRflags(0);
        x86.clearFloatingPoint();
        x86.resetSegments();
        cpu.registers[X86Cpu.RSP] = stackPointer;
        cpu.pc = entry;
    }

    @Override
    public RegisterSets registerSets() {
        return registerSets;
    }

    // ---- system calls ----

    /** {@inheritDoc} The kernel of x86 decides behind the signals, by orig_rax and rax. */
    @Override
    public boolean restartsBeforeSignals() {
        return false;
    }

    @Override
    public @Nullable String syscallName(int number) {
        return X86Syscalls.name(number);
    }

    @Override
    public void addSyscalls(SyscallTable.Builder table) {
        X86Calls.register(table);
    }

    @Override
    public boolean cloneTlsFirst() {
        return false;
    }

    /** {@inheritDoc} INT1 and INT3 are reported behind. */
    @Override
    public @Nullable SignalInfo signal(Cpu cpu, Trap trap) {
        X86Cpu x86 = (X86Cpu) cpu;
        if (trap instanceof Trap.MemoryFault fault && Vsyscall.isCall(x86, fault)) {
            return SignalInfo.kernel(Signals.SIGSEGV);
        }
        x86.exception = X86Faults.exception(x86, trap);
        x86.errorCode = X86Faults.errorCode(x86, trap, x86.exception);
        if (trap instanceof Trap.MemoryFault fault && x86.exception == X86Faults.PAGE_FAULT) {
            x86.faultAddress = fault.address();
        }
        if (trap instanceof Trap.Breakpoint) {
            Form form = X86Faults.read(x86);
            cpu.pc += form == null ? 1 : form.length();
        }
        return X86Faults.signal(x86.exception, cpu.pc);
    }

    @Override
    public boolean emulate(Cpu cpu, Trap trap) {
        return trap instanceof Trap.MemoryFault fault && Vsyscall.emulate((X86Cpu) cpu, fault);
    }

    // ---- layouts and signals ----

    @Override
    public StatLayout statLayout() {
        return STAT;
    }

    /** Packed, as the structure is the same as that of 32-bit programs. */
    @Override
    public boolean semaphoreTimesArePadded() {
        return true;
    }

    @Override
    public int epollEventSize() {
        return 12;
    }

    @Override
    public boolean sigactionHasRestorer() {
        return true;
    }

    /** {@inheritDoc} Programs bring their own. */
    @Override
    public byte[] signalTrampoline() {
        return new byte[0];
    }

    @Override
    public int minimumSignalStack() {
        return X86SignalFrame.MINIMUM_STACK;
    }

    @Override
    public void pushSignalFrame(Cpu cpu, SignalFrame frame) {
        X86SignalFrame.push((X86Cpu) cpu, frame);
    }

    @Override
    public SignalContext popSignalFrame(Cpu cpu) {
        return X86SignalFrame.pop((X86Cpu) cpu);
    }
}
