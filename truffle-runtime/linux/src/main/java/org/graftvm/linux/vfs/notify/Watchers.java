package org.graftvm.linux.vfs.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.graftvm.linux.abi.NotifyEvents;

/** The watches on one file that is in memory. */
public final class Watchers {
    private static final AtomicInteger COOKIES = new AtomicInteger();

    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /** One queue's interest in the file; {@code mask} is replaced under the queue's lock. */
    static final class Watch {
        final NotifyFile queue;
        final Watchers watchers;
        final int number;
        volatile int mask;

        Watch(NotifyFile queue, Watchers watchers, int number, int mask) {
            this.queue = queue;
            this.watchers = watchers;
            this.number = number;
            this.mask = mask;
        }
    }

    /** A number that joins the two events of a rename. */
    public static int nextCookie() {
        int cookie = COOKIES.incrementAndGet();
        return cookie == 0 ? COOKIES.incrementAndGet() : cookie;
    }

    void add(Watch watch) {
        watches.add(watch);
    }

    void remove(Watch watch) {
        watches.remove(watch);
    }

    /** Tells whoever asked for the event. {@code name} is empty for the file itself. */
    public void tell(int event, String name, int cookie) {
        for (Watch watch : watches) {
            if ((watch.mask & event & NotifyEvents.ALL) != 0) {
                watch.queue.put(new NotifyEvent(watch.number, event, cookie, name));
                if ((watch.mask & NotifyEvents.ONE_SHOT) != 0) {
                    watch.queue.remove(watch);
                }
            }
        }
    }

    /** The file is no more. */
    public void end() {
        tell(NotifyEvents.DELETE_SELF, "", 0);
        for (Watch watch : watches) {
            watch.queue.remove(watch);
        }
    }
}
