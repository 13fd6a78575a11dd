package org.graftvm.isa.x86_64.instructions;

/**
 * What an operation works on: a register slot, or a constant.
 *
 * @param slot in the CPU's register array, or -1
 * @param constant the value where there is no slot
 */
record Value(int slot, long constant) {
    static Value constant(long value) {
        return new Value(-1, value);
    }

    static Value register(int slot) {
        return new Value(slot, 0);
    }

    boolean isConstant() {
        return slot < 0;
    }
}
