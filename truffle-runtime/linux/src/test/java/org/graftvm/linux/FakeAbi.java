package org.graftvm.linux;

import java.util.List;
import org.graftvm.linux.abi.RegisterAbi;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.jspecify.annotations.Nullable;

/**
 * An ISA for tests whose guests are Java. Registers: 0 to 5 arguments, 0 result, 6 number, 7 stack pointer, 8 thread
 * pointer, 9 the signal that a handler was called with. Numbers are places in {@link #NAMES}.
 */
public final class FakeAbi extends RegisterAbi {
    public static final int NUMBER = 6;
    public static final int STACK = 7;
    public static final int THREAD = 8;
    public static final int SIGNAL = 9;

    private static final int FRAME_SIZE = 96;

    /** e_machine of its programs. */
    public static final int MACHINE = 0x4747;

    public static final List<String> NAMES = List.of(
            "exit",
            "exit_group",
            "getpid",
            "gettid",
            "nanosleep",
            "kill",
            "tgkill",
            "rt_sigaction",
            "rt_sigreturn",
            "restart_syscall",
            "clone",
            "wait4",
            "futex",
            "rt_sigprocmask",
            "brk",
            "pause",
            "execve",
            "absent");

    /** Its CPU. */
    public static final class FakeCpu extends Cpu {
        FakeCpu(GuestMemory memory, SystemCalls systemCalls) {
            super(10, memory, systemCalls);
        }
    }

    public FakeAbi() {
        super(new Slots(STACK, THREAD, NUMBER, 0, 0, 1, 2, 3, 4, 5), 1);
    }

    @Override
    public String machine() {
        return "fake";
    }

    @Override
    public int elfMachine() {
        return MACHINE;
    }

    @Override
    public @Nullable String platform() {
        return "fake";
    }

    @Override
    public long hwcap() {
        return 0x1234;
    }

    @Override
    public String cpuinfo(int cpus) {
        return "";
    }

    @Override
    public Cpu newCpu(GuestMemory memory, SystemCalls systemCalls) {
        return new FakeCpu(memory, systemCalls);
    }

    @Override
    protected void copyState(Cpu from, Cpu to) {}

    @Override
    public void start(Cpu cpu, long entry, long stackPointer) {
        cpu.pc = entry;
        cpu.registers[STACK] = stackPointer;
    }

    @Override
    public @Nullable String syscallName(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : null;
    }

    @Override
    public void addSyscalls(SyscallTable.Builder table) {}

    @Override
    public boolean cloneTlsFirst() {
        return true;
    }

    @Override
    public boolean sigactionHasRestorer() {
        return false;
    }

    @Override
    public byte[] signalTrampoline() {
        return new byte[] {1, 2, 3};
    }

    @Override
    public int minimumSignalStack() {
        return 2048;
    }

    /** The frame: pc, mask and all registers. */
    @Override
    public void pushSignalFrame(Cpu cpu, SignalFrame frame) {
        long base = frame.stackTop() - FRAME_SIZE;
        cpu.memory.writeLong(base, cpu.pc);
        cpu.memory.writeLong(base + 8, frame.mask());
        for (int i = 0; i < cpu.registers.length; i++) {
            cpu.memory.writeLong(base + 16 + i * 8L, cpu.registers[i]);
        }
        cpu.registers[STACK] = base;
        cpu.registers[SIGNAL] = frame.info().signal();
        cpu.pc = frame.action().handler();
    }

    @Override
    public SignalContext popSignalFrame(Cpu cpu) {
        long base = cpu.registers[STACK];
        cpu.pc = cpu.memory.readLong(base);
        for (int i = 0; i < cpu.registers.length; i++) {
            cpu.registers[i] = cpu.memory.readLong(base + 16 + i * 8L);
        }
        return new SignalContext(cpu.memory.readLong(base + 8), AlternateStack.NONE);
    }
}
