package org.graftvm.linux.abi;

/** What uname(2) tells of the kernel. */
public final class SystemName {
    public static final String SYSTEM = "Linux";

    /** New enough for every program, with the features of the calls that exist here. */
    public static final String RELEASE = "6.12.0";

    public static final String VERSION = "#1 SMP Graft";

    public static final String DOMAIN = "(none)";

    private SystemName() {}
}
