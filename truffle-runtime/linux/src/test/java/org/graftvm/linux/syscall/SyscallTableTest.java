package org.graftvm.linux.syscall;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SyscallTableTest {
    @Test
    void everyAreaRegistersItsRowsOnce() {
        SyscallTable table = KernelSyscalls.addTo(new SyscallTable.Builder()).build();
        assertNotNull(table.find("openat"));
        assertNotNull(table.find("ppoll"));
        assertTrue(table.rows().size() > 100);
    }

    @Test
    void whatIsNotCompleteSaysWhy() {
        SyscallTable table = KernelSyscalls.addTo(new SyscallTable.Builder()).build();
        for (Syscall row : table.rows()) {
            if (row.support() == Support.PARTIAL || row.support() == Support.REFUSED) {
                assertFalse(row.note().isEmpty(), row.name());
            }
        }
    }
}
