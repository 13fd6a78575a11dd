package org.graftvm.isa.x86_64.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graftvm.linux.syscall.CompatibilityPage;
import org.graftvm.linux.syscall.KernelSyscalls;
import org.graftvm.linux.syscall.SyscallTable;
import org.junit.jupiter.api.Test;

/** The checked-in page of system calls says what the rows say. With {@code -Dgraft.pages=write} the test writes it. */
class SyscallPageTest {
    @Test
    void isNotStale() throws IOException {
        X86LinuxAbi abi = new X86LinuxAbi();
        SyscallTable.Builder table = KernelSyscalls.addTo(new SyscallTable.Builder());
        abi.addSyscalls(table);
        String expected = CompatibilityPage.of(abi, table.build());
        // Tests run in the folder of their module.
        Path page = Path.of("docs", "syscalls.md");
        if ("write".equals(System.getProperty("graft.pages"))) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "docs/syscalls.md is stale: write it with -Dgraft.pages=write");
    }
}
