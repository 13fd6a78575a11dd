package org.graftvm.isa.arm64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graftvm.isa.arm64.linux.Arm64LinuxAbi;
import org.graftvm.linux.syscall.CompatibilityPage;
import org.graftvm.linux.syscall.KernelSyscalls;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.spec.tool.CoveragePage;
import org.graftvm.spec.tool.OpcodeMap;
import org.junit.jupiter.api.Test;

/** The checked-in overviews say what the sources say. With {@code -Dgraft.pages=write} the test writes them instead. */
class GeneratedPagesTest {
    /** Tests run in the folder of their module. */
    private static void check(Path path, String expected) throws IOException {
        if ("write".equals(System.getProperty("graft.pages"))) {
            Files.writeString(path, expected);
        }
        assertEquals(expected, Files.readString(path), () -> path + " is stale: write it with -Dgraft.pages=write");
    }

    @Test
    void opcodeMap() throws IOException {
        check(Path.of("opcode-map.txt"), OpcodeMap.of(Arm64Instructions.SET));
    }

    @Test
    void coveragePage() throws IOException {
        check(Path.of("docs", "instructions.md"), CoveragePage.of(Arm64Instructions.SET, "AArch64 instructions"));
    }

    @Test
    void systemCalls() throws IOException {
        Arm64LinuxAbi abi = new Arm64LinuxAbi();
        SyscallTable.Builder table = KernelSyscalls.addTo(new SyscallTable.Builder());
        abi.addSyscalls(table);
        check(Path.of("docs", "syscalls.md"), CompatibilityPage.of(abi, table.build()));
    }
}
