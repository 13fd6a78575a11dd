package org.graftvm.linux.signal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.machine.Memory;

/**
 * A signal with its origin: siginfo_t. Which of the fields count depends on {@code code}, see sigaction(2).
 *
 * @param signal number
 * @param code si_code
 * @param pid sender or child
 * @param uid of the sender or child
 * @param value si_value, or si_status of a child
 * @param address si_addr of a fault
 */
public record SignalInfo(int signal, int code, int pid, int uid, long value, long address) {
    /** Bytes of siginfo_t. */
    public static final int SIZE = 128;

    /** A fault at an address. */
    public static SignalInfo fault(int signal, int code, long address) {
        return new SignalInfo(signal, code, 0, 0, 0, address);
    }

    /** Sent by a process with kill, tgkill and the like. */
    public static SignalInfo sent(int signal, int code, int pid, int uid) {
        return new SignalInfo(signal, code, pid, uid, 0, 0);
    }

    /** Sent by the kernel without a cause that could be named. */
    public static SignalInfo kernel(int signal) {
        return new SignalInfo(signal, SignalCodes.SI_KERNEL, 0, 0, 0, 0);
    }

    /** The same with another value. */
    public SignalInfo withValue(long changed) {
        return new SignalInfo(signal, code, pid, uid, changed, address);
    }

    /** Reads siginfo_t, whatever the signal. */
    public static SignalInfo read(Memory memory, long address) {
        return new SignalInfo(
                memory.readInt(address),
                memory.readInt(address + 8),
                memory.readInt(address + 16),
                memory.readInt(address + 20),
                memory.readLong(address + 24),
                memory.readLong(address + 16));
    }

    /** Whether an instruction of the task itself raised it, so that it is delivered before others. */
    public boolean isFault() {
        return (Signals.mask(signal) & Signals.SYNCHRONOUS) != 0 && code > 0 && code < SignalCodes.SI_KERNEL;
    }

    /** The signal as struct signalfd_siginfo, see signalfd(2). */
    public byte[] forSignalFile() {
        byte[] bytes = new byte[SIZE];
        ByteBuffer target = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        target.putInt(0, signal);
        target.putInt(8, code);
        if (code == SignalCodes.SI_TIMER) {
            target.putInt(24, pid); // ssi_tid, ssi_overrun
            target.putInt(32, uid);
        } else {
            target.putInt(12, pid);
            target.putInt(16, uid);
        }
        if (signal == Signals.SIGCHLD && code > 0) {
            target.putInt(40, (int) value); // ssi_status
        } else {
            target.putInt(44, (int) value); // ssi_int, ssi_ptr
            target.putLong(48, value);
        }
        target.putLong(72, address);
        return bytes;
    }

    /** Writes siginfo_t as 64-bit ISAs have it. */
    public void write(Memory memory, long target) {
        for (int at = 0; at < SIZE; at += 8) {
            memory.writeLong(target + at, 0);
        }
        memory.writeInt(target, signal);
        memory.writeInt(target + 8, code);
        if (isFault()) {
            memory.writeLong(target + 16, address);
        } else {
            memory.writeInt(target + 16, pid);
            memory.writeInt(target + 20, uid);
            memory.writeLong(target + 24, value);
        }
    }
}
