package org.graftvm.machine;

/** Learns that bytes which were marked as translated code ({@link GuestMemory#markCode}) change or lose their page. */
public interface CodeObserver {
    /**
     * Called behind the store or the change of pages, with the code marks of the touched pages already cleared. Who
     * translates therefore marks first, reads the bytes then, and looks at the mark again before using the result.
     *
     * @param address of the first byte
     * @param length bytes that change
     */
    void codeChanged(long address, long length);
}
