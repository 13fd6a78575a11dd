package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.RegisterSet;
import org.graftvm.linux.abi.RegisterSets;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.TraceControl;
import org.graftvm.machine.GuestMemory;

/** Debugging other tasks: ptrace(2). */
final class SysPtrace {
    private static final int WORD = 8;
    private static final int SIGSET_SIZE = 8;

    // struct ptrace_syscall_info
    private static final int INFO_ARCHITECTURE = 4;
    private static final int INFO_PC = 8;
    private static final int INFO_STACK = 16;
    private static final int INFO_NUMBER = 24;
    private static final int INFO_ARGUMENTS = 32;
    private static final int INFO_ERROR = 32;

    private SysPtrace() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("ptrace(hex, pid, address, address)", SysPtrace::ptrace, PARTIAL, "no hardware breakpoints and watchpoints; no seccomp, rseq or GDT requests");
        // spotless:on
    }

    private static long ptrace(Task task, Arguments arguments) {
        int request = arguments.integer(0);
        int tid = arguments.integer(1);
        switch (request) {
            case Ptrace.TRACEME -> TraceControl.traceMe(task);
            case Ptrace.ATTACH -> TraceControl.attach(task, tid);
            case Ptrace.SEIZE -> {
                if (arguments.word(2) != 0 && task.kernel().task(tid) != null) {
                    throw new LinuxException(Errno.EIO);
                }
                TraceControl.seize(task, tid, TraceControl.checkedOptions(arguments.word(3)));
            }
            case Ptrace.KILL -> TraceControl.of(task, tid, false).kill();
            case Ptrace.INTERRUPT -> TraceControl.of(task, tid, false).interrupt();
            default -> {
                return control(task, TraceControl.of(task, tid, true), request, arguments);
            }
        }
        return 0;
    }

    /** Requests to a task that is stopped. */
    private static long control(Task task, TraceControl control, int request, Arguments arguments) {
        GuestMemory memory = task.memory();
        long address = arguments.word(2);
        long data = arguments.word(3);
        switch (request) {
            case Ptrace.PEEKTEXT, Ptrace.PEEKDATA -> memory.writeLong(data, peek(control.task(), address));
            case Ptrace.POKETEXT, Ptrace.POKEDATA -> poke(control.task(), address, data);
            case Ptrace.CONT, Ptrace.SYSCALL, Ptrace.SINGLESTEP, Ptrace.SYSEMU, Ptrace.SYSEMU_SINGLESTEP ->
                control.resume(request, signal(data));
            case Ptrace.DETACH -> control.detach(signal(data));
            case Ptrace.LISTEN -> control.listen();
            case Ptrace.SETOPTIONS -> control.setOptions(data);
            case Ptrace.GETEVENTMSG -> memory.writeLong(data, control.message());
            case Ptrace.GETSIGINFO -> control.info().write(memory, data);
            case Ptrace.SETSIGINFO -> control.setInfo(SignalInfo.read(memory, data));
            case Ptrace.GETSIGMASK -> {
                requireSetSize(address);
                memory.writeLong(data, control.task().signals().blocked());
            }
            case Ptrace.SETSIGMASK -> {
                requireSetSize(address);
                control.task().signals().setBlocked(memory.readLong(data));
            }
            case Ptrace.PEEKSIGINFO -> {
                return peekInfo(control.task(), memory, address, data);
            }
            case Ptrace.GET_SYSCALL_INFO -> {
                return callInfo(control, memory, address, data);
            }
            default -> registers(task, control.task(), request, address, data);
        }
        return 0;
    }

    /** A signal number, or one that is none for all larger ones. */
    private static int signal(long data) {
        return data < 0 || data > Signals.SIGRTMAX ? -1 : (int) data;
    }

    private static void requireSetSize(long size) {
        if (size != SIGSET_SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    // ---- memory ----

    private static long peek(Task traced, long address) {
        byte[] word = new byte[WORD];
        if (new ForeignAccess(traced.process().addressSpace(), true).read(address, word, 0, WORD) < WORD) {
            throw new LinuxException(Errno.EIO);
        }
        return buffer(word).getLong(0);
    }

    private static void poke(Task traced, long address, long value) {
        byte[] word = new byte[WORD];
        buffer(word).putLong(0, value);
        if (new ForeignAccess(traced.process().addressSpace(), true).write(address, word, 0, WORD) < WORD) {
            throw new LinuxException(Errno.EIO);
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    // ---- registers ----

    private static void registers(Task task, Task traced, int request, long address, long data) {
        GuestMemory memory = task.memory();
        RegisterSets sets = traced.abi().registerSets();
        switch (request) {
            case Ptrace.PEEKUSER ->
                memory.writeLong(data, sets.peekUser(traced.cpu(), traced.callRegisters(), address));
            case Ptrace.POKEUSER -> sets.pokeUser(traced.cpu(), traced.callRegisters(), address, data);
            case Ptrace.GETREGSET, Ptrace.SETREGSET -> {
                RegisterSet set = find(sets, (int) address);
                int length = (int) Math.min(Integer.MAX_VALUE, memory.readLong(data + WORD) & Long.MAX_VALUE);
                if (length % set.unit() != 0) {
                    throw new LinuxException(Errno.EINVAL);
                }
                long moved = move(memory, traced, set, memory.readLong(data), length, request == Ptrace.SETREGSET);
                memory.writeLong(data + WORD, moved);
            }
            default -> {
                int type = sets.transfer(request);
                if (type == 0) {
                    throw new LinuxException(Errno.EIO);
                }
                move(memory, traced, find(sets, Math.abs(type)), data, Integer.MAX_VALUE, type < 0);
            }
        }
    }

    private static RegisterSet find(RegisterSets sets, int type) {
        RegisterSet set = sets.find(type);
        if (set == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return set;
    }

    /** Moves a set, or the begin of one. @return the bytes that were moved */
    private static int move(GuestMemory memory, Task traced, RegisterSet set, long at, int length, boolean write) {
        byte[] bytes = set.read(traced.cpu(), traced.callRegisters());
        int moved = Math.min(length, bytes.length);
        if (write) {
            memory.read(at, bytes, 0, moved);
            set.write(traced.cpu(), traced.callRegisters(), bytes);
        } else {
            memory.write(at, bytes, 0, moved);
        }
        return moved;
    }

    // ---- signals and system calls ----

    /** PTRACE_PEEKSIGINFO. @return how many signals were stored */
    private static long peekInfo(Task traced, GuestMemory memory, long arguments, long target) {
        long offset = memory.readLong(arguments);
        int flags = memory.readInt(arguments + 8);
        int count = memory.readInt(arguments + 12);
        if ((flags & ~Ptrace.PEEK_SHARED) != 0 || count < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        List<SignalInfo> pending = (flags & Ptrace.PEEK_SHARED) != 0
                ? traced.process().signals().pending()
                : traced.signals().ownPending();
        int stored = 0;
        for (long i = offset; i >= 0 && i < pending.size() && stored < count; i++) {
            pending.get((int) i).write(memory, target + (long) stored++ * SignalInfo.SIZE);
        }
        return stored;
    }

    /** PTRACE_GET_SYSCALL_INFO. @return the bytes that there are to know, of which {@code size} are stored */
    private static long callInfo(TraceControl control, GuestMemory memory, long size, long target) {
        Task traced = control.task();
        GuestAbi abi = traced.abi();
        ByteBuffer info = buffer(new byte[INFO_ARGUMENTS + Arguments.COUNT * WORD]);
        int side = control.callSide();
        info.put(0, (byte) side);
        info.putInt(INFO_ARCHITECTURE, abi.registerSets().auditArchitecture());
        info.putLong(INFO_PC, traced.cpu().pc);
        info.putLong(INFO_STACK, abi.stackPointer(traced.cpu()));
        int length = INFO_NUMBER;
        if (side == Ptrace.MESSAGE_ENTRY) {
            info.putLong(INFO_NUMBER, abi.registerSets().callNumber(traced.cpu(), traced.callRegisters()));
            for (int i = 0; i < Arguments.COUNT; i++) {
                info.putLong(INFO_ARGUMENTS + i * WORD, abi.syscallArgument(traced.cpu(), i));
            }
            length = info.capacity();
        } else if (side == Ptrace.MESSAGE_EXIT) {
            long result = abi.registerSets().result(traced.cpu());
            info.putLong(INFO_NUMBER, result);
            info.put(INFO_ERROR, (byte) (result < 0 && result >= -Errno.MAXIMUM ? 1 : 0));
            length = INFO_ERROR + 1;
        }
        int stored = (int) Math.min(length, size & Long.MAX_VALUE);
        memory.write(target, info.array(), 0, stored);
        return length;
    }
}
