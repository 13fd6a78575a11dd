package org.graftvm.linux.vfs;

import static org.graftvm.linux.vfs.Guest.errno;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.ipc.AnonymousDescription;
import org.junit.jupiter.api.Test;

class FdTableTest {
    private static final class Closing extends AnonymousDescription {
        private boolean closed;

        Closing() {
            super("anon_inode:[test]", 2);
        }

        @Override
        protected void release() {
            closed = true;
        }
    }

    @Test
    void theLowestFreeNumberIsTaken() {
        FdTable files = new FdTable();
        for (int fd = 0; fd < 100; fd++) {
            assertEquals(fd, files.add(new Closing(), false));
        }
        files.remove(42).close();
        files.remove(7).close();
        assertEquals(7, files.add(new Closing(), false));
        assertEquals(42, files.add(new Closing(), false));
        assertEquals(100, files.add(new Closing(), false));
        files.remove(3).close();
        assertEquals(101, files.add(new Closing(), 50, false));
        assertEquals(3, files.add(new Closing(), false));
    }

    @Test
    void theLimitHolds() {
        FdTable files = new FdTable();
        files.setLimit(2);
        files.add(new Closing(), false);
        files.add(new Closing(), false);
        Closing third = new Closing();
        assertEquals(Errno.EMFILE, errno(() -> files.add(third, false)));
        assertTrue(third.closed);
        assertEquals(Errno.EBADF, errno(() -> files.set(2, new Closing(), false)));
        assertEquals(Errno.EBADF, errno(() -> files.set(-1, new Closing(), false)));
        assertEquals(Errno.EBADF, errno(() -> files.use(2)));
    }

    @Test
    void theLastUseCloses() {
        FdTable files = new FdTable();
        Closing file = new Closing();
        int fd = files.add(file, false);
        FileDescription inUse = files.use(fd);
        FdTable child = files.copy();
        files.remove(fd).close();
        assertFalse(file.closed);
        child.closeAll();
        assertFalse(file.closed, "a call is in progress");
        inUse.close();
        assertTrue(file.closed);
        assertEquals(Errno.EBADF, errno(file::retain));
    }

    @Test
    void replacingClosesWhatWasThere() {
        FdTable files = new FdTable();
        Closing old = new Closing();
        Closing file = new Closing();
        files.add(old, false);
        int fd = files.add(file, false);
        FileDescription replaced = files.set(0, file, true);
        assertEquals(old, replaced);
        assertTrue(files.closesOnExec(0));
        assertNull(files.set(500, file, false));
        files.closeOnExec();
        assertEquals(Errno.EBADF, errno(() -> files.use(0)));
        files.remove(fd).close();
        assertFalse(file.closed);
        assertArrayEquals(new int[] {500}, files.numbers());
        files.closeAll();
        assertTrue(file.closed);
    }
}
