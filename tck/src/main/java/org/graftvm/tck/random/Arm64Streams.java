package org.graftvm.tck.random;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.arm64.Arm64Isa;
import org.graftvm.isa.arm64.instructions.Arm64Instruction;
import org.graftvm.tck.process.GuestIsa;

/** Random A64 programs on qemu and in every tier, until that many instructions were compared; the command for long runs. */
public final class Arm64Streams {
    /** Of rows. */
    static final Pattern ALL = Pattern.compile(".*");

    private static final int STEPS = 150;

    private Arm64Streams() {}

    /** Arguments: {@code --seed=N}, {@code --instructions=N} (default a million), {@code --rows=REGEX} of mnemonics. */
    public static void main(String[] arguments) throws IOException {
        long seed = System.nanoTime();
        long instructions = 1_000_000;
        Pattern rows = ALL;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.indexOf('='))) {
                case "--seed" -> seed = Long.parseLong(value);
                case "--instructions" -> instructions = Long.parseLong(value);
                case "--rows" -> rows = Pattern.compile(value);
                default -> throw new IllegalArgumentException("unknown argument " + argument);
            }
        }
        System.out.println("seed " + seed);
        Optional<String> failure = run(seed, instructions, rows);
        if (failure.isPresent()) {
            throw new IllegalStateException(failure.get());
        }
        System.out.println("all agree with qemu in every tier");
    }

    /** The first difference, or nothing. */
    static Optional<String> run(long seed, long instructions, Pattern rows) throws IOException {
        QemuMachine qemu = QemuMachine.find(GuestIsa.ARM64, "max", 0)
                .orElseThrow(() -> new IOException("no qemu-aarch64 on the PATH"));
        Arm64Steps generator = new Arm64Steps(seed, rows);
        long done = 0;
        for (long program = seed; done < instructions; program++) {
            List<List<Integer>> steps = new ArrayList<>();
            while (steps.size() < STEPS) {
                steps.add(generator.next());
            }
            long values = program;
            if (!difference(qemu, steps, values).isEmpty()) {
                List<List<Integer>> small = Shrinking.smallest(
                        steps, fewer -> !difference(qemu, fewer, values).isEmpty());
                return Optional.of("seed %d, values %d%n%s%n%s"
                        .formatted(seed, values, text(small), difference(qemu, small, values)));
            }
            done += (long) steps.size() * RandomStreams.ROWS;
        }
        return Optional.empty();
    }

    private static String difference(QemuMachine qemu, List<List<Integer>> steps, long values) throws IOException {
        ProgramImage image = Arm64Image.of(steps, values, RandomStreams.ROWS);
        byte[] expected = qemu.run(image);
        for (Map.Entry<String, EngineSettings> tier : Comparison.TIERS.entrySet()) {
            String difference = difference(tier.getValue(), image, expected);
            if (!difference.isEmpty()) {
                return tier.getKey() + "\n" + difference;
            }
        }
        return "";
    }

    private static String difference(EngineSettings tier, ProgramImage image, byte[] expected) {
        try {
            byte[] actual = new EngineMachine(GuestIsa.ARM64, tier).run(image);
            return Arrays.equals(expected, actual) ? "" : Arm64Image.difference(expected, actual, RandomStreams.ROWS);
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    private static String text(List<List<Integer>> steps) {
        return steps.stream().flatMap(List::stream).map(Arm64Streams::text).collect(Collectors.joining("\n"));
    }

    private static String text(int word) {
        Arm64Instruction decoded = Arm64Instruction.decode(word, 0);
        return "%08x  %s".formatted(word, decoded == null ? "undefined" : new Arm64Isa().disassemble(decoded));
    }
}
