package org.graftvm.tck.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.tck.process.GuestRunner;

/** Writes the results of all transcripts anew as qemu-user gives them: {@code java … Record tck}. */
public final class Record {
    private Record() {}

    public static void main(String[] arguments) throws IOException {
        GuestPrograms programs = new GuestPrograms(Path.of(arguments[0]));
        programs.build();
        GuestRunner qemu = GuestRunner.qemu(GuestPrograms.crossRoot())
                .orElseThrow(() -> new IOException("no qemu-riscv64 on the PATH"));
        Path directory = Files.createTempDirectory("graft-record");
        for (Path file : programs.transcripts()) {
            List<Transcript.Step> steps = new ArrayList<>();
            for (Transcript.Step step : Transcript.read(file).steps()) {
                Path program = programs.variants(step.program()).getFirst();
                String result = Transcript.format(qemu.run(GuestPrograms.command(step, program, directory)));
                steps.add(new Transcript.Step(step.line(), result));
            }
            Transcript.write(file, steps);
        }
        Files.delete(directory);
    }
}
