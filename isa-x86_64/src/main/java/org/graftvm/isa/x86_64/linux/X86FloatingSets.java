package org.graftvm.isa.x86_64.linux;

import org.graftvm.isa.x86_64.FxsaveArea;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.XsaveArea;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.RegisterSet;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * x87, SSE and AVX as ptrace(2) shows them: areas of FXSAVE and XSAVE. A copy of the CPU stores them into, and loads them from,
 * a page of memory that belongs to no guest.
 */
final class X86FloatingSets {
    /** What Linux leaves in the bytes for software of an XSAVE area: XCR0, the components that there are. */
    private static final int XCR0 = FxsaveArea.SOFTWARE;

    private static @Nullable GuestMemory scratch;

    private final X86LinuxAbi abi;

    /** NT_PRFPREG: struct user_fpregs_struct. */
    final RegisterSet fxsave = new Area(FxsaveArea.SIZE) {
        @Override
        void save(X86Cpu copy) {
            FxsaveArea.save(copy, 0, true);
        }

        @Override
        void load(X86Cpu copy) {
            if (FxsaveArea.isReserved(copy.memory, 0)) {
                throw new LinuxException(Errno.EINVAL);
            }
            FxsaveArea.load(copy, 0, true);
        }
    };

    /** NT_X86_XSTATE. */
    final RegisterSet xsave = new Area(XsaveArea.SIZE) {
        @Override
        void save(X86Cpu copy) {
            XsaveArea.save(copy, 0, true, XsaveArea.COMPONENTS, XsaveArea.Form.STANDARD);
            XsaveArea.markPresent(copy.memory, 0, XsaveArea.X87 | XsaveArea.SSE);
            copy.memory.writeLong(XCR0, XsaveArea.COMPONENTS);
        }

        @Override
        void load(X86Cpu copy) {
            XsaveArea.restore(copy, 0, true, XsaveArea.COMPONENTS);
        }
    };

    X86FloatingSets(X86LinuxAbi abi) {
        this.abi = abi;
    }

    /** An empty page at address 0; its user holds the class's lock. */
    private static GuestMemory scratch() {
        GuestMemory memory = scratch;
        if (memory == null) {
            memory = GuestMemory.reserve(1 << 20);
            memory.map(0, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            scratch = memory;
        }
        memory.clear(0, XsaveArea.SIZE);
        return memory;
    }

    private abstract class Area implements RegisterSet {
        private final int size;

        Area(int size) {
            this.size = size;
        }

        abstract void save(X86Cpu copy);

        abstract void load(X86Cpu copy);

        @Override
        public int unit() {
            return 8;
        }

        @Override
        public byte[] read(Cpu cpu, CallRegisters call) {
            synchronized (X86FloatingSets.class) {
                byte[] set = new byte[size];
                X86Cpu copy = copy(cpu);
                save(copy);
                copy.memory.read(0, set, 0, size);
                return set;
            }
        }

        @Override
        public void write(Cpu cpu, CallRegisters call, byte[] set) {
            synchronized (X86FloatingSets.class) {
                X86Cpu copy = copy(cpu);
                copy.memory.write(0, set, 0, size);
                try {
                    load(copy);
                } catch (GuestFault e) {
                    throw new LinuxException(Errno.EINVAL);
                }
                System.arraycopy(copy.registers, X86Cpu.XMM, cpu.registers, X86Cpu.XMM, X86Cpu.ZERO - X86Cpu.XMM);
                abi.copyState(copy, cpu);
            }
        }

        private X86Cpu copy(Cpu cpu) {
            X86Cpu copy = (X86Cpu) abi.copy(cpu, cpu.systemCalls);
            copy.memory = scratch();
            return copy;
        }
    }
}
