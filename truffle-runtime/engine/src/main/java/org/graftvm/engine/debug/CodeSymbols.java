package org.graftvm.engine.debug;

import java.util.List;
import org.graftvm.machine.GuestMemory;

/** What is known of the names of guest code; from the operating system that loaded it. */
public interface CodeSymbols {
    /** Addresses alone: the page that holds the pc. */
    CodeSymbols NONE = (_, pc) -> {
        long page = pc & -GuestMemory.PAGE_SIZE;
        return new CodeRange("memory", "0x" + Long.toHexString(page), page, page + GuestMemory.PAGE_SIZE);
    };

    /** The range that holds {@code pc}. Quick for ranges near those asked for before; callable from any thread. */
    CodeRange rangeAt(GuestMemory memory, long pc);

    /** Where users want to set breakpoints before the program runs: {@code main}, if it has a name. */
    default List<Long> landmarks(GuestMemory memory) {
        return List.of();
    }
}
