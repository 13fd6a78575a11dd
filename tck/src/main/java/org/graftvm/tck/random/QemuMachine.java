package org.graftvm.tck.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;

/** Runs random programs under qemu-user. */
final class QemuMachine {
    /** Double-float ABI, compressed instructions. */
    private static final int RISCV_FLAGS = 5;

    private final Path qemu;
    private final String cpu;
    private final int machine;
    private final int flags;

    private QemuMachine(Path qemu, String cpu, int machine, int flags) {
        this.qemu = qemu;
        this.cpu = cpu;
        this.machine = machine;
        this.flags = flags;
    }

    static Optional<QemuMachine> find() {
        return find(GuestIsa.RISCV, "rv64,Zfhmin=true", RISCV_FLAGS);
    }

    /**
     * @param cpu qemu's name of a CPU
     * @param flags {@code e_flags} of the programs
     */
    static Optional<QemuMachine> find(GuestIsa guest, String cpu, int flags) {
        return GuestRunner.findOnPath("qemu-" + guest.machine())
                .map(qemu -> new QemuMachine(qemu, cpu, guest.abi().elfMachine(), flags));
    }

    /** The data segment as the program writes it at its end. */
    byte[] run(ProgramImage image) throws IOException {
        Path file = Files.createTempFile("graft-stream", ".elf");
        try {
            Files.write(file, StaticElf.write(machine, flags, image));
            file.toFile().setExecutable(true);
            Process process = new ProcessBuilder(List.of(qemu.toString(), "-cpu", cpu, file.toString()))
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
