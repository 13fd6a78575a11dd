package org.graftvm.linux.futex;

import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;

/** Locks that a task holds when it ends: marked as ownerless, so that the next owner learns of it. See get_robust_list(2). */
public final class RobustList {
    private static final int WAITERS = 0x8000_0000;
    private static final int OWNER_DIED = 0x4000_0000;
    private static final int TID_MASK = 0x3fff_ffff;

    /** Linux stops after so many entries, since a list may be circular. */
    private static final int LONGEST = 2048;

    private RobustList() {}

    /** Walks the list of {@code task}, which is ending; a bad address ends the walk. */
    public static void release(Task task) {
        long head = task.robustList();
        if (head == 0) {
            return;
        }
        GuestMemory memory = task.memory();
        try {
            long offset = memory.readLong(head + 8);
            long pending = memory.readLong(head + 16);
            long entry = memory.readLong(head);
            for (int i = 0; entry != head && i < LONGEST; i++) {
                // Bit 0 marks a priority-inheriting lock.
                long next = memory.readLong(entry & -2);
                if (entry != pending) {
                    release(task, (entry & -2) + offset, false);
                }
                entry = next;
            }
            if (pending != 0) {
                release(task, (pending & -2) + offset, true);
            }
        } catch (GuestFault e) {
            // The program's own affair, as in Linux.
        }
    }

    private static void release(Task task, long address, boolean pending) {
        if ((address & 3) != 0) {
            return;
        }
        GuestMemory memory = task.memory();
        FutexTable futexes = task.kernel().futexes();
        int value = memory.readInt(address);
        // An unlock that got no further than writing 0 has still to wake somebody.
        if (pending && value == 0) {
            futexes.wake(futexes.key(task, address), 1, FutexTable.ANY);
            return;
        }
        while ((value & TID_MASK) == task.tid()) {
            int died = value & WAITERS | OWNER_DIED;
            int seen = memory.compareAndExchangeInt(address, value, died);
            if (seen == value) {
                if ((value & WAITERS) != 0) {
                    futexes.wake(futexes.key(task, address), 1, FutexTable.ANY);
                }
                return;
            }
            value = seen;
        }
    }
}
