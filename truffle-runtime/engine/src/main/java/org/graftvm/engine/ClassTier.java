package org.graftvm.engine;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.graftvm.machine.GuestFault;
import org.jspecify.annotations.Nullable;

/**
 * Tier 1: translates a region to a hidden class, whose one method HotSpot then compiles as any Java. Works wherever classes
 * can be defined.
 */
final class ClassTier {
    /** HotSpot never compiles a method of more bytecodes. */
    private static final int HUGE_METHOD = 8000;

    private static final int MAX_INSTRUCTIONS = 300;

    /** More than what HotSpot needs at the smallest threshold. */
    private static final int CALLS = 4;

    /** Code with jumps that are too long to be short is far too large, and not worth being written once more. */
    private static final ClassFile CLASS_FILE =
            ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);

    private ClassTier() {}

    /** Translates the region at {@code entry} on the calling thread and installs it; on failure nothing changes. */
    static void translate(CodeEntry entry) {
        CodeCache cache = entry.cache;
        if (entry.code != null || cache.takeClass(entry)) {
            return; // Came with another entry's region.
        }
        if (cache.isClosed()) {
            CodeEntry twin = cache.shared.livingTwin(entry);
            if (twin != null) {
                translate(twin);
            }
            return;
        }
        if (entry.covered) {
            // Its block is in a region since. Only if the interpreter still comes here often it gets one of its own.
            entry.covered = false;
            entry.count = 1;
            return;
        }
        long start = System.nanoTime();
        int cap = MAX_INSTRUCTIONS;
        while (cap > 0) {
            int epoch = cache.memory.codeEpoch();
            Region region;
            try {
                region = RegionBuilder.build(entry, cap);
            } catch (GuestFault fault) {
                return; // The interpreter will raise it.
            }
            List<Integer> entries = entries(region);
            RegionClassWriter writer = new RegionClassWriter(region, entries);
            byte @Nullable [] bytes = writer.write(CLASS_FILE);
            int codeLength = bytes == null ? Integer.MAX_VALUE : codeLength(bytes);
            if (bytes == null || codeLength >= HUGE_METHOD) {
                cap = Math.min(cap, region.instructionCount()) * 2 / 3;
                continue;
            }
            TranslatedCode code = HiddenClass.define(cache.isa.lookup(), bytes);
            compile(code);
            if (install(region, entries, code, epoch)) {
                EngineStatistics statistics = cache.statistics;
                statistics.classes.increment();
                statistics.classInstructions.add(region.instructionCount());
                statistics.classBytes.add(codeLength);
                statistics.classNanos.add(System.nanoTime() - start);
            } else {
                entry.count = 1; // Code changed meanwhile. Let it become warm again.
            }
            return;
        }
        cache.statistics.failedTranslations.increment();
    }

    private static boolean install(Region region, List<Integer> entries, TranslatedCode code, int epoch) {
        CodeCache cache = region.entry().cache;
        if (!cache.install(region.entry(), code, 1, List.of(region), epoch)) {
            return false;
        }
        for (int block : entries) {
            CodeEntry other = region.blocks().get(block).entry;
            if (other.code == null) {
                cache.install(other, code, 1, List.of(region), epoch);
            }
        }
        region.blocks().forEach(block -> block.entry.covered = true);
        return true;
    }

    /**
     * Has HotSpot compile the code before a guest runs it: interpreted by HotSpot it is slower than tier 0. It compiles what
     * is called; the launcher's options make it do so after these calls, and make them wait for it.
     */
    @SuppressWarnings("NullAway") // No guest is to run: the code ends at once where it looks for the CPU.
    private static void compile(TranslatedCode code) {
        for (int i = 0; i < CALLS; i++) {
            try {
                code.run(null, 0);
            } catch (NullPointerException expected) {
                // As it should.
            }
        }
    }

    /** Blocks at which the code can be entered: the region's entry first, then the loop heads. */
    private static List<Integer> entries(Region region) {
        BitSet heads = new BitSet();
        for (int i = 0; i < region.blocks().size(); i++) {
            for (int successor : region.inside(i)) {
                if (region.isBackEdge(i, successor)) {
                    heads.set(successor);
                }
            }
        }
        heads.clear(0);
        return Stream.concat(Stream.of(0), heads.stream().boxed()).toList();
    }

    private static int codeLength(byte[] bytes) {
        return CLASS_FILE.parse(bytes).methods().stream()
                .filter(method -> method.methodName().equalsString("run"))
                .mapToInt(method ->
                        method.findAttribute(Attributes.code()).orElseThrow().codeLength())
                .sum();
    }
}
