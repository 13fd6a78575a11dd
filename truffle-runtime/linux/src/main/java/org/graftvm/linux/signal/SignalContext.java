package org.graftvm.linux.signal;

/** What rt_sigreturn restores besides registers. */
public record SignalContext(long mask, AlternateStack alternateStack) {}
