package org.graftvm.linux.abi;

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
 * What differs between the ISAs in how programs and Linux meet: numbers, registers, layouts. Stateless; everything that
 * is alike on all 64-bit little-endian ISAs stays out of it.
 */
public interface GuestAbi {
    // ---- identity ----

    /** What uname calls the machine, for example {@code x86_64}. */
    String machine();

    /** e_machine of its ELF files. */
    int elfMachine();

    /** AT_PLATFORM, or null where the ISA has none. */
    @Nullable
    String platform();

    /**
     * The signal of a trap where the kernel does not do as on other architectures, or null. Takes note of what signal frames
     * tell about the trap; where the kernel reports it behind the instruction, as x86 does breakpoints, the pc moves on.
     */
    default @Nullable SignalInfo signal(Cpu cpu, Trap trap) {
        return null;
    }

    /** Whether the trap stands for something that the kernel does by itself, which is done now. */
    default boolean emulate(Cpu cpu, Trap trap) {
        return false;
    }

    /** AT_HWCAP: instruction set extensions, bits as the ISA's asm/hwcap.h has them. */
    long hwcap();

    /** AT_HWCAP2. */
    default long hwcap2() {
        return 0;
    }

    /** Text of /proc/cpuinfo for a number of CPUs. */
    String cpuinfo(int cpus);

    // ---- registers ----

    /** A CPU of the ISA with all registers zero. */
    Cpu newCpu(GuestMemory memory, SystemCalls systemCalls);

    /** A copy of all registers of {@code parent}, in the same memory: what clone(2) makes. */
    Cpu copy(Cpu parent, SystemCalls systemCalls);

    /** Clears all registers and sets those that a program finds at its entry. */
    void start(Cpu cpu, long entry, long stackPointer);

    long stackPointer(Cpu cpu);

    void setStackPointer(Cpu cpu, long stackPointer);

    /** Sets the register by which thread-local storage is found. */
    void setThreadPointer(Cpu cpu, long threadPointer);

    /** The registers as debuggers see them. */
    default RegisterSets registerSets() {
        return RegisterSets.NONE;
    }

    // ---- system calls ----

    /** Name of the call with this number, or null where there is none. */
    @Nullable
    String syscallName(int number);

    int syscallNumber(Cpu cpu);

    /** Argument register 0 to 5. */
    long syscallArgument(Cpu cpu, int index);

    void setSyscallResult(Cpu cpu, long result);

    /**
     * Moves the pc back to the system call instruction, for the same or another call with the same arguments.
     *
     * @param firstArgument what {@link #syscallArgument} gave before the call, should the result share its register
     */
    void restartSyscall(Cpu cpu, int number, long firstArgument);

    /** Bytes of the system call instruction. */
    int syscallLength();

    /**
     * Whether a call that a signal interrupted is set up to be made again before tracers hear of the signal, as on most ISAs, and
     * not behind.
     */
    default boolean restartsBeforeSignals() {
        return true;
    }

    /** Adds the rows of calls that only this ISA has. */
    void addSyscalls(SyscallTable.Builder table);

    /** Whether clone(2) takes tls before child_tid (CLONE_BACKWARDS). */
    boolean cloneTlsFirst();

    // ---- numbers and layouts ----

    /**
     * Flags of open(2) as {@link OpenFlags} numbers them, from those of the ISA. Where they differ they are exchanged in pairs, so
     * that this is the way back as well.
     */
    default int openFlags(int flags) {
        return flags;
    }

    default StatLayout statLayout() {
        return StatLayout.GENERIC;
    }

    /** Bytes of struct epoll_event, whose data are the last eight. */
    default int epollEventSize() {
        return 16;
    }

    /** Whether the times of struct semid64_ds are followed by a word that is not used. */
    default boolean semaphoreTimesArePadded() {
        return false;
    }

    /** Whether struct sigaction of the kernel has sa_restorer between flags and mask. */
    boolean sigactionHasRestorer();

    // ---- signals ----

    /** Instructions that call rt_sigreturn, mapped read-only into each program; empty where programs bring their own. */
    byte[] signalTrampoline();

    /** Least size of a signal stack: AT_MINSIGSTKSZ. */
    int minimumSignalStack();

    /**
     * Writes a signal frame onto the stack and sets the registers so that the handler runs.
     *
     * @throws org.graftvm.machine.GuestFault where the stack cannot hold it; the registers are unchanged then
     */
    void pushSignalFrame(Cpu cpu, SignalFrame frame);

    /**
     * Takes the registers from the frame at the stack pointer: rt_sigreturn(2).
     *
     * @return what else the frame says
     * @throws org.graftvm.machine.GuestFault where it cannot be read
     */
    SignalContext popSignalFrame(Cpu cpu);
}
