package org.graftvm.linux.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.graftvm.linux.abi.Signals;
import org.jspecify.annotations.Nullable;

/** Signals that were sent and not yet delivered, to a task or to a process. The owner locks. */
public final class PendingSignals {
    private final Deque<SignalInfo> queue = new ArrayDeque<>(0);
    private long mask;

    /** Adds a signal; a standard one that is pending already is lost, as signal(7) says. */
    public void add(SignalInfo info) {
        long bit = Signals.mask(info.signal());
        if (info.signal() < Signals.SIGRTMIN && (mask & bit) != 0) {
            return;
        }
        mask |= bit;
        queue.add(info);
    }

    /** All of them, the oldest first. */
    public List<SignalInfo> list() {
        return List.copyOf(queue);
    }

    /** Bits of the signals that are pending. */
    public long mask() {
        return mask;
    }

    /**
     * Takes the next signal to deliver: faults first, then the lowest number, the oldest of equal ones.
     *
     * @param allowed bits of signals that may be taken
     */
    public @Nullable SignalInfo take(long allowed) {
        if ((mask & allowed) == 0) {
            return null;
        }
        SignalInfo best = null;
        for (SignalInfo info : queue) {
            if ((Signals.mask(info.signal()) & allowed) != 0 && (best == null || rank(info) < rank(best))) {
                best = info;
            }
        }
        if (best != null) {
            queue.remove(best);
            updateMask();
        }
        return best;
    }

    private static int rank(SignalInfo info) {
        return info.isFault() ? info.signal() - 100 : info.signal();
    }

    /** Forgets all signals of a set. */
    public void discard(long signals) {
        for (Iterator<SignalInfo> each = queue.iterator(); each.hasNext(); ) {
            if ((Signals.mask(each.next().signal()) & signals) != 0) {
                each.remove();
            }
        }
        mask &= ~signals;
    }

    private void updateMask() {
        mask = 0;
        for (SignalInfo info : queue) {
            mask |= Signals.mask(info.signal());
        }
    }
}
