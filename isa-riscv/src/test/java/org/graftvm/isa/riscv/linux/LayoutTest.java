package org.graftvm.isa.riscv.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.abi.StatLayout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts and numbers compared with what a C compiler for RISC-V Linux says. */
class LayoutTest {
    private static final String COMPILER = "riscv64-linux-gnu-gcc";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void needsCompiler() {
        boolean present = false;
        for (String folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
            present |= Files.isExecutable(Path.of(folder, COMPILER));
        }
        assumeTrue(present, "needs gcc-riscv64-linux-gnu");
    }

    /** Values of C constant expressions, found in the assembly that the compiler writes. */
    private static List<Long> evaluate(String headers, List<String> expressions) throws Exception {
        StringBuilder source = new StringBuilder(headers);
        for (String expression : expressions) {
            source.append("const long v").append(source.length()).append(" = ");
            source.append(expression).append(";\n");
        }
        Path file = Files.writeString(directory.resolve("values.c"), source);
        Path output = directory.resolve("values.s");
        Process compiler = new ProcessBuilder(
                        COMPILER, "-S", "-O0", "-fno-toplevel-reorder", "-o", output.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String messages = new String(compiler.getInputStream().readAllBytes());
        assertEquals(0, compiler.waitFor(), messages);
        List<Long> values = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            String text = line.strip();
            if (text.startsWith(".dword")) {
                values.add(Long.decode(text.substring(".dword".length()).strip()));
            } else if (text.startsWith(".zero")) {
                values.add(0L);
            }
        }
        return values;
    }

    private static void check(String headers, Map<String, Integer> expected) throws Exception {
        List<Map.Entry<String, Integer>> expressions = List.copyOf(expected.entrySet());
        List<Long> values =
                evaluate(headers, expressions.stream().map(Map.Entry::getKey).toList());
        for (int i = 0; i < expressions.size(); i++) {
            Map.Entry<String, Integer> each = expressions.get(i);
            assertEquals(each.getValue().longValue(), values.get(i), each.getKey());
        }
        assertEquals(expressions.size(), values.size());
    }

    @Test
    void signalFrame() throws Exception {
        int context = RiscvSignalFrame.UCONTEXT;
        check(
                "#include <stddef.h>\n#include <asm/signal.h>\n#include <asm/sigcontext.h>\n#include <asm/ucontext.h>\n"
                        + "#include <asm/siginfo.h>\n",
                Map.of(
                        "sizeof(siginfo_t)", context,
                        "offsetof(struct ucontext, uc_stack)", RiscvSignalFrame.UC_STACK - context,
                        "offsetof(struct ucontext, uc_sigmask)", RiscvSignalFrame.UC_SIGMASK - context,
                        "offsetof(struct ucontext, uc_mcontext)", RiscvSignalFrame.UC_MCONTEXT - context,
                        "offsetof(struct ucontext, uc_mcontext.sc_fpregs)", RiscvSignalFrame.FLOATING - context,
                        "offsetof(struct ucontext, uc_mcontext.sc_fpregs.d.fcsr)", RiscvSignalFrame.FCSR - context,
                        "sizeof(struct ucontext)", RiscvSignalFrame.SIZE - context));
    }

    @Test
    void stat() throws Exception {
        StatLayout layout = new RiscvLinuxAbi().statLayout();
        Map<String, Integer> expected = new HashMap<>(Map.of(
                "sizeof(struct stat)", layout.size(),
                "offsetof(struct stat, st_dev)", layout.dev(),
                "offsetof(struct stat, st_ino)", layout.ino(),
                "offsetof(struct stat, st_mode)", layout.mode(),
                "offsetof(struct stat, st_nlink)", layout.nlink(),
                "offsetof(struct stat, st_uid)", layout.uid(),
                "offsetof(struct stat, st_gid)", layout.gid(),
                "offsetof(struct stat, st_rdev)", layout.rdev(),
                "offsetof(struct stat, st_size)", layout.length(),
                "offsetof(struct stat, st_blksize)", layout.blksize()));
        expected.putAll(Map.of(
                "offsetof(struct stat, st_blocks)", layout.blocks(),
                "offsetof(struct stat, st_atime)", layout.atime(),
                "offsetof(struct stat, st_mtime)", layout.mtime(),
                "offsetof(struct stat, st_ctime)", layout.ctime(),
                "sizeof(((struct stat *) 0)->st_nlink)", layout.nlinkSize(),
                "sizeof(((struct stat *) 0)->st_blksize)", layout.blksizeSize()));
        check("#include <stddef.h>\n#include <asm/stat.h>\n", expected);
    }

    @Test
    void errnoNumbers() throws Exception {
        Map<String, Integer> expected = new HashMap<>();
        for (Errno errno : Errno.values()) {
            if (errno.number() < Errno.ERESTARTSYS.number()) {
                expected.put(errno.name(), errno.number());
            }
        }
        check("#include <asm/errno.h>\n", expected);
    }

    @Test
    void signalNumbers() throws Exception {
        Map<String, Integer> expected = new HashMap<>();
        for (int signal = 1; signal < Signals.SIGRTMIN; signal++) {
            expected.put(Signals.name(signal), signal);
        }
        check("#include <asm/signal.h>\n", expected);
    }

    /** Every number of the compiler's headers has the same name here. */
    @Test
    void syscallNumbers() throws Exception {
        Path file = Files.writeString(directory.resolve("numbers.c"), "#include <asm/unistd.h>\n");
        Process compiler = new ProcessBuilder(COMPILER, "-E", "-dM", file.toString()).start();
        RiscvLinuxAbi abi = new RiscvLinuxAbi();
        int compared = 0;
        for (String line : new String(compiler.getInputStream().readAllBytes()).split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[1].startsWith("__NR_") && words[2].matches("[0-9]+")) {
                String name = words[1].substring("__NR_".length());
                if (!name.equals("syscalls") && !name.equals("arch_specific_syscall")) {
                    assertEquals(name, abi.syscallName(Integer.parseInt(words[2])));
                    compared++;
                }
            }
        }
        assertEquals(0, compiler.waitFor());
        assertTrue(compared > 250, "only " + compared + " numbers found");
    }
}
