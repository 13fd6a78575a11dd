package org.graftvm.linux.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.graftvm.linux.FakeAbi;
import org.graftvm.linux.LinuxProgram;
import org.graftvm.linux.loader.ElfImages;
import org.graftvm.linux.loader.MemoryProgram;
import org.graftvm.linux.syscall.KernelSyscalls;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.linux.vfs.NamespaceBuilder;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;
import org.graftvm.machine.Vcpu;
import org.graftvm.machine.VcpuExit;

/**
 * A guest whose program is Java: at each address of the fake ISA stands a step, which is executed as an instruction that
 * then moves on to the next address, unless the step sets the pc itself.
 */
final class ScriptedGuest implements Vcpu {
    /** Where the first step goes. */
    static final long ENTRY = 0x400100;

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private final Map<Long, Step> steps = new ConcurrentHashMap<>();
    private long next = ENTRY;

    /** What one instruction does. */
    @FunctionalInterface
    interface Step {
        /** @return false to leave the run loop, as {@link org.graftvm.machine.SystemCalls#call} says */
        boolean execute(Cpu cpu);
    }

    /** Puts further steps at {@code address}. */
    ScriptedGuest at(long address) {
        next = address;
        return this;
    }

    ScriptedGuest step(Step step) {
        steps.put(next++, step);
        return this;
    }

    /** An instruction without a system call. */
    ScriptedGuest run(Consumer<Cpu> action) {
        return step(cpu -> {
            action.accept(cpu);
            return true;
        });
    }

    /** A system call with constant arguments. */
    ScriptedGuest call(String name, long... arguments) {
        run(cpu -> {
            for (int i = 0; i < arguments.length; i++) {
                cpu.registers[i] = arguments[i];
            }
            cpu.registers[FakeAbi.NUMBER] = FakeAbi.NAMES.indexOf(name);
        });
        return step(cpu -> cpu.systemCalls.call(cpu));
    }

    /** Logs the result register of the last call. */
    ScriptedGuest logResult(String what) {
        return run(cpu -> log.add(what + " " + cpu.registers[0]));
    }

    ScriptedGuest jump(long target) {
        return run(cpu -> cpu.pc = target);
    }

    @Override
    public VcpuExit run(Cpu cpu) {
        while (true) {
            if (cpu.interruptRequested()) {
                cpu.clearInterrupt();
                return new VcpuExit.Interrupted();
            }
            Step step = steps.get(cpu.pc);
            long pc = cpu.pc;
            try {
                if (step == null) {
                    cpu.memory.check(pc, 1, Access.EXECUTE);
                    throw new GuestFault(new Trap.IllegalInstruction(0));
                }
                cpu.pc = pc + 1;
                if (!step.execute(cpu)) {
                    return new VcpuExit.Left();
                }
            } catch (GuestFault e) {
                cpu.pc = pc;
                return new VcpuExit.Trapped(e.trap());
            }
        }
    }

    /** Runs the script as a program of a fresh kernel. */
    ExitStatus start() throws InterruptedException {
        return start(Tracer.NONE);
    }

    ExitStatus start(Tracer tracer) throws InterruptedException {
        SyscallTable table = KernelSyscalls.addTo(new SyscallTable.Builder()).build();
        KernelView view = new KernelView();
        Kernel kernel = new Kernel(new KernelConfig(
                HostServices.PLAIN,
                List.of(new GuestPlatform(new FakeAbi(), cpu -> this)),
                table,
                fs -> path -> new MemoryProgram(path, ElfImages.fixed()),
                1L << 30,
                256 << 20,
                "guest",
                tracer,
                log::add));
        view.show(kernel);
        FsContext fs = FsContext.create(NamespaceBuilder.isolated().build(Credentials.ROOT, view), Credentials.ROOT);
        return LinuxProgram.of("/bin/it", List.of("it"), List.of(), Identity.of(0, 0), new FdTable(), fs)
                .run(kernel);
    }
}
