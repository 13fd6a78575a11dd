package org.graftvm.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestProgramTest {
    private static final int RISCV = 243;

    @TempDir
    Path directory;

    private static byte[] header(int machine, int elfClass, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(order);
        bytes.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) elfClass, (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2)});
        return bytes.putShort(18, (short) machine).array();
    }

    private String program(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file.toString();
    }

    private void assertRefused(String name, int status, String reason) {
        GuestProgram.Refusal refusal =
                assertThrows(GuestProgram.Refusal.class, () -> GuestProgram.open(name, directory.resolve("root")));
        assertEquals(name + ": " + reason, refusal.getMessage());
        assertEquals(status, refusal.status);
    }

    @ParameterizedTest
    @CsvSource({"243, riscv", "183, arm64", "62, x86_64"})
    void machineNumberNamesTheLanguage(int machine, String language) throws Exception {
        String name = program("guest", header(machine, 2, ByteOrder.LITTLE_ENDIAN));
        assertEquals(language, GuestProgram.open(name, null).languageId());
    }

    @Test
    void absoluteNamesAreLookedForInTheSysrootFirst() throws Exception {
        Path root = Files.createDirectories(directory.resolve("root/bin"));
        Path inside = Files.write(root.resolve("guest"), header(RISCV, 2, ByteOrder.LITTLE_ENDIAN));
        assertEquals(true, inside.toFile().setExecutable(true));
        assertEquals(
                inside,
                GuestProgram.open("/bin/guest", directory.resolve("root")).file());
    }

    @Test
    void scriptHasTheLanguageOfItsInterpreter() throws Exception {
        String interpreter = program("shell", header(RISCV, 2, ByteOrder.LITTLE_ENDIAN));
        String script = program("script", ("#! " + interpreter + " -e\necho\n").getBytes(StandardCharsets.UTF_8));
        GuestProgram program = GuestProgram.open(script, null);
        assertEquals("riscv", program.languageId());
        assertEquals(Path.of(script), program.file());
    }

    @Test
    void scriptThatInterpretsItselfIsRefused() throws Exception {
        Path script = directory.resolve("script");
        program("script", ("#!" + script + "\n").getBytes(StandardCharsets.UTF_8));
        assertRefused(script.toString(), GuestProgram.NOT_EXECUTABLE, "too many levels of interpreters");
    }

    @Test
    void missingFileIsNotFound() {
        assertRefused(directory.resolve("none").toString(), GuestProgram.NOT_FOUND, "No such file or directory");
    }

    @Test
    void directoryIsRefused() {
        assertRefused(directory.toString(), GuestProgram.NOT_EXECUTABLE, "Is a directory");
    }

    @Test
    void fileWithoutExecutePermissionIsRefused() throws Exception {
        Path file = Files.write(directory.resolve("data"), header(RISCV, 2, ByteOrder.LITTLE_ENDIAN));
        assumeFalse(Files.isExecutable(file), "this file system makes everything executable");
        assertRefused(file.toString(), GuestProgram.NOT_EXECUTABLE, "Permission denied");
    }

    @Test
    void textIsRefused() throws Exception {
        String name = program("text", "hello".getBytes(StandardCharsets.UTF_8));
        assertRefused(name, GuestProgram.NOT_EXECUTABLE, "not an ELF program");
    }

    @Test
    void everyTruncationOfAHeaderIsRefused() throws Exception {
        byte[] whole = header(RISCV, 2, ByteOrder.LITTLE_ENDIAN);
        for (int length = 0; length < whole.length; length++) {
            String name = program("short" + length, Arrays.copyOf(whole, length));
            assertRefused(
                    name,
                    GuestProgram.NOT_EXECUTABLE,
                    length < 4 ? "not an ELF program" : "the ELF header is truncated");
        }
    }

    @Test
    void otherArchitecturesAreNamed() throws Exception {
        String mips = program("mips", header(8, 2, ByteOrder.BIG_ENDIAN));
        assertRefused(mips, GuestProgram.NOT_EXECUTABLE, "built for MIPS, which no installed language runs");
        String unknown = program("unknown", header(4660, 2, ByteOrder.LITTLE_ENDIAN));
        assertRefused(unknown, GuestProgram.NOT_EXECUTABLE, "built for an unknown architecture (ELF machine 4660)");
    }

    @Test
    void narrowAndBigEndianGuestsAreRefused() throws Exception {
        String reason = "only 64-bit little-endian RISC-V programs can be run";
        assertRefused(program("rv32", header(RISCV, 1, ByteOrder.LITTLE_ENDIAN)), GuestProgram.NOT_EXECUTABLE, reason);
        assertRefused(program("rv64be", header(RISCV, 2, ByteOrder.BIG_ENDIAN)), GuestProgram.NOT_EXECUTABLE, reason);
    }
}
