package org.graftvm.linux.vfs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mounts that processes see, by the path of their mount point. A mount point need not exist in the file system below.
 *
 * <p>There may be two roots: paths are looked up in the first, and those that do not exist there in the second, whole
 * path by whole path. That is what a sysroot is: the guest's libraries over the host's files.
 */
public final class MountNamespace {
    private final Mount root;
    private final @Nullable Mount secondRoot;
    private volatile Map<String, Mount> mounts = Map.of();

    public MountNamespace(Mount root, @Nullable Mount secondRoot) {
        this.root = root;
        this.secondRoot = secondRoot;
    }

    public Location root() {
        return root.location();
    }

    /** The root that has what the first has not, or null. */
    public @Nullable Location secondRoot() {
        return secondRoot == null ? null : secondRoot.location();
    }

    /** Adds a mount; one that was at the same point is hidden. */
    public synchronized void add(Mount mount) {
        Map<String, Mount> changed = new LinkedHashMap<>(mounts);
        changed.put(mount.point(), mount);
        mounts = changed;
    }

    /** Adds a mount in place of all that are at its point or below. */
    synchronized void cover(Mount mount) {
        Map<String, Mount> changed = new LinkedHashMap<>(mounts);
        changed.keySet().removeIf(point -> point.equals(mount.point()) || point.startsWith(mount.point() + "/"));
        changed.put(mount.point(), mount);
        mounts = changed;
    }

    /** Takes a mount away, unless another one hides it. */
    public synchronized void remove(Mount mount) {
        Map<String, Mount> changed = new LinkedHashMap<>(mounts);
        changed.remove(mount.point(), mount);
        mounts = changed;
    }

    /** What is mounted at exactly this path, or null. */
    @Nullable
    Mount at(String path) {
        return mounts.get(path);
    }

    /** Whether a walk along {@code path} touches no mount point. */
    boolean isClear(String path) {
        for (String point : mounts.keySet()) {
            if (path.startsWith(point) && (path.length() == point.length() || path.charAt(point.length()) == '/')) {
                return false;
            }
        }
        return true;
    }

    /** All mounts, the root first. */
    public Collection<Mount> all() {
        List<Mount> all = new ArrayList<>();
        all.add(root);
        all.addAll(mounts.values());
        return all;
    }
}
