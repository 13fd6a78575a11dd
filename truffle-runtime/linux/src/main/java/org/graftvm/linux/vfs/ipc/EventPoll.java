package org.graftvm.linux.vfs.ipc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.FileDescription;
import org.jspecify.annotations.Nullable;

/**
 * What epoll_create(2) makes: a set of files of interest, and of those the ones that may be ready.
 *
 * <p>A file that changes only puts its entry among the candidates; who waits looks which of them are ready. No lock is held while
 * a file is asked, since files tell of changes with theirs held. A file whose last descriptor is closed drops out when it is next
 * looked at.
 */
public final class EventPoll extends AnonymousDescription {
    public static final int ONE_SHOT = 1 << 30;
    public static final int EDGE_TRIGGERED = 1 << 31;

    /** Epoll instances that may watch each other in a row: EP_MAX_NESTS of Linux. */
    private static final int MOST_NESTED = 4;

    /** A file is ready. @param data what the program gave for it */
    public record Event(int events, long data) {}

    private record Key(int fd, FileDescription file) {}

    /** A file of interest. The fields are guarded by the instance. */
    private final class Entry implements Waiter {
        final FileDescription file;
        int events;
        long data;
        /** Whether a one-shot entry has been reported. */
        boolean disabled;

        Entry(FileDescription file, int events, long data) {
            this.file = file;
            this.events = events;
            this.data = data;
        }

        @Override
        public boolean park(Deadline deadline) {
            throw new IllegalStateException("only woken");
        }

        @Override
        public void wake() {
            addCandidate(this);
            changed.wakeAll();
        }
    }

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Set<Entry> candidates = new LinkedHashSet<>();

    public EventPoll() {
        super("anon_inode:[eventpoll]", OpenFlags.READ_WRITE);
    }

    // ---- the set ----

    /**
     * EPOLL_CTL_ADD.
     *
     * @param file of the descriptor; the caller keeps its use
     */
    public void add(int fd, FileDescription file, int events, long data) {
        if (file == this) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (file.status().isRegular() || file.status().isDirectory()) {
            throw new LinuxException(Errno.EPERM);
        }
        if (file instanceof EventPoll other && (other.nesting() >= MOST_NESTED || other.watches(this))) {
            throw new LinuxException(Errno.ELOOP);
        }
        Entry entry = new Entry(file, events, data);
        synchronized (this) {
            if (entries.putIfAbsent(new Key(fd, file), entry) != null) {
                throw new LinuxException(Errno.EEXIST);
            }
        }
        file.addWaiter(entry, events);
        entry.wake();
    }

    /** EPOLL_CTL_MOD. */
    public void modify(int fd, FileDescription file, int events, long data) {
        Entry entry;
        synchronized (this) {
            entry = find(fd, file);
            entry.events = events;
            entry.data = data;
            entry.disabled = false;
        }
        file.removeWaiter(entry);
        file.addWaiter(entry, events);
        entry.wake();
    }

    /** EPOLL_CTL_DEL. */
    public void remove(int fd, FileDescription file) {
        Entry entry;
        synchronized (this) {
            entry = find(fd, file);
            entries.remove(new Key(fd, file));
            candidates.remove(entry);
        }
        file.removeWaiter(entry);
    }

    private Entry find(int fd, FileDescription file) {
        Entry entry = entries.get(new Key(fd, file));
        if (entry == null) {
            throw new LinuxException(Errno.ENOENT);
        }
        return entry;
    }

    private synchronized void addCandidate(Entry entry) {
        candidates.add(entry);
    }

    private synchronized List<Entry> copyOfEntries() {
        return List.copyOf(entries.values());
    }

    private int nesting() {
        int deepest = 0;
        for (Entry entry : copyOfEntries()) {
            deepest = Math.max(deepest, entry.file instanceof EventPoll inner ? 1 + inner.nesting() : 0);
        }
        return deepest;
    }

    private boolean watches(EventPoll wanted) {
        return copyOfEntries().stream()
                .anyMatch(entry ->
                        entry.file == wanted || entry.file instanceof EventPoll inner && inner.watches(wanted));
    }

    // ---- waiting ----

    /**
     * epoll_wait(2).
     *
     * @return at most {@code most} events, none if the deadline passed
     * @throws LinuxException ERESTARTSYS if a signal interrupts
     */
    public List<Event> await(Waiter waiter, int most, Deadline deadline) {
        List<Event> events = take(most);
        if (!events.isEmpty() || deadline.passed()) {
            return events;
        }
        changed.add(waiter);
        try {
            while (true) {
                events = take(most);
                if (!events.isEmpty() || !waiter.park(deadline)) {
                    return events.isEmpty() ? take(most) : events;
                }
            }
        } finally {
            changed.remove(waiter);
        }
    }

    private List<Event> take(int most) {
        List<Event> events = new ArrayList<>();
        List<Entry> again = new ArrayList<>();
        int left = candidateCount();
        for (Entry entry = nextCandidate(); entry != null; entry = nextCandidate()) {
            int ready = ready(entry);
            synchronized (this) {
                if (ready != 0 && !entry.disabled) {
                    events.add(new Event(ready, entry.data));
                    entry.disabled = (entry.events & ONE_SHOT) != 0;
                    if ((entry.events & (EDGE_TRIGGERED | ONE_SHOT)) == 0) {
                        again.add(entry); // It stays until it is found to be not ready any more.
                    }
                }
            }
            if (events.size() == most || --left == 0) {
                break;
            }
        }
        again.forEach(this::addCandidate);
        return events;
    }

    private synchronized int candidateCount() {
        return candidates.size();
    }

    private synchronized @Nullable Entry nextCandidate() {
        Iterator<Entry> iterator = candidates.iterator();
        if (!iterator.hasNext()) {
            return null;
        }
        Entry entry = iterator.next();
        iterator.remove();
        return entry;
    }

    /** The events of interest that hold; an entry whose file was closed is dropped. */
    private int ready(Entry entry) {
        if (!entry.file.tryRetain()) {
            synchronized (this) {
                entries.values().remove(entry);
            }
            return 0;
        }
        try {
            return entry.file.poll() & (entry.events | PollEvents.ALWAYS) & ~PollEvents.INVALID;
        } finally {
            entry.file.close();
        }
    }

    @Override
    public int poll() {
        List<Entry> asked;
        synchronized (this) {
            asked = List.copyOf(candidates);
        }
        boolean ready = asked.stream().anyMatch(entry -> !entry.disabled && ready(entry) != 0);
        return ready ? PollEvents.IN | PollEvents.READ_NORMAL : 0;
    }

    @Override
    protected void release() {
        copyOfEntries().forEach(entry -> entry.file.removeWaiter(entry));
    }
}
