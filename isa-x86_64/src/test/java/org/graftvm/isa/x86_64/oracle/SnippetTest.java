package org.graftvm.isa.x86_64.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What random cases cannot try, because instructions have to fit together: short pieces of assembly in
 * {@code src/test/native/snippets.s} do in every tier what they do on the host's CPU.
 */
class SnippetTest {
    /** Each begins at a multiple of this, and is filled up with NOPs. */
    private static final int SIZE = 64;

    @TempDir
    static Path directory;

    @Test
    void interpreter() throws IOException, InterruptedException {
        HostCpuTest.compare(EngineSettings.INTERPRETER, cases(), directory);
    }

    @Test
    void classes() throws IOException, InterruptedException {
        HostCpuTest.compare(HostCpuTest.CLASSES, cases(), directory);
    }

    @Test
    void truffle() throws IOException, InterruptedException {
        HostCpuTest.compare(HostCpuTest.TRUFFLE, cases(), directory);
    }

    private static List<InstructionCase> cases() throws IOException, InterruptedException {
        assumeTrue(HostCpu.isAvailable(), "needs an x86-64 Linux host with gcc");
        assumeTrue(
                Stream.of("fsgsbase", "rdtscp", "rdrand", "rdseed", "adx").allMatch(HostCpu::has),
                "snippets use what the host has not");
        byte[] code = assemble();
        assertEquals(0, code.length % SIZE, "a snippet is too long");
        Random random = new Random(1);
        List<InstructionCase> cases = new ArrayList<>();
        for (int i = 0; i < code.length / SIZE; i++) {
            long[] general = random.longs(16).toArray();
            general[4] = InstructionCase.DATA + 256;
            long[] vector = random.longs(32).toArray();
            long[] memory = random.longs(CpuState.WORDS).toArray();
            cases.add(new InstructionCase(
                    X86Rows.row(0),
                    InstructionCase.CODE + (long) i * InstructionCase.STRIDE,
                    withEnd(Arrays.copyOfRange(code, i * SIZE, (i + 1) * SIZE)),
                    new CpuState(
                            general, 0x202, 0, X86Cpu.DEFAULT_MXCSR, vector, new long[32], memory, X87Values.initial()),
                    0));
        }
        return cases;
    }

    /** Saves what the end of a case in the guest changes. */
    private static byte[] withEnd(byte[] code) {
        ByteBuffer buffer = ByteBuffer.allocate(code.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(code);
        buffer.putInt(0x250c_8948).putInt((int) InstructionCase.SAVED); // mov [SAVED], rcx
        buffer.putInt(0x251c_894c).putInt((int) InstructionCase.SAVED + 8); // mov [SAVED + 8], r11
        return buffer.array();
    }

    private static byte[] assemble() throws IOException, InterruptedException {
        Path object = directory.resolve("snippets.o");
        Path binary = directory.resolve("snippets");
        run("/usr/bin/gcc", "-c", "-o", object.toString(), "src/test/native/snippets.s");
        run("/usr/bin/objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString());
        return Files.readAllBytes(binary);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
