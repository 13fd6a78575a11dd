package org.graftvm.tck.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;

/**
 * Writes the results of all transcripts anew as qemu-user gives them: {@code java … Record tck}. Programs of x86-64 alone run
 * on the host's own CPU.
 */
public final class Record {
    private Record() {}

    public static void main(String[] arguments) throws IOException {
        GuestPrograms programs = new GuestPrograms(Path.of(arguments[0]));
        programs.build();
        programs.build(GuestIsa.X86_64);
        GuestRunner qemu = GuestRunner.qemu(GuestIsa.RISCV, GuestPrograms.crossRoot())
                .orElseThrow(() -> new IOException("no qemu-riscv64 on the PATH"));
        GuestRunner host = GuestRunner.host();
        Path directory = Files.createTempDirectory("graft-record");
        for (Path file : programs.transcripts()) {
            List<Transcript.Step> steps = new ArrayList<>();
            for (Transcript.Step step : Transcript.read(file).steps()) {
                List<Path> variants = programs.variants(step.program());
                boolean isShared = !variants.isEmpty() && !GuestPrograms.BEYOND_QEMU.contains(step.program());
                Path program = (isShared ? variants : programs.variants(GuestIsa.X86_64, step.program())).getFirst();
                GuestRunner runner = isShared ? qemu : host;
                String result = Transcript.format(runner.run(GuestPrograms.command(step, program, directory)));
                steps.add(new Transcript.Step(step.line(), result));
            }
            Transcript.write(file, steps);
        }
        Files.delete(directory);
    }
}
