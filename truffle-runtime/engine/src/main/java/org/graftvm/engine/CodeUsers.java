package org.graftvm.engine;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;

/**
 * The CPUs that run code of one address space, by thread. Who changed code goes on when all the others have left what was
 * translated before: what another CPU sees of a later store it then sees with the code as it is now, as on hardware that
 * keeps its instruction fetches coherent.
 */
final class CodeUsers {
    private static final Node LOCATION = new Node() {};

    /** Looks at another CPU before the thread sleeps between them: as many as it takes to run some hundred instructions. */
    private static final int SPINS = 200;

    private static final long NAP_NANOS = 20_000;

    private final Map<Thread, Cpu> running = new ConcurrentHashMap<>();

    /** The calling thread's CPU begins to run. */
    void enter(Cpu cpu) {
        running.put(Thread.currentThread(), cpu);
    }

    void leave(Cpu cpu) {
        cpu.runsCode = false;
        running.remove(Thread.currentThread());
    }

    /** Whether the calling thread is not in the middle of translated code. */
    boolean isOutside() {
        Cpu cpu = running.get(Thread.currentThread());
        return cpu == null || !cpu.runsCode;
    }

    /** Code changed: all CPUs are to leave theirs, and the one that did it will wait for them. */
    void changed() {
        Thread self = Thread.currentThread();
        running.forEach((thread, cpu) -> {
            if (thread == self) {
                cpu.changedCode = true;
            } else {
                cpu.requestLeave();
            }
        });
    }

    /** Waits until no other CPU runs code that was translated before the present epoch. The caller runs none. */
    void awaitOthers(Cpu self, GuestMemory memory) {
        int epoch = memory.codeEpoch();
        for (Cpu other : running.values()) {
            for (int looks = 0; other != self && other.runsCode && other.codeEpoch - epoch < 0; looks++) {
                TruffleSafepoint.poll(LOCATION);
                if (looks < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
        }
    }
}
