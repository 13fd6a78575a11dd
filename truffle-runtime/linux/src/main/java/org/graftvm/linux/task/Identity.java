package org.graftvm.linux.task;

/**
 * User and groups of a process, see credentials(7).
 *
 * @param groups supplementary groups
 */
public record Identity(int uid, int effectiveUid, int savedUid, int gid, int effectiveGid, int savedGid, int[] groups) {

    /** A process of a plain user: all ids alike. */
    public static Identity of(int uid, int gid, int... groups) {
        return new Identity(uid, uid, uid, gid, gid, gid, groups);
    }

    public Identity withUids(int real, int effective, int saved) {
        return new Identity(real, effective, saved, gid, effectiveGid, savedGid, groups);
    }

    public Identity withGids(int real, int effective, int saved) {
        return new Identity(uid, effectiveUid, savedUid, real, effective, saved, groups);
    }

    public Identity withGroups(int... replacement) {
        return new Identity(uid, effectiveUid, savedUid, gid, effectiveGid, savedGid, replacement);
    }

    public boolean isRoot() {
        return effectiveUid == 0;
    }
}
