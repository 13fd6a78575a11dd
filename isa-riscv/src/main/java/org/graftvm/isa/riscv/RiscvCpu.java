package org.graftvm.isa.riscv;

import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.graftvm.machine.Trap;
import org.graftvm.machine.fp.FpEnvironment;

/**
 * The state of an RV64 hart as user mode sees it. {@link #registers} holds x0–x31 in slots 0–31, f0–f31 in slots 32–63
 * as NaN-boxed bits, and the sink for writes to x0 in slot {@link #SINK}.
 */
public final class RiscvCpu extends Cpu {
    /** Slot of f0. */
    public static final int FLOAT_REGISTERS = 32;
    /** Slot that swallows writes to x0. */
    public static final int SINK = 64;

    public static final int REGISTER_COUNT = 65;

    /** Ticks of the {@code time} CSR in a second, as {@code riscv_hwprobe} reports it. */
    public static final long TIME_FREQUENCY = 1_000_000_000;

    /** {@link #reservationAddress} while there is no reservation. */
    public static final long NO_RESERVATION = -1;

    private static final int CSR_FFLAGS = 0x001;
    private static final int CSR_FRM = 0x002;
    private static final int CSR_FCSR = 0x003;
    private static final int CSR_CYCLE = 0xc00;
    private static final int CSR_TIME = 0xc01;
    private static final int CSR_INSTRET = 0xc02;

    /** Accrued exceptions: NX 1, UF 2, OF 4, DZ 8, NV 16. */
    public int fflags;

    /** Dynamic rounding mode, 0 to 7; 5 to 7 are invalid and make instructions that use it illegal. */
    public int frm;

    /** Where the exact algorithms collect exceptions on their way to {@link #fflags}. */
    public final FpEnvironment floatingPoint = new FpEnvironment(false);

    /** Address of the last load-reserved while its reservation stands, else {@link #NO_RESERVATION}. */
    public long reservationAddress = NO_RESERVATION;

    /** What the load-reserved read there; sign-extended for {@code lr.w}. */
    public long reservationValue;

    /** Bytes of the reservation: 4 or 8. */
    public int reservationSize;

    public RiscvCpu(GuestMemory memory, SystemCalls systemCalls) {
        super(REGISTER_COUNT, memory, systemCalls);
    }

    /** {@code frm} and {@code fflags} as the fcsr register combines them. */
    public int fcsr() {
        return frm << 5 | fflags;
    }

    /** Sets {@code frm} and {@code fflags}; other bits are ignored, as the register has no others. */
    public void setFcsr(long value) {
        fflags = (int) value & 0x1f;
        frm = (int) (value >> 5) & 7;
    }

    /**
     * Reads a control and status register. The counters all follow the host's monotonic clock in nanoseconds: a guest
     * has no cycles of its own.
     *
     * @throws GuestFault for registers that user mode does not have
     */
    public long readCsr(int csr) {
        return switch (csr) {
            case CSR_FFLAGS -> fflags;
            case CSR_FRM -> frm;
            case CSR_FCSR -> fcsr();
            case CSR_CYCLE, CSR_TIME, CSR_INSTRET -> System.nanoTime();
            default -> throw illegalInstruction();
        };
    }

    /**
     * Writes a control and status register.
     *
     * @throws GuestFault for registers that user mode does not have or that are read-only
     */
    public void writeCsr(int csr, long value) {
        switch (csr) {
            case CSR_FFLAGS -> fflags = (int) value & 0x1f;
            case CSR_FRM -> frm = (int) value & 7;
            case CSR_FCSR -> setFcsr(value);
            default -> throw illegalInstruction();
        }
    }

    /** The fault of an encoding that exists but may not be executed as it stands. */
    public static GuestFault illegalInstruction() {
        return new GuestFault(new Trap.IllegalInstruction(0));
    }
}
