package org.graftvm.isa.x86_64.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.spec.ByteRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row does in every tier what the host's CPU does: registers, memory, signals and all flags that the manual defines.
 * {@code -Dgraft.seed=N} repeats a run, {@code -Dgraft.cases=N} makes more cases of each row.
 */
class HostCpuTest {
    private static final long SEED = Long.getLong("graft.seed", System.nanoTime());

    @TempDir
    static Path directory;

    @Test
    void interpreter() throws IOException, InterruptedException {
        compare(EngineSettings.INTERPRETER, Integer.getInteger("graft.cases", 40));
    }

    @Test
    void classes() throws IOException, InterruptedException {
        compare(new EngineSettings(true, false, 1, 1, 300), Integer.getInteger("graft.cases", 40) / 4);
    }

    @Test
    void truffle() throws IOException, InterruptedException {
        compare(new EngineSettings(false, true, 1, 1, 300), 1);
    }

    private static void compare(EngineSettings settings, int casesOfEachRow) throws IOException, InterruptedException {
        assumeTrue(HostCpu.isAvailable(), "needs an x86-64 Linux host with gcc");
        System.out.println("HostCpuTest: graft.seed=" + SEED);
        CaseGenerator generator = new CaseGenerator(SEED);
        List<InstructionCase> cases = new ArrayList<>();
        for (int i = 0; i < casesOfEachRow; i++) {
            for (int id = 0; id < X86Rows.COUNT; id++) {
                ByteRow row = X86Rows.row(id);
                if (CaseGenerator.covers(row)) {
                    cases.add(generator.next(row));
                }
            }
        }
        List<CpuState> expected = HostCpu.build(directory).run(cases);
        List<String> differences = new ArrayList<>();
        try (GuestCpu guest = new GuestCpu(settings)) {
            for (int i = 0; i < cases.size(); i++) {
                String difference = difference(cases.get(i), expected.get(i), guest.run(cases.get(i)));
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
            assertEquals(settings.classTier(), guest.statistics().classes() > 0, "regions in tier 1");
            assertEquals(settings.truffleTier(), guest.statistics().truffleInstalled() > 0, "regions in tier 2");
        }
        assertTrue(
                differences.isEmpty(),
                () -> differences.size() + " of " + cases.size() + " cases, graft.seed=" + SEED + "\n"
                        + String.join("\n", differences.subList(0, Math.min(40, differences.size()))));
    }

    /** What differs, or an empty text. Of a case that faults, only that it does, and registers. */
    private static String difference(InstructionCase instruction, CpuState host, CpuState guest) {
        long compared =
                UndefinedFlags.ALL & ~UndefinedFlags.of(instruction.row().spec().method());
        if (host.signal() != 0) {
            compared = 0;
        }
        long flags = compared;
        String[] expected = host.text(f -> f & flags).split("\n");
        String[] actual = guest.text(f -> f & flags).split("\n");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].equals(actual[i])) {
                text.append("  host ").append(expected[i]).append(", guest ").append(actual[i]);
            }
        }
        return text.isEmpty()
                ? ""
                : instruction.row().spec().method() + " \""
                        + instruction.row().encoding().text() + "\" "
                        + HexFormat.ofDelimiter(" ").formatHex(instruction.code()) + " flags "
                        + Long.toHexString(instruction.before().rflags()) + text;
    }
}
