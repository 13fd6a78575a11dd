package org.graftvm.linux.task;

import java.lang.management.ManagementFactory;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.loader.ProgramImage;
import org.graftvm.linux.net.Credential;
import org.graftvm.linux.net.SocketUser;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.Dispatcher;
import org.graftvm.linux.syscall.SyscallHandler;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.graftvm.machine.Trap;
import org.graftvm.machine.Vcpu;
import org.graftvm.machine.VcpuExit;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a guest program: its CPU, its identity, and what it shares with other tasks. Runs on one host thread.
 *
 * <p>A task that blocks keeps nothing on the host stack that could not be thrown away: {@link #park} throws when a signal
 * arrives, the handler unwinds, and the call ends with EINTR or is executed again.
 */
public final class Task implements SocketUser, SystemCalls, Runnable {
    private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();
    private static final long KILL = Signals.mask(Signals.SIGKILL);

    private final Process process;
    private volatile int tid;
    private FdTable files;
    private final FsContext fs;
    private final TaskSignals signals = new TaskSignals(this);
    private final Arguments arguments = new Arguments();
    private final CallRegisters callRegisters = new CallRegisters();
    private GuestPlatform platform;
    private Dispatcher dispatcher;
    private volatile Cpu cpu;
    private String name;
    private volatile int nice;
    private volatile @Nullable Thread thread;

    /** Who traces the task, and how; set with the kernel's lock. */
    private volatile @Nullable Tracee tracee;

    /** Set from any thread: the task has to leave its loop. */
    private volatile boolean ending;

    /** The call in progress gave the CPU other registers, so that it has no result to store. */
    private boolean registersReplaced;

    /** What restart_syscall(2) does. */
    private @Nullable SyscallHandler restart;

    private int personality;
    private int exitCode;
    private long clearChildTid;
    private long robustList;
    private long robustListSize;

    Task(Process process, int tid, String name, GuestPlatform platform, FdTable files, FsContext fs) {
        this.process = process;
        this.tid = tid;
        this.name = name;
        this.platform = platform;
        this.dispatcher = process.kernel().dispatcher(platform.abi());
        this.files = files;
        this.fs = fs;
        this.cpu = platform.abi().newCpu(process.addressSpace().memory(), this);
    }

    /** Flags of personality(2), which a child inherits. */
    public int personality() {
        return personality;
    }

    public void setPersonality(int personality) {
        this.personality = personality;
    }

    /** The task whose thread calls this, or null. */
    public static @Nullable Task current() {
        return CURRENT.get();
    }

    public Process process() {
        return process;
    }

    public Kernel kernel() {
        return process.kernel();
    }

    /** Thread id: what gettid returns. */
    public int tid() {
        return tid;
    }

    /** Takes the place of the thread group's leader, which is gone: execve(2) by another task. */
    void becomeLeader() {
        kernel().remove(this);
        tid = process.pid();
        kernel().add(this);
        process.setLeader(this);
    }

    public GuestAbi abi() {
        return platform.abi();
    }

    GuestPlatform platform() {
        return platform;
    }

    public Cpu cpu() {
        return cpu;
    }

    void setCpu(Cpu cpu) {
        this.cpu = cpu;
    }

    public GuestMemory memory() {
        return cpu.memory;
    }

    public FdTable files() {
        return files;
    }

    /** execve: the descriptors become the task's own if another process had them too. */
    void unshareFiles() {
        FdTable shared = files;
        synchronized (kernel()) {
            if (kernel().tasks().stream().anyMatch(other -> other != this && other.files == shared)) {
                files = shared.copy();
            }
        }
    }

    @Override
    public FsContext fs() {
        return fs;
    }

    @Override
    public Credential credential() {
        Identity identity = process.identity();
        return new Credential(process.pid(), identity.uid(), identity.gid());
    }

    @Override
    public Credential effectiveCredential() {
        Identity identity = process.identity();
        return new Credential(process.pid(), identity.effectiveUid(), identity.effectiveGid());
    }

    public TaskSignals signals() {
        return signals;
    }

    /** Name of at most 15 bytes: PR_GET_NAME, /proc/self/comm. */
    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** -20 to 19, from the first to the last in the queue: nice(2). */
    public int nice() {
        return nice;
    }

    public void setNice(int nice) {
        this.nice = nice;
    }

    /** Address that becomes 0 and a futex wake-up when the task ends: set_tid_address(2). */
    public void setClearChildTid(long address) {
        clearChildTid = address;
    }

    /** Head and its size of the list of robust futexes: set_robust_list(2). */
    public void setRobustList(long head, long size) {
        robustList = head;
        robustListSize = size;
    }

    public long robustList() {
        return robustList;
    }

    public long robustListSize() {
        return robustListSize;
    }

    /** What the task's thread is doing, as Java sees it: waiting while a call blocks. */
    public Thread.State state() {
        Thread current = thread;
        return current == null ? Thread.State.NEW : current.getState();
    }

    /** CPU time of the task in nanoseconds, the kernel's work for it included. */
    public long cpuNanos() {
        Thread current = thread;
        if (current == null) {
            return 0;
        }
        return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(current.threadId()));
    }

    /** That another task traces this one, or null. */
    @Nullable
    Tracee tracee() {
        return tracee;
    }

    void setTracee(@Nullable Tracee tracee) {
        this.tracee = tracee;
    }

    /** Who traces the task, or null. */
    public @Nullable Task tracer() {
        Tracee current = tracee;
        return current == null ? null : current.tracer;
    }

    /** Whether the task is stopped for its tracer. */
    public boolean isTraceStopped() {
        Tracee current = tracee;
        return current != null && current.stop() != null;
    }

    /** How the task entered the kernel last. */
    public CallRegisters callRegisters() {
        return callRegisters;
    }

    int exitCode() {
        return exitCode;
    }

    // ---- the loop ----

    /** Runs the guest's instructions until the task ends. The thread that calls this becomes the task's thread. */
    @Override
    public void run() {
        thread = Thread.currentThread();
        CURRENT.set(this);
        try {
            Vcpu vcpu = platform.vcpus().create(cpu);
            GuestMemory memory = cpu.memory;
            while (!ending) {
                if (cpu.memory != memory) {
                    memory = cpu.memory;
                    vcpu = platform.vcpus().create(cpu);
                }
                Tracee traced = tracee;
                VcpuExit exit = traced != null && traced.isStepping() ? vcpu.step(cpu) : vcpu.run(cpu);
                switch (exit) {
                    case VcpuExit.Trapped trapped -> {
                        callRegisters.number = -1;
                        handle(trapped.trap());
                    }
                    case VcpuExit.Stepped ignored -> {
                        callRegisters.number = -1;
                        SignalInfo step = SignalInfo.fault(Signals.SIGTRAP, SignalCodes.TRAP_TRACE, cpu.pc);
                        process.signals().force(step, this);
                    }
                    case VcpuExit.Interrupted ignored -> callRegisters.number = -1;
                    case VcpuExit.Left ignored -> {}
                }
                if (needsAttention()) {
                    signals.deliver(null);
                }
            }
            announceEnd();
        } finally {
            TaskEnd.finish(this, clearChildTid);
            thread = null;
            CURRENT.remove();
        }
    }

    private void handle(Trap trap) {
        GuestAbi abi = platform.abi();
        if (!abi.emulate(cpu, trap)) {
            SignalInfo own = abi.signal(cpu, trap);
            SignalInfo info = own == null ? Faults.signalFor(trap, cpu, process.addressSpace()) : own;
            process.signals().force(info, this);
        }
    }

    private void announceEnd() {
        Tracee traced = tracee;
        if (traced != null) {
            traced.event(Ptrace.EVENT_EXIT, process.status(this).waitStatus());
        }
    }

    /** The system call that the CPU's registers describe: called by the engine, see {@link SystemCalls}. */
    @Override
    public boolean call(Cpu caller) {
        GuestAbi abi = platform.abi();
        callRegisters.number = abi.syscallNumber(cpu);
        callRegisters.firstArgument = abi.syscallArgument(cpu, 0);
        registersReplaced = false;
        Tracee traced = tracee;
        InterruptedCall interrupted;
        if (traced == null) {
            interrupted = execute((int) callRegisters.number);
        } else {
            registersReplaced = true; // The tracer may change them.
            interrupted = executeTraced(traced);
        }
        if (interrupted == null) {
            signals.endTemporaryMask();
        }
        if (!needsAttention()) {
            if (interrupted != null) {
                // What interrupted the call is gone: another task took the signal.
                signals.endTemporaryMask();
                interrupted.restart(this);
            }
            return !registersReplaced && interrupted == null;
        }
        signals.deliver(interrupted);
        return false;
    }

    /** @return the call if a signal interrupted it, so that it may have to be made again */
    private @Nullable InterruptedCall execute(int number) {
        for (int i = 0; i < Arguments.COUNT; i++) {
            arguments.set(i, platform.abi().syscallArgument(cpu, i));
        }
        Tracer tracer = kernel().tracer();
        if (tracer.isActive()) {
            tracer.enter(this, number, dispatcher.row(number), arguments);
        }
        long result;
        Errno error = null;
        try {
            result = dispatcher.call(this, number, arguments);
        } catch (LinuxException e) {
            error = e.errno();
            result = -error.number();
        }
        if (tracer.isActive()) {
            tracer.leave(this, result, error);
        }
        if (!registersReplaced) {
            platform.abi().setSyscallResult(cpu, result);
        }
        return error != null && InterruptedCall.isRestart(error)
                ? new InterruptedCall(number, callRegisters.firstArgument, error, cpu.pc)
                : null;
    }

    /** As {@link #execute}, with stops before and behind the call if the tracer wants them. */
    private @Nullable InterruptedCall executeTraced(Tracee traced) {
        boolean wanted = traced.enterCall();
        int number = abi().registerSets().callNumber(cpu, callRegisters);
        InterruptedCall interrupted = null;
        if (!isAboutToEnd()) {
            if (wanted && number >= 0) {
                registersReplaced = false;
                interrupted = execute(number);
            }
            Tracee present = tracee;
            if (present != null && !ending) {
                present.leaveCall();
            }
        }
        registersReplaced = true;
        return interrupted;
    }

    /** For handlers that set all registers themselves: their return value goes nowhere. */
    public void replaceRegisters() {
        registersReplaced = true;
    }

    /** Leaves a handler, for a system call that fails with ERESTART_RESTARTBLOCK: how to go on. */
    public void setRestart(SyscallHandler handler) {
        restart = handler;
    }

    /** What {@link #setRestart} left, or null. */
    public @Nullable SyscallHandler takeRestart() {
        SyscallHandler handler = restart;
        restart = null;
        return handler;
    }

    /** Becomes another program: the memory, the registers and perhaps the ISA are new. */
    void replaceProgram(ProgramImage image) {
        registersReplaced = true;
        platform = image.platform();
        dispatcher = kernel().dispatcher(platform.abi());
        GuestMemory memory = image.space().memory();
        cpu = platform.abi().newCpu(memory, this);
        platform.abi().start(cpu, image.entry(), image.stackPointer());
        clearChildTid = 0;
        robustList = 0;
    }

    // ---- interruption ----

    private boolean needsAttention() {
        Tracee traced = tracee;
        return signals.isDue() || ending || (traced == null ? process.isStopped() : traced.wantsStop());
    }

    /** Whether a signal is to be delivered or the task is to end, so that it may not go on blocking. */
    public boolean interrupted() {
        return needsAttention();
    }

    /** Makes the task look for signals soon, wherever it is; from any thread. */
    void interrupt() {
        cpu.requestInterrupt();
        wake();
    }

    boolean isEnding() {
        return ending;
    }

    /** Whether the task is ending, or SIGKILL is on its way to it. */
    boolean isAboutToEnd() {
        return ending || isKilled();
    }

    /** Whether SIGKILL is on its way to the task. */
    boolean isKilled() {
        return (process.signals().pendingFor(signals) & KILL) != 0;
    }

    /** Makes the task leave its loop soon; from any thread. */
    void end() {
        ending = true;
        interrupt();
    }

    /** Ends the calling task alone: exit(2). */
    public void exit(int code) {
        exitCode = code & 0xff;
        registersReplaced = true;
        end();
    }

    /** Raises a signal in this task: tgkill(2). */
    public void send(SignalInfo info) {
        process.signals().send(info, this);
    }

    @Override
    public boolean park(Deadline deadline) {
        throwIfInterrupted();
        long nanos = deadline.remaining();
        if (nanos > 0) {
            kernel().host().park(this, nanos);
            throwIfInterrupted();
        }
        return !deadline.passed();
    }

    private void throwIfInterrupted() {
        if (interrupted()) {
            throw new LinuxException(Errno.ERESTARTSYS);
        }
    }

    @Override
    public void wake() {
        Thread current = thread;
        if (current != null) {
            kernel().host().unpark(current);
        }
    }
}
