package org.graftvm.machine;

/** Learns that bytes which were marked as translated code ({@link GuestMemory#markCode}) change or lose their page. */
public interface CodeObserver {
    /**
     * Called behind the store or the change of pages, with the code marks of the touched pages already cleared.
     *
     * @param address of the first byte
     * @param length bytes that change
     */
    void codeChanged(long address, long length);

    /** The memory is closed: nothing will be executed from it any more. */
    default void memoryClosed() {}

    /**
     * Whether the calling thread may change code now. Translated code may not, as it might be what is changed: it is left
     * with {@link GuestFault#STORE_INTO_CODE} before the store. Asked under the memory's lock; must not wait.
     */
    default boolean mayChangeCode() {
        return true;
    }
}
