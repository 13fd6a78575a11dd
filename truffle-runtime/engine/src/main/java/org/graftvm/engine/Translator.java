package org.graftvm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Background threads that translate regions to classes, for all contexts: the hottest entry first, because there is far more
 * that is warm than what is worth a wait.
 */
final class Translator {
    /** While one waits for HotSpot to compile a class, the other writes the next one. */
    private static final int THREADS = 2;

    private static final Executor EXECUTOR = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "graft-translator");
        thread.setDaemon(true);
        return thread;
    });

    /** One for each job that the executor has yet to begin. Guarded by itself. */
    private static final List<CodeEntry> REQUESTS = new ArrayList<>();

    private Translator() {}

    static void request(CodeEntry entry) {
        synchronized (REQUESTS) {
            REQUESTS.add(entry);
        }
        EXECUTOR.execute(() -> ClassTier.translate(hottest()));
    }

    /** Takes the request whose entry ran most often by now: the counts go on while it waits. */
    private static CodeEntry hottest() {
        synchronized (REQUESTS) {
            int hottest = 0;
            for (int i = 1; i < REQUESTS.size(); i++) {
                if (REQUESTS.get(i).count > REQUESTS.get(hottest).count) {
                    hottest = i;
                }
            }
            return REQUESTS.remove(hottest);
        }
    }
}
