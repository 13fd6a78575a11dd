package org.graftvm.engine;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.graftvm.machine.GuestMemory;

/**
 * Carries {@link HotCode} between an address space and the runs before and after. What was hot before is translated when it is
 * first executed, and regions have the shape at once that took thousands of executions to show.
 */
final class WarmUp {
    /** Executions by tier 0 from which on an entry is worth a line. */
    private static final int WORTH_SAVING = 4;

    private final CodeCache cache;
    private final CodeOrigins origins;
    private final HotCode known;
    private final Set<Long> pages = ConcurrentHashMap.newKeySet();
    /** Mappings of files that had code, by start. */
    private final ConcurrentSkipListMap<Long, CodeOrigins.Mapping> mappings = new ConcurrentSkipListMap<>();

    WarmUp(CodeCache cache, CodeOrigins origins, HotCode known) {
        this.cache = cache;
        this.origins = origins;
        this.known = known;
    }

    /** Code at {@code pc} is about to be decoded: restores what is known of the mapping it is in, the first time. */
    void touch(long pc) {
        if (!pages.add(pc >>> GuestMemory.PAGE_SHIFT)) {
            return;
        }
        CodeOrigins.Mapping mapping = origins.at(cache.memory, pc);
        if (mapping == null || mapping.equals(mappings.put(mapping.start(), mapping))) {
            return;
        }
        long end = mapping.offset() + mapping.end() - mapping.start();
        Map<Long, Integer> entries = known.entries(mapping.file(), mapping.offset(), end);
        entries.forEach((offset, tier) ->
                cache.entry(mapping.start() + offset - mapping.offset()).restore(tier));
        cache.statistics.warmedUp.add(entries.size());
    }

    /** The page may be of another mapping from now on. */
    void forget(long page) {
        pages.remove(page);
    }

    /** Adds an entry to a list if it is worth it. */
    void save(CodeEntry entry, HotCode list) {
        if (entry.code == null && entry.count < WORTH_SAVING) {
            return;
        }
        Map.Entry<Long, CodeOrigins.Mapping> mapping = mappings.floorEntry(entry.pc);
        if (mapping != null && entry.pc < mapping.getValue().end()) {
            CodeOrigins.Mapping file = mapping.getValue();
            list.add(file.file(), file.offset() + entry.pc - file.start(), entry.tier);
        }
    }
}
