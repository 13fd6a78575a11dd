package org.graftvm.linux.vfs.dev;

import java.io.IOException;
import java.io.OutputStream;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.linux.vfs.ipc.AnonymousDescription;

/** A Java output stream as a standard stream; to the guest it is the end of a pipe. */
public final class OutputDescription extends AnonymousDescription {
    private static final int PIECE = 1 << 16;
    private static final Timestamp OPENED = Timestamp.now();

    private final OutputStream stream;

    public OutputDescription(OutputStream stream) {
        super("pipe:[" + System.identityHashCode(stream) + "]", OpenFlags.WRITE_ONLY);
        this.stream = stream;
    }

    @Override
    public FileStatus status() {
        return new FileStatus(
                FileStatus.device(0, 0xd),
                System.identityHashCode(stream),
                FileMode.FIFO | 0600,
                1,
                0,
                0,
                0,
                0,
                4096,
                0,
                OPENED,
                OPENED,
                OPENED,
                Timestamp.ZERO);
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return FileSystemStatus.virtual(FileSystemStatus.PIPE);
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        long done = 0;
        try {
            synchronized (stream) {
                byte[] piece = new byte[(int) Math.min(PIECE, source.size())];
                while (done < source.size()) {
                    int length = (int) Math.min(piece.length, source.size() - done);
                    source.get(done, piece, 0, length);
                    stream.write(piece, 0, length);
                    done += length;
                }
                stream.flush();
            }
        } catch (IOException e) {
            if (done == 0) {
                throw new LinuxException(Errno.EPIPE);
            }
        }
        return done;
    }

    @Override
    public int poll() {
        return PollEvents.OUT | PollEvents.WRITE_NORMAL;
    }
}
