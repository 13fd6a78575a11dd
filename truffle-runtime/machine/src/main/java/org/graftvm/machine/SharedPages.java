package org.graftvm.machine;

import org.jspecify.annotations.Nullable;

/**
 * Host pages that a guest memory can show at several addresses, as two shared mappings of one file are. A file without a name
 * on the host; it only grows, so that no access to what is shown can fail there.
 */
public final class SharedPages implements AutoCloseable {
    private final int descriptor;
    private long size;

    private SharedPages(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Pages full of zeros, none of which take memory yet; null where the host has no such files. */
    public static @Nullable SharedPages create() {
        int descriptor = HostMemoryNative.createPages();
        return descriptor < 0 ? null : new SharedPages(descriptor);
    }

    /** The host's file, of at least that many bytes. */
    synchronized int descriptor(long needed) {
        if (needed > size) {
            HostMemoryNative.resize(descriptor, needed);
            size = needed;
        }
        return descriptor;
    }

    /** No more pages will be shown; those that are stay. */
    @Override
    public void close() {
        HostMemoryNative.close(descriptor);
    }
}
