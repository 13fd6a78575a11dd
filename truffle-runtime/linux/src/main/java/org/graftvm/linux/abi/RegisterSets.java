package org.graftvm.linux.abi;

import org.graftvm.linux.LinuxException;
import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** The registers of a task as ptrace(2) shows them to another: layouts and oddities of an ISA. Stateless. */
public interface RegisterSets {
    /** For an ISA without any. */
    RegisterSets NONE = new RegisterSets() {
        @Override
        public int auditArchitecture() {
            return 0;
        }

        @Override
        public boolean canStep() {
            return false;
        }

        @Override
        public @Nullable RegisterSet find(int type) {
            return null;
        }
    };

    /** AUDIT_ARCH_* of linux/audit.h. */
    int auditArchitecture();

    /** Whether Linux has PTRACE_SINGLESTEP on this ISA. */
    boolean canStep();

    /** A set by its type, NT_* of linux/elf.h, or null where there is none. */
    @Nullable
    RegisterSet find(int type);

    /**
     * Requests that only this ISA has and that transfer a whole set, such as PTRACE_GETREGS.
     *
     * @return the set's type, negative where it is written, or 0 for another request
     */
    default int transfer(int request) {
        return 0;
    }

    /**
     * PTRACE_PEEKUSER: a word of struct user.
     *
     * @throws LinuxException EIO where the ISA, or the structure, has no such word
     */
    default long peekUser(Cpu cpu, CallRegisters call, long offset) {
        throw new LinuxException(Errno.EIO);
    }

    /** PTRACE_POKEUSER: the reverse. */
    default void pokeUser(Cpu cpu, CallRegisters call, long offset, long value) {
        throw new LinuxException(Errno.EIO);
    }

    /** A tracer is about to look at a system call that has not begun: registers that the kernel has changed by then change. */
    default void beforeCall(Cpu cpu) {}

    /** The number of the call that is to be made, which the tracer may have changed; negative for none. */
    default int callNumber(Cpu cpu, CallRegisters call) {
        return (int) call.number;
    }

    /** The value of the register that holds the result of a call. */
    default long result(Cpu cpu) {
        return 0;
    }
}
