package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.junit.jupiter.api.Test;

/** Tier 2 on a JVM without {@code jdk.incubator.vector}, as programs start it that embed Graft and add no module. */
final class WithoutVectorsTest {
    private static final String MODULE = "jdk.incubator.vector";

    @Test
    void compiles() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!argument.contains(MODULE)) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Loop.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(
                "no module, 6000000, compiled 1, failed 0",
                output.lines().toList().getLast(),
                output);
    }

    /** A loop that is compiled at once. */
    static final class Loop {
        private Loop() {}

        public static void main(String[] args) {
            try (Guest guest = new Guest(new EngineSettings(false, true, 3, 1, 100))) {
                guest.program("loop:", "addi a0, a0, 3", "addi a1, a1, -1", "bne a1, zero, @loop", "ecall");
                guest.cpu.registers[11] = 2_000_000;
                guest.run();
                EngineStatistics statistics = guest.engine.statistics();
                System.out.printf(
                        "%s, %d, compiled %d, failed %d%n",
                        ModuleLayer.boot().findModule(MODULE).isPresent() ? "the module" : "no module",
                        guest.register(10),
                        statistics.truffleInstalled(),
                        statistics.failedCompilations());
            }
        }
    }
}
