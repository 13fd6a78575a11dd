package org.graftvm.linux.abi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.SystemCalls;

/** An ABI whose stack pointer, thread pointer and system call operands are registers, at fixed slots of {@link Cpu#registers}. */
public abstract class RegisterAbi implements GuestAbi {
    private final Slots slots;
    private final int callLength;

    /**
     * Slots of the registers with a role.
     *
     * @param number of the system call
     * @param result of the system call: {@code number} or the first of {@code arguments}
     * @param arguments the six of the system call
     */
    public record Slots(int stack, int thread, int number, int result, int... arguments) {}

    /** @param callLength bytes of the system call instruction */
    protected RegisterAbi(Slots slots, int callLength) {
        this.slots = slots;
        this.callLength = callLength;
    }

    @Override
    public final Cpu copy(Cpu parent, SystemCalls systemCalls) {
        Cpu copy = newCpu(parent.memory, systemCalls);
        System.arraycopy(parent.registers, 0, copy.registers, 0, parent.registers.length);
        copy.pc = parent.pc;
        copyState(parent, copy);
        return copy;
    }

    /** Copies what a clone inherits of the state outside the register file. */
    protected abstract void copyState(Cpu from, Cpu to);

    @Override
    public final long stackPointer(Cpu cpu) {
        return cpu.registers[slots.stack];
    }

    @Override
    public final void setStackPointer(Cpu cpu, long stackPointer) {
        cpu.registers[slots.stack] = stackPointer;
    }

    @Override
    public final void setThreadPointer(Cpu cpu, long threadPointer) {
        cpu.registers[slots.thread] = threadPointer;
    }

    @Override
    public final int syscallNumber(Cpu cpu) {
        return (int) cpu.registers[slots.number];
    }

    @Override
    public final long syscallArgument(Cpu cpu, int index) {
        return cpu.registers[slots.arguments[index]];
    }

    @Override
    public final void setSyscallResult(Cpu cpu, long result) {
        cpu.registers[slots.result] = result;
    }

    @Override
    public final void restartSyscall(Cpu cpu, int number, long firstArgument) {
        if (slots.result == slots.arguments[0]) {
            cpu.registers[slots.result] = firstArgument;
        }
        cpu.registers[slots.number] = number;
        cpu.pc -= callLength;
    }

    @Override
    public final int syscallLength() {
        return callLength;
    }

    /** Code of instructions that are words of 32 bits. */
    protected static byte[] code(int... words) {
        ByteBuffer code = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        code.asIntBuffer().put(words);
        return code.array();
    }
}
