package org.graftvm.isa.x86_64.instructions;

/**
 * Where a memory operand is.
 *
 * @param base slot whose value is added
 * @param displacement constant that is added
 */
record Address(int base, long displacement) {
    Address plus(long bytes) {
        return new Address(base, displacement + bytes);
    }
}
