package org.graftvm.linux.task;

/** One running kernel: all its processes, and what they share. A polyglot Context has one; several live side by side. */
public final class Kernel {
    private final HostServices host;

    Kernel(HostServices host) {
        this.host = host;
    }

    public HostServices host() {
        return host;
    }
}
