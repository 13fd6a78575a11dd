package org.graftvm.linux.task;

import java.util.Arrays;

/** Resource limits of a process: getrlimit(2). The numbers of resources are those of asm-generic/resource.h. */
public final class ResourceLimits {
    public static final int CPU = 0;
    public static final int FSIZE = 1;
    public static final int DATA = 2;
    public static final int STACK = 3;
    public static final int CORE = 4;
    public static final int RSS = 5;
    public static final int NPROC = 6;
    public static final int NOFILE = 7;
    public static final int MEMLOCK = 8;
    public static final int AS = 9;
    public static final int COUNT = 16;

    public static final long INFINITY = -1L;

    private static final long DEFAULT_STACK = 8L << 20;
    private static final long DEFAULT_FILES = 1024;
    private static final long MOST_FILES = 1L << 20;

    /** A soft and a hard limit, unsigned; {@link #INFINITY} is none. */
    public record Limit(long soft, long hard) {}

    private final Limit[] limits;

    private ResourceLimits(Limit[] limits) {
        this.limits = limits;
    }

    /** What the first process starts with. */
    public static ResourceLimits defaults() {
        Limit[] limits = new Limit[COUNT];
        Arrays.fill(limits, new Limit(INFINITY, INFINITY));
        limits[STACK] = new Limit(DEFAULT_STACK, INFINITY);
        limits[CORE] = new Limit(0, INFINITY);
        limits[NOFILE] = new Limit(DEFAULT_FILES, MOST_FILES);
        return new ResourceLimits(limits);
    }

    /** What a new process inherits. */
    public synchronized ResourceLimits copy() {
        return new ResourceLimits(limits.clone());
    }

    public synchronized Limit get(int resource) {
        return limits[resource];
    }

    public synchronized void set(int resource, Limit limit) {
        limits[resource] = limit;
    }
}
