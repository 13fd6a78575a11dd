package org.graftvm.tck.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.graftvm.tck.process.GuestRunner;

/** Runs random programs under qemu-user. */
final class QemuMachine {
    private static final int EM_RISCV = 243;
    /** Double-float ABI, compressed instructions. */
    private static final int FLAGS = 5;

    private final Path qemu;

    private QemuMachine(Path qemu) {
        this.qemu = qemu;
    }

    static Optional<QemuMachine> find() {
        return GuestRunner.findOnPath("qemu-riscv64").map(QemuMachine::new);
    }

    /** The data segment as the program writes it at its end. */
    byte[] run(ProgramImage image) throws IOException {
        Path file = Files.createTempFile("graft-stream", ".elf");
        try {
            Files.write(file, StaticElf.write(EM_RISCV, FLAGS, image));
            file.toFile().setExecutable(true);
            Process process = new ProcessBuilder(List.of(qemu.toString(), "-cpu", "rv64,Zfhmin=true", file.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            byte[] data = process.getInputStream().readAllBytes();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("qemu's status is " + process.waitFor());
            }
            return data;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(file);
        }
    }
}
