package org.graftvm.engine.lowering;

/**
 * Where a memory operand is.
 *
 * @param base slot whose value is added
 * @param displacement constant that is added
 */
public record Address(int base, long displacement) {
    public Address plus(long bytes) {
        return new Address(base, displacement + bytes);
    }
}
