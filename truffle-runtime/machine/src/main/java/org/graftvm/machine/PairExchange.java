package org.graftvm.machine;

import java.util.stream.Stream;
import org.graftvm.machine.Memory.Access;

/**
 * Compare and exchange of 16 bytes, for which Java has no access. All of them at an address take one lock, so each is atomic
 * for the others. Against accesses of eight bytes or less, which take no lock, the halves change one after the other, each
 * only where it still has the value that was compared: no store of another thread is lost, but a reader may see one half new
 * and the other old for a moment.
 */
public final class PairExchange {
    private static final Object[] LOCKS = Stream.generate(Object::new).limit(64).toArray();

    private PairExchange() {}

    /**
     * Replaces the pair {@code low} and {@code high} if it is there.
     *
     * @param address a multiple of 16
     * @param found gets the two halves that were there
     * @throws GuestFault where the address may not be read and written, even if the pair is not there
     */
    public static void compareAndExchange(
            GuestMemory memory, long address, long low, long high, long newLow, long newHigh, long[] found) {
        memory.check(address, 16, Access.READ);
        memory.check(address, 16, Access.WRITE);
        synchronized (LOCKS[(int) (address >> 4) & LOCKS.length - 1]) {
            while (true) {
                // Exchanges rather than loads: they are sequentially consistent.
                found[0] = memory.compareAndExchangeLong(address, low, low);
                found[1] = memory.compareAndExchangeLong(address + 8, high, high);
                if (found[0] != low || found[1] != high) {
                    return;
                }
                if (memory.compareAndExchangeLong(address, low, newLow) != low) {
                    continue;
                }
                if (memory.compareAndExchangeLong(address + 8, high, newHigh) == high) {
                    return;
                }
                // Another thread changed the high half meanwhile: as if this had come behind it.
                memory.compareAndExchangeLong(address, newLow, low);
            }
        }
    }
}
