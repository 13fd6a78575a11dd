package org.graftvm.tck.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The bounded set of {@code commands.txt}: Debian programs give what they give under qemu-user, byte for byte. */
class DebianTest {
    private static final Path DATA = Path.of("src/debian/data").toAbsolutePath();

    /** One test that counts as skipped: a factory that is skipped itself leaves no trace in the totals. */
    private static Stream<DynamicTest> skipped(String reason) {
        return Stream.of(DynamicTest.dynamicTest(reason, () -> Assumptions.abort(reason)));
    }

    @TestFactory
    Stream<DynamicTest> sameAsQemu() throws IOException {
        Optional<Path> sysroot = Sysroot.find();
        if (sysroot.isEmpty()) {
            return skipped("needs a Debian sysroot, see docs/testing.md");
        }
        Optional<GuestRunner> qemu = GuestRunner.qemu(sysroot.get());
        if (qemu.isEmpty()) {
            return skipped("needs qemu-user");
        }
        GuestRunner graft = new KernelRunner(EngineSettings.DEFAULT, sysroot);
        List<CommandLine> lines = CommandLine.read(Path.of("src/debian/commands.txt")).stream()
                .filter(CommandLine::quick)
                .filter(line -> line.isIn(sysroot.get()))
                .toList();
        assertTrue(lines.size() > 20, () -> "only " + lines.size() + " programs in " + sysroot.get());
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.text(),
                        () -> assertEquals(
                                Optional.empty(),
                                DebianConformance.difference(line, sysroot.get(), DATA, qemu.get(), graft))));
    }
}
