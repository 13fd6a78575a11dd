package org.graftvm.tck.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command for long runs, started by {@code tck/random}: random programs until that many guest instructions were
 * compared in every tier. Prints its seed; a program that differs is made small and stored.
 */
public final class RandomStreams {
    private static final int STEPS = 250;
    static final int ROWS = 24;

    private RandomStreams() {}

    /** Arguments: {@code --seed=N}, {@code --instructions=N} (default a million), {@code --failures=DIR}. */
    public static void main(String[] arguments) throws IOException {
        long seed = System.nanoTime();
        long instructions = 1_000_000;
        Path failures = Path.of("tck/target/streams");
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.length() - value.length())) {
                case "--seed=" -> seed = Long.parseLong(value);
                case "--instructions=" -> instructions = Long.parseLong(value);
                case "--failures=" -> failures = Path.of(value);
                default -> throw new IllegalArgumentException("unknown argument " + argument);
            }
        }
        System.out.println("seed " + seed);
        Result result = run(seed, instructions, failures);
        System.out.printf(
                "%,d instructions in %,d programs agree with qemu in every tier%n",
                result.instructions, result.programs);
        if (result.failure.isPresent()) {
            throw new IllegalStateException(result.failure.get());
        }
    }

    /** Programs and instructions that agreed, and the first that did not. */
    record Result(long instructions, long programs, Optional<String> failure) {}

    static Result run(long seed, long instructions, Path failures) throws IOException {
        QemuMachine qemu = QemuMachine.find().orElseThrow(() -> new IOException("no qemu-riscv64 on the PATH"));
        Comparison comparison = new Comparison(qemu);
        ProgramGenerator generator = new ProgramGenerator(Comparison.TABLE, seed);
        long done = 0;
        long programs = 0;
        while (done < instructions) {
            RandomProgram program = generator.next(STEPS, ROWS);
            if (comparison.difference(program).isPresent()) {
                RandomProgram small = comparison.shrink(program);
                String difference = comparison.difference(small).orElse("gone after shrinking");
                Files.createDirectories(failures);
                Path file = failures.resolve("seed-" + seed + "-program-" + programs + ".txt");
                String comment = "From --seed=%d, program %d.\n%s".formatted(seed, programs, difference);
                small.write(file, comment);
                return new Result(
                        done, programs, Optional.of(comment + "\nStored as " + file + ":\n" + Files.readString(file)));
            }
            programs++;
            done += (long) program.steps().size() * program.rows();
        }
        return new Result(done, programs, Optional.empty());
    }
}
