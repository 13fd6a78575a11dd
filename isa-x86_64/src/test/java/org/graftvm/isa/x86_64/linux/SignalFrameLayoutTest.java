package org.graftvm.isa.x86_64.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graftvm.isa.x86_64.FxsaveArea;
import org.graftvm.isa.x86_64.XsaveArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signal frame is laid out as the kernel's headers say, where they and a compiler are installed. */
class SignalFrameLayoutTest {
    private static final String INCLUDES = """
            #include <stddef.h>
            #include <stdio.h>
            #include <asm/signal.h>
            #include <asm/sigcontext.h>
            #include <asm/ucontext.h>
            #define UC(field) (8 + offsetof(struct ucontext, uc_##field))
            #define MC(field) (UC(mcontext) + offsetof(struct sigcontext_64, field))
            #define SW(field) (offsetof(struct _fpstate_64, sw_reserved) + offsetof(struct _fpx_sw_bytes, field))
            """;

    @TempDir
    static Path directory;

    /** Expressions of C and what this module has for them. */
    private static Map<String, Long> expected() {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("UC(flags)", (long) X86SignalFrame.UCONTEXT);
        values.put("UC(stack)", (long) X86SignalFrame.UC_STACK);
        values.put("UC(sigmask)", (long) X86SignalFrame.UC_SIGMASK);
        values.put("MC(r8)", (long) X86SignalFrame.GENERAL);
        values.put("MC(ip)", (long) X86SignalFrame.RIP);
        values.put("MC(flags)", (long) X86SignalFrame.EFLAGS);
        values.put("MC(cs)", (long) X86SignalFrame.SEGMENTS);
        values.put("MC(fpstate)", (long) X86SignalFrame.FPSTATE);
        values.put("SW(magic1)", (long) X86SignalFrame.MAGIC1);
        values.put("SW(extended_size)", (long) X86SignalFrame.EXTENDED_SIZE);
        values.put("SW(xfeatures)", (long) X86SignalFrame.FEATURES);
        values.put("SW(xstate_size)", (long) X86SignalFrame.AREA_SIZE);
        values.put("FP_XSTATE_MAGIC1", (long) X86SignalFrame.FP_XSTATE_MAGIC1);
        values.put("FP_XSTATE_MAGIC2", (long) X86SignalFrame.FP_XSTATE_MAGIC2);
        values.put("UC_FP_XSTATE | UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS", X86SignalFrame.UC_FLAGS);
        values.put("sizeof(struct _fpstate_64)", (long) FxsaveArea.SIZE);
        values.put("offsetof(struct _xstate, ymmh)", (long) XsaveArea.AVX_OFFSET);
        values.put("sizeof(struct _xstate)", (long) XsaveArea.SIZE);
        return values;
    }

    @Test
    void isThatOfTheHeaders() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "needs x86-64 headers");
        StringBuilder source = new StringBuilder(INCLUDES).append("int main(void) {\n");
        expected()
                .keySet()
                .forEach(expression -> source.append("  printf(\"%ld\\n\", (long)(")
                        .append(expression)
                        .append("));\n"));
        source.append("  return 0;\n}\n");
        Path program = directory.resolve("layout");
        Path file = Files.writeString(directory.resolve("layout.c"), source);
        run("/usr/bin/gcc", "-w", "-D__KERNEL_STRICT_NAMES", "-o", program.toString(), file.toString());
        String[] values = run(program.toString()).split("\n");
        int i = 0;
        for (Map.Entry<String, Long> entry : expected().entrySet()) {
            assertEquals(Long.parseLong(values[i++]), entry.getValue(), entry.getKey());
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
