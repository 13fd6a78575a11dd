package org.graftvm.linux.futex;

/**
 * What identifies a futex among all processes.
 *
 * @param owner address space of a private one; for one in shared memory whatever stands for that memory
 * @param offset guest address in the address space, or offset in the shared memory
 */
public record FutexKey(Object owner, long offset) {
    @Override
    public boolean equals(Object other) {
        return other instanceof FutexKey key && key.owner == owner && key.offset == offset;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(owner) * 31 + Long.hashCode(offset * 0x9E3779B97F4A7C15L);
    }
}
