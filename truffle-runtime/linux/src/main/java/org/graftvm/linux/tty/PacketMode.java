package org.graftvm.linux.tty;

/**
 * Packet mode of a pseudo terminal, TIOCPKT of ioctl_tty(2): whatever the master reads begins with a byte, which says what happened
 * at the slave, or is 0 where data follow. Guarded by the terminal.
 */
final class PacketMode {
    static final byte DATA = 0;
    private static final int FLUSH_READ = 1, FLUSH_WRITE = 2, STOP = 4, START = 8, NO_STOP = 16, DO_STOP = 32;

    private boolean on;
    private int status;

    boolean isOn() {
        return on;
    }

    void set(boolean turnsOn) {
        if (turnsOn && !on) {
            status = 0;
        }
        on = turnsOn;
    }

    boolean hasStatus() {
        return on && status != 0;
    }

    /** What has happened since the last time. */
    byte takeStatus() {
        byte taken = (byte) status;
        status = 0;
        return taken;
    }

    void flushed(boolean input, boolean output) {
        status |= (input ? FLUSH_READ : 0) | (output ? FLUSH_WRITE : 0);
    }

    /** The output was stopped, or goes on. */
    void stopped(boolean before, boolean now) {
        if (before != now) {
            status = status & ~(STOP | START) | (now ? STOP : START);
        }
    }

    /** Whether Control-S and Control-Q stop and start, so that an emulator may do it itself. */
    void flow(boolean before, boolean now) {
        if (before != now) {
            status = status & ~(NO_STOP | DO_STOP) | (now ? DO_STOP : NO_STOP);
        }
    }
}
