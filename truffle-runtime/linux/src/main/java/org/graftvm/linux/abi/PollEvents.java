package org.graftvm.linux.abi;

/** Events of poll(2), the same numbers in epoll(7). */
public final class PollEvents {
    public static final int IN = 0x001;
    public static final int PRIORITY = 0x002;
    public static final int OUT = 0x004;
    public static final int ERROR = 0x008;
    public static final int HANG_UP = 0x010;
    public static final int INVALID = 0x020;
    public static final int READ_NORMAL = 0x040;
    public static final int READ_BAND = 0x080;
    public static final int WRITE_NORMAL = 0x100;
    public static final int WRITE_BAND = 0x200;
    public static final int READ_HANG_UP = 0x2000;

    /** Reported whether asked for or not. */
    public static final int ALWAYS = ERROR | HANG_UP | INVALID;
    /** What a file that never blocks reports. */
    public static final int ALL_READY = IN | OUT | READ_NORMAL | WRITE_NORMAL;

    private PollEvents() {}
}
