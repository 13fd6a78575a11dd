package org.graftvm.engine;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.graftvm.machine.GuestFault;

/**
 * Tier 1: translates a region to a hidden class, whose one method HotSpot then compiles as any Java. Works wherever classes
 * can be defined.
 */
final class ClassTier {
    /** HotSpot never compiles a method of more bytecodes. */
    private static final int HUGE_METHOD = 8000;

    private static final int MAX_INSTRUCTIONS = 300;
    /** One thread for all contexts: translations are short, and guests go on interpreting meanwhile. */
    private static final Executor TRANSLATOR = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "graft-translator");
        thread.setDaemon(true);
        return thread;
    });

    private static final ClassFile CLASS_FILE = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);

    private ClassTier() {}

    /** Translates the region at {@code entry} in the background. */
    static void request(CodeEntry entry) {
        TRANSLATOR.execute(() -> translate(entry));
    }

    /** Translates the region at {@code entry} on the calling thread and installs it; on failure nothing changes. */
    static void translate(CodeEntry entry) {
        CodeCache cache = entry.cache;
        long start = System.nanoTime();
        int cap = MAX_INSTRUCTIONS;
        while (cap > 0) {
            int epoch = cache.memory.codeEpoch();
            Region region;
            try {
                region = RegionBuilder.build(entry, cap, false);
            } catch (GuestFault fault) {
                return; // The interpreter will raise it.
            }
            RegionClassWriter writer = new RegionClassWriter(region);
            byte[] bytes = writer.write(CLASS_FILE);
            int codeLength = codeLength(bytes);
            if (codeLength >= HUGE_METHOD) {
                cap = Math.min(cap, region.instructionCount()) * 2 / 3;
                continue;
            }
            TranslatedCode code = define(cache.isa.lookup(), bytes, writer);
            if (cache.install(entry, code, 1, List.of(region), epoch)) {
                EngineStatistics statistics = cache.statistics;
                statistics.classes.increment();
                statistics.classInstructions.add(region.instructionCount());
                statistics.classBytes.add(codeLength);
                statistics.classNanos.add(System.nanoTime() - start);
            }
            return;
        }
        cache.statistics.failedTranslations.increment();
    }

    private static int codeLength(byte[] bytes) {
        return CLASS_FILE.parse(bytes).methods().stream()
                .filter(method -> method.methodName().equalsString("run"))
                .mapToInt(method ->
                        method.findAttribute(Attributes.code()).orElseThrow().codeLength())
                .sum();
    }

    private static TranslatedCode define(MethodHandles.Lookup lookup, byte[] bytes, RegionClassWriter writer) {
        Object[] constants = writer.constants();
        try {
            // The class initializer takes its constants from the array and leaves the instance in element 0.
            lookup.defineHiddenClassWithClassData(bytes, constants, true);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the instruction set's lookup lacks full access", e);
        }
        return (TranslatedCode) constants[0];
    }
}
