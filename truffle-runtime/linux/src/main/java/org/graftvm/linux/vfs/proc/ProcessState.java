package org.graftvm.linux.vfs.proc;

/**
 * Numbers of a process for stat, statm and status.
 *
 * @param letter R running, S sleeping, T stopped, t stopped for a tracer, Z zombie
 * @param foregroundGroup process group of the terminal, -1 without one
 * @param nice of its first thread, -20 to 19
 * @param userTicks CPU time, all of it, in ticks of 10 ms
 * @param startTicks when it began, in ticks of 10 ms since the kernel began
 * @param virtualSize bytes of address space
 * @param residentSize bytes of memory
 * @param stackStart address of the initial stack pointer
 * @param uids real, effective, saved, file system
 * @param gids likewise
 * @param pendingSignals masks, bit 0 for signal 1
 */
public record ProcessState(
        char letter,
        int parent,
        int processGroup,
        int session,
        int terminal,
        int foregroundGroup,
        int nice,
        long userTicks,
        long systemTicks,
        long startTicks,
        long virtualSize,
        long residentSize,
        long codeStart,
        long codeEnd,
        long stackStart,
        int[] uids,
        int[] gids,
        int[] groups,
        long pendingSignals,
        long blockedSignals,
        long ignoredSignals,
        long caughtSignals) {}
