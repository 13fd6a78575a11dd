package org.graftvm.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.graftvm.machine.CodeObserver;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * All translated code of one address space, by pc.
 *
 * <p>Entries are never removed while the cache lives, only emptied, because generated code holds them as constants.
 * Lookups take no lock. What is decoded or translated is remembered by page; when bytes of a page change, everything on
 * that page is dropped and the memory's code epoch moves on, which makes running code unwind at its next barrier or poll.
 * The same happens to all code when there is more than the limit.
 */
public final class CodeCache implements CodeObserver {
    private static final int LOOKUP_SIZE = 1 << 13;

    final Isa isa;
    final GuestMemory memory;

    final EngineStatistics statistics;
    final TierPolicy policy;
    final SharedCode shared;
    private final BlockDecoder decoder;
    /** Whether tier 2 has met an access that was not aligned: further regions are ready for more. */
    volatile boolean hasUnalignedAccesses;

    private final ConcurrentHashMap<Long, CodeEntry> entries = new ConcurrentHashMap<>();
    /** Entries with a block or code that covers a byte of the page, by page number. Guarded by itself. */
    private final ConcurrentHashMap<Long, Set<CodeEntry>> byPage = new ConcurrentHashMap<>();
    /** Direct-mapped front of {@link #entries}. */
    private final AtomicReferenceArray<CodeEntry> recent = new AtomicReferenceArray<>(LOOKUP_SIZE);

    /** Guest instructions in all blocks and regions. Guarded by this. */
    private long held;

    /** The epoch behind the last change of each page, by page number. */
    private final ConcurrentHashMap<Long, Integer> changes = new ConcurrentHashMap<>();
    /** The same of a change of more pages than there are with code. */
    private volatile int largeChange;

    final CodeUsers users = new CodeUsers();

    /** Whether the address space is gone. */
    private volatile boolean closed;

    private final @Nullable WarmUp warmUp;
    /** What ran and was dropped, at the latest when the address space went. Guarded by this. */
    private final HotCode dropped = new HotCode();

    /** @param origins who names code by file for {@link HotCode}, or null if nobody wants that */
    CodeCache(
            Isa isa,
            GuestMemory memory,
            TierPolicy policy,
            EngineStatistics statistics,
            SharedCode shared,
            @Nullable CodeOrigins origins,
            HotCode known) {
        this.isa = isa;
        this.memory = memory;
        this.policy = policy;
        this.statistics = statistics;
        this.shared = shared;
        this.decoder = new BlockDecoder(this, isa, memory);
        this.warmUp = origins == null ? null : new WarmUp(this, origins, known);
        memory.setCodeObserver(this);
        shared.add(this);
    }

    /** The entry object for an address; whether code can be fetched there shows when it is decoded. */
    CodeEntry entry(long pc) {
        int slot = (int) ((pc >>> 1) ^ (pc >>> 13)) & (LOOKUP_SIZE - 1);
        CodeEntry entry = recent.getPlain(slot);
        if (entry != null && entry.pc == pc) {
            return entry;
        }
        statistics.lookupMisses++;
        entry = entries.computeIfAbsent(pc, key -> new CodeEntry(this, key));
        recent.setRelease(slot, entry);
        return entry;
    }

    /** The entry for a pc that a jump, a return or the run loop leads to. */
    CodeEntry lookup(long pc) {
        statistics.dispatches++;
        return entry(pc);
    }

    /**
     * The block at an entry, decoded now if need be.
     *
     * @throws org.graftvm.machine.GuestFault where the first instruction may not be fetched
     */
    Block block(CodeEntry entry) {
        Block block = entry.block;
        return block != null ? block : decode(entry);
    }

    private Block decode(CodeEntry entry) {
        if (warmUp != null) {
            warmUp.touch(entry.pc);
        }
        while (true) {
            int before = memory.codeEpoch();
            SharedBlock known = shared.find(entry);
            Block block = known != null ? known.at(entry) : decoder.decode(entry);
            remember(entry, entry.pc, block.length());
            SharedBlock made = known != null ? known : new SharedBlock(block, CodeBytes.of(memory, block));
            entry.shared = made;
            entry.block = block;
            if (changedSince(before, block)) {
                entry.block = null;
                continue;
            }
            hold(entry, block.instructionCount());
            if (known == null) {
                statistics.blocksDecoded++;
                statistics.instructionsDecoded += block.instructionCount();
                shared.add(made);
            } else {
                statistics.blocksShared++;
                takeClass(entry);
            }
            return block;
        }
    }

    /**
     * Installs the class that another address space has for the same code, if there is one.
     *
     * @return whether the entry has a class now
     */
    boolean takeClass(CodeEntry entry) {
        SharedBlock known = entry.shared;
        TranslatedCode code = known == null || !policy.classes ? null : known.classCode;
        if (code == null || code.bytes == null || entry.code != null) {
            return entry.code != null;
        }
        int before = memory.codeEpoch();
        if (code.windowSize != memory.size() || !code.bytes.areIn(memory)) {
            return false;
        }
        boolean installed = install(entry, code, 1, code.bytes, before);
        if (installed) {
            statistics.classesShared.increment();
        }
        return installed;
    }

    /** Whether code may have changed where the block is, since the epoch was {@code before}. */
    private boolean changedSince(int before, Block block) {
        return changedSince(before, block.entry.pc, block.length());
    }

    private boolean changedSince(int before, long address, long length) {
        if (before == memory.codeEpoch()) {
            return false;
        }
        boolean changed = largeChange - before > 0;
        long last = (address + Math.max(length, 1) - 1) >>> GuestMemory.PAGE_SHIFT;
        for (long page = address >>> GuestMemory.PAGE_SHIFT; page <= last && !changed; page++) {
            Integer epoch = changes.get(page);
            changed = epoch != null && epoch - before > 0;
        }
        return changed;
    }

    /** The same of all that a region was made from. */
    boolean changedSince(int before, Region region) {
        return before != memory.codeEpoch() && region.sources().stream().anyMatch(block -> changedSince(before, block));
    }

    /** The instruction at an address, as a block that nobody keeps. */
    Block decodeOne(long pc) {
        return decoder.decode(entry(pc), 1);
    }

    /** A block of fresh nodes, for a tree that needs nodes of its own. */
    Block decodeAgain(CodeEntry entry) {
        return decoder.decodeForTruffle(entry);
    }

    /**
     * Publishes translated code.
     *
     * @param regions what the code was made from: a change of any drops it
     * @param before the epoch at which its blocks were decoded
     * @return false, and nothing is published, if that changed since
     */
    boolean install(CodeEntry entry, TranslatedCode code, int tier, List<Region> regions, int before) {
        CodeBytes bytes = code.bytes;
        if (bytes == null) {
            List<Block> sources = new ArrayList<>();
            regions.forEach(region -> sources.addAll(region.sources()));
            bytes = CodeBytes.of(memory, sources);
            code.bytes = bytes;
            code.windowSize = memory.size();
            code.instructions = regions.getFirst().instructionCount();
            shared.grow(code.instructions);
        }
        if (!install(entry, code, tier, bytes, before)) {
            return false;
        }
        SharedBlock known = entry.shared;
        if (tier == 1 && known != null) {
            known.classCode = code;
        }
        return true;
    }

    private boolean install(CodeEntry entry, TranslatedCode code, int tier, CodeBytes bytes, int before) {
        for (CodeBytes.Range range : bytes.ranges()) {
            remember(entry, range.address(), range.length());
        }
        synchronized (this) {
            if (bytes.ranges().stream().anyMatch(range -> changedSince(before, range.address(), range.length()))
                    || tier < entry.tier) {
                return false;
            }
            entry.code = code;
            entry.tier = tier;
            if (tier == 1) {
                entry.classCode = code;
            }
        }
        if (tier == 1) {
            entry.reachedClasses();
        }
        hold(entry, code.instructions);
        return true;
    }

    /** Leaves an entry to tier 1. */
    synchronized void dropRoot(CodeEntry entry) {
        if (entry.tier == 2) {
            entry.code = entry.classCode;
            entry.tier = entry.code == null ? 0 : 1;
        }
        entry.root = null;
    }

    /** Notes that an entry leads to more code, and starts anew if that is too much. */
    private void hold(CodeEntry entry, int instructions) {
        synchronized (this) {
            entry.held += instructions;
            held += instructions;
            if (held <= policy.codeLimit) {
                return;
            }
            dropAll();
        }
        statistics.overflows++;
    }

    private void remember(CodeEntry entry, long address, long length) {
        long last = (address + Math.max(length, 1) - 1) >>> GuestMemory.PAGE_SHIFT;
        for (long page = address >>> GuestMemory.PAGE_SHIFT; page <= last; page++) {
            Set<CodeEntry> here = byPage.computeIfAbsent(page, key -> ConcurrentHashMap.newKeySet());
            here.add(entry);
        }
    }

    /** Decoded blocks on the pages of other blocks. */
    List<Block> blocksBeside(List<Block> blocks) {
        Set<Long> pages = new HashSet<>();
        blocks.forEach(block -> pages.add(block.entry.pc >>> GuestMemory.PAGE_SHIFT));
        List<Block> result = new ArrayList<>();
        for (Long page : pages) {
            for (CodeEntry entry : byPage.getOrDefault(page, Set.of())) {
                Block block = entry.block;
                if (block != null) {
                    result.add(block);
                }
            }
        }
        return result;
    }

    @Override
    public void codeChanged(long address, long length) {
        List<CodeEntry> dropped = new ArrayList<>();
        synchronized (this) {
            // What is translated at this moment may be made of blocks that are dropped below.
            int after = memory.codeEpoch() + 1;
            long last = (address + length - 1) >>> GuestMemory.PAGE_SHIFT;
            if (last - (address >>> GuestMemory.PAGE_SHIFT) > byPage.size()) {
                largeChange = after;
                for (Long page : new HashSet<>(byPage.keySet())) {
                    if (page >= address >>> GuestMemory.PAGE_SHIFT && page <= last) {
                        drop(page, dropped);
                    }
                }
            } else {
                for (long page = address >>> GuestMemory.PAGE_SHIFT; page <= last; page++) {
                    changes.put(page, after);
                    drop(page, dropped);
                }
            }
        }
        // Once more: who has seen this epoch finds nothing of before.
        memory.advanceCodeEpoch();
        users.changed();
        statistics.invalidations += dropped.size();
    }

    @Override
    public void memoryClosed() {
        closed = true;
        shared.remove(this);
    }

    /** Whether the address space is gone, so that nothing of it can be translated any more. */
    boolean isClosed() {
        return closed;
    }

    /** The entry for an address where something was, or null. */
    @Nullable
    CodeEntry known(long pc) {
        return entries.get(pc);
    }

    @Override
    public boolean mayChangeCode() {
        return users.isOutside();
    }

    private void drop(long page, List<CodeEntry> dropped) {
        if (warmUp != null) {
            warmUp.forget(page);
        }
        Set<CodeEntry> here = byPage.remove(page);
        if (here == null) {
            return;
        }
        for (CodeEntry entry : here) {
            if (entry.code != null || entry.block != null) {
                empty(entry);
                dropped.add(entry);
            }
        }
    }

    private void empty(CodeEntry entry) {
        if (warmUp != null) {
            warmUp.save(entry, dropped);
        }
        if (entry.shared != null && entry.block != null) {
            entry.shared.learn(entry, entry.block);
        }
        held -= entry.held;
        entry.held = 0;
        entry.code = null;
        entry.classCode = null;
        entry.block = null;
        entry.root = null;
        entry.tier = 0;
        entry.covered = false;
        entry.coveredByRoot = false;
        entry.count = 0;
    }

    /** Drops everything; running code leaves at its next poll. */
    public void clear() {
        dropAll();
        shared.clear();
        statistics.clears++;
    }

    private synchronized void dropAll() {
        memory.advanceCodeEpoch();
        byPage.clear();
        entries.values().forEach(this::empty);
    }

    /** Guest instructions in all blocks and regions that the cache holds. */
    public synchronized long instructions() {
        return held;
    }

    /** Adds what ran, if the engine was told to keep it. */
    synchronized void saveTo(HotCode list) {
        if (warmUp != null) {
            list.addAll(dropped);
            entries.values().forEach(entry -> warmUp.save(entry, list));
        }
    }

    /** Entries that have a decoded block or translated code. */
    public int size() {
        return (int) entries.values().stream()
                .filter(entry -> entry.block != null || entry.code != null)
                .count();
    }
}
