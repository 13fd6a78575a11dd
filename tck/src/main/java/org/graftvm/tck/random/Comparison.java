package org.graftvm.tck.random;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.spec.table.InstructionTable;

/** One program on qemu and in every tier; finds the smallest program that still differs. */
final class Comparison {
    /** Tier 1 as soon as a block has run once. */
    static final EngineSettings CLASSES = new EngineSettings(true, false, 2, Integer.MAX_VALUE, 300);

    /**
     * Tier 2 once a third of the rows went through tier 0, so that the first region covers most of the program: each costs the
     * compiler up to a second.
     */
    static final EngineSettings TRUFFLE = new EngineSettings(false, true, RandomStreams.ROWS / 3, 1, 300);

    static final Map<String, EngineSettings> TIERS =
            Map.of("interpreter", EngineSettings.INTERPRETER, "classes", CLASSES, "truffle", TRUFFLE);

    static final InstructionTable TABLE = new InstructionTable(RiscvInstructions.SET);

    private final QemuMachine qemu;

    Comparison(QemuMachine qemu) {
        this.qemu = qemu;
    }

    /** The tier that differs from qemu and how, or nothing. */
    Optional<String> difference(RandomProgram program) throws IOException {
        ProgramImage image = ProgramImage.of(program, TABLE);
        byte[] expected = qemu.run(image);
        for (Map.Entry<String, EngineSettings> tier : TIERS.entrySet()) {
            String difference = difference(tier.getValue(), image, expected, program.rows());
            if (!difference.isEmpty()) {
                return Optional.of(tier.getKey() + "\n" + difference);
            }
        }
        return Optional.empty();
    }

    private static String difference(EngineSettings tier, ProgramImage image, byte[] expected, int rows) {
        try {
            byte[] actual = new EngineMachine(tier).run(image);
            return Arrays.equals(expected, actual) ? "" : ProgramImage.difference(expected, actual, rows);
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    /** Leaves out steps, then rows, as long as there is a difference. */
    RandomProgram shrink(RandomProgram program) throws IOException {
        RandomProgram smallest =
                program.with(Shrinking.smallest(program.steps(), steps -> differs(program.with(steps))));
        for (int rows = 1; rows < smallest.rows(); rows *= 2) {
            RandomProgram candidate = new RandomProgram(smallest.seed(), rows, smallest.steps());
            if (differs(candidate)) {
                return candidate;
            }
        }
        return smallest;
    }

    private boolean differs(RandomProgram program) throws IOException {
        return difference(program).isPresent();
    }
}
