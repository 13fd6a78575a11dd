package org.graftvm.linux.vfs.dev;

import java.io.IOException;
import java.io.InputStream;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.ipc.PipeDescription;

/**
 * A Java input stream as standard input. A thread of its own moves what comes into a pipe, from the first use on, because
 * a read of a Java stream can neither be polled nor interrupted. It reads ahead by what the pipe holds.
 */
public final class InputDescription extends FileDescription {
    private final InputStream stream;
    private final FileDescription reader;
    private final FileDescription writer;
    private boolean started;

    private InputDescription(InputStream stream, FileDescription[] pipe) {
        super(null, pipe[0].flags());
        this.stream = stream;
        this.reader = pipe[0];
        this.writer = pipe[1];
    }

    public static FileDescription of(InputStream stream) {
        return new InputDescription(stream, PipeDescription.pair(0));
    }

    private synchronized FileDescription pipe() {
        if (!started) {
            started = true;
            Thread pump = new Thread(this::pump, "graft-stdin");
            pump.setDaemon(true);
            pump.start();
        }
        return reader;
    }

    private void pump() {
        byte[] bytes = new byte[1 << 13];
        Waiter waiter = new Pump();
        try (writer) {
            for (int length = stream.read(bytes); length >= 0; length = stream.read(bytes)) {
                byte[] read = java.util.Arrays.copyOf(bytes, length);
                writer.write(waiter, Buffers.of(read));
            }
        } catch (IOException | LinuxException ignored) {
            // The stream failed, or the guest no longer reads: the end of the input either way.
        }
    }

    @Override
    protected void release() {
        reader.close();
        boolean pumping;
        synchronized (this) {
            pumping = started;
            started = true;
        }
        if (!pumping) {
            writer.close();
        }
    }

    @Override
    public void setFlags(int changed) {
        super.setFlags(changed);
        reader.setFlags(changed);
    }

    @Override
    public String describe() {
        return reader.describe();
    }

    @Override
    public FileStatus status() {
        return reader.status();
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return reader.fileSystemStatus();
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        return pipe().read(waiter, target);
    }

    @Override
    public int poll() {
        return pipe().poll();
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        pipe().addWaiter(waiter, events);
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        reader.removeWaiter(waiter);
    }

    @Override
    public long control(int request, long argument, org.graftvm.machine.GuestMemory memory) {
        return pipe().control(request, argument, memory);
    }

    /** The pump thread, waiting for room. */
    private static final class Pump implements Waiter {
        private final Thread thread = Thread.currentThread();

        @Override
        public boolean park(Deadline deadline) {
            java.util.concurrent.locks.LockSupport.park(this);
            return true;
        }

        @Override
        public void wake() {
            java.util.concurrent.locks.LockSupport.unpark(thread);
        }
    }
}
