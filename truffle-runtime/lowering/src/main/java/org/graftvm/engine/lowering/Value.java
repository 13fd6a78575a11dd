package org.graftvm.engine.lowering;

/**
 * What an operation works on: a register slot, or a constant.
 *
 * @param slot in the CPU's register array, or -1
 * @param constant the value where there is no slot
 */
public record Value(int slot, long constant) {
    public static Value constant(long value) {
        return new Value(-1, value);
    }

    public static Value register(int slot) {
        return new Value(slot, 0);
    }

    public boolean isConstant() {
        return slot < 0;
    }
}
