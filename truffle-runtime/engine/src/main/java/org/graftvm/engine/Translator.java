package org.graftvm.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Background threads that translate regions to classes, for all contexts: the hottest entry first, because there is far more
 * that is warm than what is worth a wait.
 */
final class Translator {
    /** While one waits for HotSpot to compile a class, the other writes the next one. */
    private static final int THREADS = 2;

    private static final Translator INSTANCE = new Translator();

    /** Guarded by this. */
    private final List<CodeEntry> requests = new ArrayList<>();

    private boolean started;

    private Translator() {}

    static void request(CodeEntry entry) {
        INSTANCE.add(entry);
    }

    private synchronized void add(CodeEntry entry) {
        if (!started) {
            started = true;
            for (int i = 0; i < THREADS; i++) {
                Thread.ofPlatform().daemon().name("graft-translator").start(this::run);
            }
        }
        requests.add(entry);
        notify();
    }

    private void run() {
        while (true) {
            ClassTier.translate(next());
        }
    }

    private synchronized CodeEntry next() {
        while (requests.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts these threads; a guest's tools might. There is nothing to end.
                continue;
            }
        }
        int hottest = 0;
        for (int i = 1; i < requests.size(); i++) {
            if (requests.get(i).count > requests.get(hottest).count) {
                hottest = i;
            }
        }
        // What is asked for is in no order: the last one may take the place.
        CodeEntry entry = requests.get(hottest);
        CodeEntry last = requests.removeLast();
        if (last != entry) {
            requests.set(hottest, last);
        }
        return entry;
    }
}
