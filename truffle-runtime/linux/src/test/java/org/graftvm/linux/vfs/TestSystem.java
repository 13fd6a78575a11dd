package org.graftvm.linux.vfs;

import java.nio.charset.StandardCharsets;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.vfs.proc.ProcessState;
import org.graftvm.linux.vfs.proc.ProcessView;
import org.graftvm.linux.vfs.proc.SystemView;
import org.jspecify.annotations.Nullable;

/** A system with the one process 42. */
final class TestSystem implements SystemView, ProcessView {
    final FdTable files = new FdTable();

    @Nullable
    FsContext fs;

    @Override
    public int currentProcess() {
        return 42;
    }

    @Override
    public int currentThread() {
        return 42;
    }

    @Override
    public int[] processes() {
        return new int[] {42};
    }

    @Override
    public @Nullable ProcessView process(int pid) {
        return pid == 42 ? this : null;
    }

    @Override
    public boolean allowsSockets() {
        return true;
    }

    @Override
    public long cpuNanos() {
        return 3_000_000_000L;
    }

    @Override
    public String cpuinfo() {
        return "processor\t: 0\n";
    }

    @Override
    public int cpus() {
        return 2;
    }

    @Override
    public long memoryTotal() {
        return 1L << 30;
    }

    @Override
    public long memoryFree() {
        return 1L << 29;
    }

    @Override
    public String release() {
        return "6.1.0";
    }

    @Override
    public String version() {
        return "#1 SMP";
    }

    @Override
    public String hostname() {
        return "test";
    }

    @Override
    public long uptimeNanos() {
        return 5_000_000_000L;
    }

    @Override
    public long bootTime() {
        return 1_700_000_000;
    }

    @Override
    public int pid() {
        return 42;
    }

    @Override
    public int[] threads() {
        return new int[] {42};
    }

    @Override
    public String threadName(int tid) {
        return "prog";
    }

    @Override
    public ProcessState state() {
        int[] ids = new int[4];
        return new ProcessState(
                'R',
                1,
                42,
                42,
                0,
                -1,
                0,
                0,
                0,
                0,
                1 << 20,
                1 << 16,
                0x10000,
                0x20000,
                0x7fff0000,
                ids,
                ids,
                new int[0],
                0,
                0,
                0,
                0);
    }

    @Override
    public int tracer(int tid) {
        return 0;
    }

    @Override
    public int personality(int tid) {
        return 0x40000;
    }

    @Override
    public boolean isTraceStopped(int tid) {
        return false;
    }

    @Override
    public ForeignAccess memory() {
        throw new LinuxException(Errno.EACCES);
    }

    @Override
    public byte[] commandLine() {
        return "prog\0arg\0".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] environment() {
        return new byte[0];
    }

    @Override
    public byte[] auxiliaryVector() {
        return new byte[16];
    }

    @Override
    public String maps() {
        return "";
    }

    @Override
    public String executable() {
        return "/bin/prog";
    }

    @Override
    public @Nullable Location executableFile() {
        return null;
    }

    @Override
    public FdTable files() {
        return files;
    }

    @Override
    public FsContext fs() {
        FsContext context = fs;
        if (context == null) {
            throw new IllegalStateException("not set up");
        }
        return context;
    }

    @Override
    public String limits() {
        return "";
    }
}
