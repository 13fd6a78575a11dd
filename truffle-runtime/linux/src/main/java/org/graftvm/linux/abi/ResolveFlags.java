package org.graftvm.linux.abi;

/** Flags of struct open_how: how openat2(2) walks. */
public final class ResolveFlags {
    /** No mount point is crossed. */
    public static final int NO_XDEV = 1;
    /** No link of /proc that is no path. */
    public static final int NO_MAGICLINKS = 2;
    /** No symbolic link at all. */
    public static final int NO_SYMLINKS = 4;
    /** Never above, or elsewhere than, the directory where the walk begins. */
    public static final int BENEATH = 8;
    /** That directory is the root. */
    public static final int IN_ROOT = 16;
    /** Only where nothing has to be waited for. */
    public static final int CACHED = 32;

    public static final int ALL = NO_XDEV | NO_MAGICLINKS | NO_SYMLINKS | BENEATH | IN_ROOT | CACHED;

    private ResolveFlags() {}
}
