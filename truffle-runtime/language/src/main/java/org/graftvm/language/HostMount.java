package org.graftvm.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory or file of the host that a guest sees at another place: one item {@code guest:host[:ro]} of the option
 * {@code mount}. A backslash takes from a colon, a comma or a backslash its meaning.
 *
 * @param guest absolute path, without {@code .}, {@code ..} or slashes that say nothing
 * @param host path, relative to the host's working directory
 * @param readOnly whether changes fail with EROFS
 */
record HostMount(String guest, String host, boolean readOnly) {
    private static final int FIELDS = 3;

    /** @throws IllegalArgumentException if {@code text} is no list of such items, separated by commas */
    static List<HostMount> parse(String text) {
        List<HostMount> mounts = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                field.append(text.charAt(++i));
            } else if (c == ':' || c == ',') {
                fields.add(field.toString());
                field.setLength(0);
                if (c == ',') {
                    mounts.add(of(text, fields));
                    fields.clear();
                }
            } else {
                field.append(c);
            }
        }
        if (!text.isEmpty()) {
            fields.add(field.toString());
            mounts.add(of(text, fields));
        }
        return List.copyOf(mounts);
    }

    private static HostMount of(String text, List<String> fields) {
        boolean complete = fields.size() == FIELDS - 1 || fields.size() == FIELDS;
        if (!complete || fields.get(1).isEmpty()) {
            throw new IllegalArgumentException("Not of the form guest:host[:ro]: " + text);
        }
        boolean readOnly = fields.size() == FIELDS && fields.get(2).equals("ro");
        if (fields.size() == FIELDS && !readOnly && !fields.get(2).equals("rw")) {
            throw new IllegalArgumentException("Neither ro nor rw: " + fields.get(2));
        }
        return new HostMount(guestPath(fields.getFirst()), fields.get(1), readOnly);
    }

    private static String guestPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute path of the guest: " + path);
        }
        StringBuilder clean = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                throw new IllegalArgumentException("A mount point has no ..: " + path);
            }
            if (!name.isEmpty() && !name.equals(".")) {
                clean.append('/').append(name);
            }
        }
        return clean.isEmpty() ? "/" : clean.toString();
    }

    boolean isRoot() {
        return guest.equals("/");
    }

    Path hostPath() {
        return Path.of(host).toAbsolutePath().normalize();
    }

    /** Where the guest sees a file of the host through this mount; null if it does not. */
    @Nullable
    String seen(Path file) {
        if (!file.startsWith(hostPath())) {
            return null;
        }
        String below = hostPath().relativize(file).toString();
        return below.isEmpty() ? guest : isRoot() ? "/" + below : guest + "/" + below;
    }
}
