package org.graftvm.tck.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The bounded set of {@code commands.txt}: Debian programs give what they give under qemu-user or on the host
 * itself, byte for byte. */
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
        Optional<GuestRunner> qemu = GuestRunner.qemu(GuestIsa.RISCV, sysroot.get());
        if (qemu.isEmpty()) {
            return skipped("needs qemu-user");
        }
        return agree(sysroot.get(), qemu.get(), new KernelRunner(EngineSettings.DEFAULT, sysroot), 20);
    }

    /** An x86-64 host is its own sysroot, and what its programs print by themselves is right. */
    @TestFactory
    Stream<DynamicTest> sameAsHost() throws IOException {
        if (!System.getProperty("os.arch").equals("amd64")
                || !System.getProperty("os.name").equals("Linux")) {
            return skipped("needs an x86-64 Linux host");
        }
        GuestRunner graft = new KernelRunner(GuestIsa.X86_64, EngineSettings.DEFAULT, Optional.empty());
        return agree(Path.of("/"), GuestRunner.host(), graft, 5);
    }

    private static Stream<DynamicTest> agree(Path root, GuestRunner reference, GuestRunner graft, int atLeast)
            throws IOException {
        List<CommandLine> lines = CommandLine.read(Path.of("src/debian/commands.txt")).stream()
                .filter(CommandLine::quick)
                .filter(line -> line.isIn(root))
                .toList();
        assertTrue(lines.size() >= atLeast, () -> "only " + lines.size() + " programs in " + root);
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.text(),
                        () -> assertEquals(
                                Optional.empty(), DebianConformance.difference(line, root, DATA, reference, graft))));
    }
}
