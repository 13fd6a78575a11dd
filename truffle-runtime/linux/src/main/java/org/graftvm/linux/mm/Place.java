package org.graftvm.linux.mm;

/**
 * Where a byte is, among all memory of all processes: what makes a futex the same for who shares it.
 *
 * @param owner the address space of private memory; for shared memory whatever stands for it
 * @param offset guest address in the address space, or offset in the shared memory
 */
public record Place(Object owner, long offset) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && place.owner == owner && place.offset == offset;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(owner) * 31 + Long.hashCode(offset * 0x9E3779B97F4A7C15L);
    }
}
