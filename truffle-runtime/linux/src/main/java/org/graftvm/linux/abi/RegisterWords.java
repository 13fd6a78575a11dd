package org.graftvm.linux.abi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graftvm.machine.Cpu;

/** A {@link RegisterSet} that is written word by word, little-endian. */
public abstract class RegisterWords implements RegisterSet {
    private final int size;
    private final int unit;

    /**
     * @param size bytes
     * @param unit bytes of an element
     */
    protected RegisterWords(int size, int unit) {
        this.size = size;
        this.unit = unit;
    }

    @Override
    public final int unit() {
        return unit;
    }

    @Override
    public final byte[] read(Cpu cpu, CallRegisters call) {
        byte[] set = new byte[size];
        store(cpu, call, ByteBuffer.wrap(set).order(ByteOrder.LITTLE_ENDIAN));
        return set;
    }

    @Override
    public final void write(Cpu cpu, CallRegisters call, byte[] set) {
        load(cpu, call, ByteBuffer.wrap(set).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Writes the registers into {@code set}, which is zero, from its begin. */
    protected abstract void store(Cpu cpu, CallRegisters call, ByteBuffer set);

    /** Takes the registers from {@code set}. */
    protected abstract void load(Cpu cpu, CallRegisters call, ByteBuffer set);

    /** Puts registers that follow each other. */
    protected static void put(Cpu cpu, int slot, int count, ByteBuffer set) {
        for (int i = 0; i < count; i++) {
            set.putLong(cpu.registers[slot + i]);
        }
    }

    /** The reverse of {@link #put}. */
    protected static void get(Cpu cpu, int slot, int count, ByteBuffer set) {
        for (int i = 0; i < count; i++) {
            cpu.registers[slot + i] = set.getLong();
        }
    }
}
