package org.graftvm.isa.arm64.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graftvm.linux.abi.OpenFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts of the signal frame, and numbers, against the kernel's headers: the cross compiler checks assertions about them. */
class KernelHeadersTest {
    private static final String COMPILER = "aarch64-linux-gnu-gcc";

    @TempDir
    private Path directory;

    @Test
    void layoutsAndNumbersAreThoseOfTheKernel() throws IOException, InterruptedException {
        boolean found = Path.of("/usr/bin", COMPILER).toFile().canExecute();
        assumeTrue(found || System.getenv("CI") != null, "no AArch64 compiler");
        Map<String, Integer> expected = new LinkedHashMap<>();
        String context = "offsetof(struct ucontext, uc_mcontext) + offsetof(struct sigcontext, ";
        expected.put("offsetof(struct ucontext, uc_stack)", Arm64SignalFrame.UC_STACK - Arm64SignalFrame.UCONTEXT);
        expected.put("offsetof(struct ucontext, uc_sigmask)", Arm64SignalFrame.UC_SIGMASK - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "fault_address)", Arm64SignalFrame.FAULT_ADDRESS - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "regs)", Arm64SignalFrame.GENERAL - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "sp)", Arm64SignalFrame.STACK_POINTER - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "pc)", Arm64SignalFrame.PC - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "pstate)", Arm64SignalFrame.PSTATE - Arm64SignalFrame.UCONTEXT);
        expected.put(context + "__reserved)", Arm64SignalFrame.RECORDS - Arm64SignalFrame.UCONTEXT);
        expected.put("sizeof(struct ucontext)", Arm64SignalFrame.SIZE - Arm64SignalFrame.UCONTEXT);
        expected.put("FPSIMD_MAGIC", Arm64SignalFrame.FPSIMD_MAGIC);
        expected.put("sizeof(struct fpsimd_context)", Arm64SignalFrame.FPSIMD_SIZE);
        expected.put("offsetof(struct fpsimd_context, fpsr)", Arm64SignalFrame.FPSR);
        expected.put("offsetof(struct fpsimd_context, fpcr)", Arm64SignalFrame.FPCR);
        expected.put("offsetof(struct fpsimd_context, vregs)", Arm64SignalFrame.VECTORS);
        expected.put("ESR_MAGIC", Arm64SignalFrame.ESR_MAGIC);
        expected.put("sizeof(struct esr_context)", Arm64SignalFrame.ESR_SIZE);
        expected.put("MINSIGSTKSZ", Arm64SignalFrame.MINIMUM_STACK);
        expected.put("HWCAP_FLAGM", (int) (HardwareCapability.word(0) & 1 << 27));
        expected.put("HWCAP2_FLAGM2", (int) (HardwareCapability.word(1) & 1 << 7));
        Arm64LinuxAbi abi = new Arm64LinuxAbi();
        expected.put("O_DIRECTORY", abi.openFlags(OpenFlags.DIRECTORY));
        expected.put("O_NOFOLLOW", abi.openFlags(OpenFlags.NO_FOLLOW));
        expected.put("O_DIRECT", abi.openFlags(OpenFlags.DIRECT));
        expected.put("O_LARGEFILE", abi.openFlags(OpenFlags.LARGE_FILE));
        expected.put("O_TMPFILE", abi.openFlags(OpenFlags.TEMPORARY));
        expected.put(
                "O_PATH | O_CLOEXEC | O_SYNC",
                abi.openFlags(OpenFlags.PATH | OpenFlags.CLOSE_ON_EXEC | OpenFlags.SYNC));
        Path source = directory.resolve("layout.c");
        Files.writeString(source, source(expected));
        Process process = new ProcessBuilder(COMPILER, "-fsyntax-only", source.toString())
                .redirectErrorStream(true)
                .start();
        String errors = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        assertEquals("", errors);
    }

    private static String source(Map<String, Integer> expected) {
        StringBuilder text = new StringBuilder("""
                #include <stddef.h>
                #include <asm/types.h>
                #include <asm/signal.h>
                #include <asm/sigcontext.h>
                #include <asm/ucontext.h>
                #include <asm/hwcap.h>
                #include <asm/fcntl.h>
                """);
        expected.forEach((expression, value) ->
                text.append("_Static_assert((%1$s) == %2$d, \"%1$s\");\n".formatted(expression, value)));
        return text.toString();
    }
}
