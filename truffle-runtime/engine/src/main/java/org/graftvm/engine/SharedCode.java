package org.graftvm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the address spaces of an engine have decoded and translated, for those that have the same code: a forked process finds
 * what its parent made, a program that is executed again what the first run made. It is compared by its bytes, so nobody has
 * to know where an address space comes from, or what it changed since.
 *
 * <p>Nothing in here leads to an address space, so none outlives its process. What has not been wanted for long is dropped: there
 * are two generations, and when the younger one is full the older one goes.
 */
final class SharedCode {
    /** Guest instructions in both generations; each takes some 100 bytes. */
    private static final long LIMIT = 1 << 20;

    /** Blocks with different bytes at one address. */
    private static final int MAX_VARIANTS = 4;

    private final long limit;
    /** By address. */
    private volatile ConcurrentHashMap<Long, List<SharedBlock>> young = new ConcurrentHashMap<>();

    private volatile ConcurrentHashMap<Long, List<SharedBlock>> old = new ConcurrentHashMap<>();
    /** Guest instructions in the young generation. Guarded by this. */
    private long held;

    private final Set<CodeCache> caches = ConcurrentHashMap.newKeySet();

    SharedCode(TierPolicy policy) {
        this.limit = Math.min(LIMIT, policy.codeLimit);
    }

    /** The address space of {@code cache} has begun. */
    void add(CodeCache cache) {
        caches.add(cache);
    }

    /** The address space is gone. */
    void remove(CodeCache cache) {
        caches.remove(cache);
    }

    /** The entry of an address space that still lives and has the same block; null where there is none. */
    @Nullable
    CodeEntry livingTwin(CodeEntry entry) {
        for (CodeCache cache : caches) {
            CodeEntry other = cache.known(entry.pc);
            if (other != null && other.block != null && other.shared == entry.shared) {
                return other;
            }
        }
        return null;
    }

    /** The block that an address space has at an entry, if it is known; its bytes are marked as code then. */
    @Nullable
    SharedBlock find(CodeEntry entry) {
        SharedBlock block = find(young, entry);
        if (block == null) {
            block = find(old, entry);
            if (block != null) {
                add(block);
            }
        }
        return block;
    }

    private static @Nullable SharedBlock find(ConcurrentHashMap<Long, List<SharedBlock>> generation, CodeEntry entry) {
        for (SharedBlock block : generation.getOrDefault(entry.pc, List.of())) {
            if (block.bytes.areIn(entry.cache.memory)) {
                return block;
            }
        }
        return null;
    }

    /** Makes a block known. */
    void add(SharedBlock block) {
        grow(block.instructionCount);
        young.merge(block.pc, List.of(block), SharedCode::merge);
    }

    private static List<SharedBlock> merge(List<SharedBlock> present, List<SharedBlock> added) {
        List<SharedBlock> all = new ArrayList<>(added);
        all.addAll(present.subList(0, Math.min(present.size(), MAX_VARIANTS - 1)));
        return List.copyOf(all);
    }

    /** A region of so many instructions is known as well. */
    synchronized void grow(int instructions) {
        held += instructions;
        if (held > limit / 2) {
            old = young;
            young = new ConcurrentHashMap<>();
            held = instructions;
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        old = new ConcurrentHashMap<>();
        young = new ConcurrentHashMap<>();
        held = 0;
    }
}
