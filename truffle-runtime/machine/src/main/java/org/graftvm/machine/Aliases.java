package org.graftvm.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which pages of a guest memory show the same {@link SharedPages}. Callers hold the lock of the {@link GuestMemory}. */
final class Aliases {
    private record Content(SharedPages pages, long index) {}

    private record Group(Content content, long key, List<Integer> members) {}

    private final Map<Integer, Group> byPage = new HashMap<>();
    private final Map<Content, Group> byContent = new HashMap<>();
    private long keys;

    /** Notes that a page shows page {@code index} of {@code pages}. */
    void add(int page, SharedPages pages, long index) {
        remove(page);
        Group group = byContent.computeIfAbsent(
                new Content(pages, index), content -> new Group(content, --keys, new ArrayList<>()));
        group.members.add(page);
        byPage.put(page, group);
    }

    /** Notes that a page shows memory of its own again. Returns whether it did not. */
    boolean remove(int page) {
        Group group = byPage.remove(page);
        if (group == null) {
            return false;
        }
        group.members.remove((Integer) page);
        if (group.members.isEmpty()) {
            byContent.remove(group.content);
        }
        return true;
    }

    boolean isEmpty() {
        return byPage.isEmpty();
    }

    /** What the content of a page is called: by its number where nothing else shows it. */
    long key(int page) {
        Group group = groupOf(page);
        return group == null ? page : group.key;
    }

    /** All pages that show the same as this one, itself included. */
    int[] all(int page) {
        Group group = groupOf(page);
        return group == null
                ? new int[] {page}
                : group.members.stream().mapToInt(Integer::intValue).toArray();
    }

    /** All pages that share their content with others, or did so. */
    int[] pages() {
        int[] pages = byPage.keySet().stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(pages);
        return pages;
    }

    private @Nullable Group groupOf(int page) {
        return byPage.isEmpty() ? null : byPage.get(page);
    }
}
