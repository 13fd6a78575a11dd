package org.graftvm.linux.abi;

/** Events and flags of inotify(7). */
public final class NotifyEvents {
    public static final int ACCESS = 0x1,
            MODIFY = 0x2,
            ATTRIB = 0x4,
            CLOSE_WRITE = 0x8,
            CLOSE_NOWRITE = 0x10,
            OPEN = 0x20;
    public static final int MOVED_FROM = 0x40, MOVED_TO = 0x80, CREATE = 0x100, DELETE = 0x200;
    public static final int DELETE_SELF = 0x400, MOVE_SELF = 0x800;
    /** All that a watch may ask for. */
    public static final int ALL = 0xfff;

    /** Told without being asked for. */
    public static final int QUEUE_OVERFLOW = 0x4000, IGNORED = 0x8000, IS_DIRECTORY = 0x40000000;

    /** How to watch. */
    public static final int ONLY_DIRECTORY = 0x01000000,
            DONT_FOLLOW = 0x02000000,
            EXCLUDE_UNLINKED = 0x04000000,
            MASK_CREATE = 0x10000000,
            MASK_ADD = 0x20000000,
            ONE_SHOT = 0x80000000;

    private NotifyEvents() {}
}
