package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * The pages that an address space has in common with the one that it was forked from, and with those that were forked from it:
 * copy on write.
 *
 * <p>Each address space is a window of host memory of its own, so a page is never in two of them. Inherited pages are
 * <em>hidden</em> at first: they have no permission byte, and the first use {@linkplain #reveal reveals} them. As long as the
 * content of one is only in the parent it is <em>missing</em>. In the parent such a page cannot be written; before its content
 * changes there, or goes away, it is {@linkplain #handOver handed over} to all children that miss it.
 *
 * <p>All spaces that descend from one share a lock, which is taken behind the lock of an address space, and never before one.
 * Page permissions stay the business of each address space.
 */
final class Inheritance {
    private static final int PAGE = GuestMemory.PAGE_SIZE;
    private static final MemorySegment ZEROES = MemorySegment.ofArray(new byte[PAGE]);

    /** Pages that are revealed at once: those around are wanted next as a rule. */
    private static final int AROUND = 8;

    private final Object family;
    private final GuestMemory memory;
    /** Where missing pages come from; null where none is missing. */
    private @Nullable Inheritance parent;

    private final PageSet hidden = new PageSet();
    /** Some of the hidden ones. */
    private final PageSet missing = new PageSet();
    /** Children that miss pages. */
    private final List<Inheritance> heirs = new ArrayList<>();

    /** Of an address space that was not forked. */
    Inheritance(GuestMemory memory) {
        this(memory, new Object());
    }

    private Inheritance(GuestMemory memory, Object family) {
        this.memory = memory;
        this.family = family;
    }

    /** Of a child that inherits pages, given by number. */
    Inheritance child(GuestMemory childMemory, PageSet pages) {
        Inheritance child = new Inheritance(childMemory, family);
        synchronized (family) {
            child.hidden.addAll(pages);
            child.missing.addAll(pages);
            child.parent = this;
            heirs.add(child);
            child.leaveIfComplete();
        }
        return child;
    }

    // ---- towards the parent ----

    /** Whether the page at an address is inherited and has not been used yet. */
    boolean isHidden(long address) {
        synchronized (family) {
            return hidden.contains(page(address));
        }
    }

    /** The hidden pages of a range, by number. */
    PageSet hidden(long start, long end) {
        PageSet pages = new PageSet();
        synchronized (family) {
            hidden.in(page(start), page(end)).forEach(range -> pages.add(range.start(), range.end()));
        }
        return pages;
    }

    /**
     * Makes the hidden page at an address, and hidden ones next to it, ordinary pages of this address space, which then gives
     * them their permissions.
     *
     * @param start the pages next to it are not below this
     * @param end nor do they reach beyond this
     */
    Range reveal(long address, long start, long end) {
        synchronized (family) {
            int first = page(address);
            int last = first;
            while (last - first < AROUND && (last + 1L) * PAGE < end && hidden.contains(last + 1)) {
                last++;
            }
            while (last - first < AROUND && (first - 1L) * PAGE >= start && hidden.contains(first - 1)) {
                first--;
            }
            Range range = new Range((long) first * PAGE, (last + 1L) * PAGE);
            bring(range.start, range.end);
            hidden.remove(first, last + 1);
            return range;
        }
    }

    /** Brings the content of all missing pages of a range; they stay hidden. */
    void bring(long start, long end) {
        synchronized (family) {
            for (PageSet.Range range : missing.in(page(start), page(end))) {
                for (int page = range.start(); page < range.end(); page++) {
                    bring(page);
                }
            }
        }
    }

    /** From the next of the ancestors that has it; those in between get theirs on their own account. The lock is held. */
    private void bring(int page) {
        Inheritance source = this;
        for (Inheritance above = parent; above != null && source.missing.contains(page); above = above.parent) {
            source = above;
        }
        if (source == this) {
            return;
        }
        MemorySegment content = source.memory.window().asSlice((long) page * PAGE, PAGE);
        // A page of zeros costs no host memory as long as nobody writes it.
        if (content.mismatch(ZEROES) != -1) {
            memory.window().asSlice((long) page * PAGE, PAGE).copyFrom(content);
        }
        missing.remove(page, page + 1);
        leaveIfComplete();
    }

    /** Hidden pages of a range will not be wanted any more. */
    void forget(long start, long end) {
        synchronized (family) {
            hidden.remove(page(start), page(end));
            missing.remove(page(start), page(end));
            leaveIfComplete();
        }
    }

    private void leaveIfComplete() {
        if (parent != null && missing.isEmpty()) {
            parent.heirs.remove(this);
            parent = null;
        }
    }

    // ---- towards the children ----

    /** Whether a child may miss pages, so that none may be written without {@link #handOver}. */
    boolean hasHeirs() {
        synchronized (family) {
            return !heirs.isEmpty();
        }
    }

    /** Gives the pages of a range to all children that miss them: they are about to change, or to go away. */
    void handOver(long start, long end) {
        synchronized (family) {
            for (Inheritance heir : List.copyOf(heirs)) {
                heir.bring(start, end);
            }
        }
    }

    private static int page(long address) {
        return (int) (address >>> GuestMemory.PAGE_SHIFT);
    }

    /** A range of pages. @param end address behind it */
    record Range(long start, long end) {
        long length() {
            return end - start;
        }
    }
}
