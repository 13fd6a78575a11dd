package org.graftvm.tck.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.Outcome;

/** The command for all lines, started by {@code tck/debian}: prints what differs, and a count. */
public final class DebianConformance {
    private static final String USAGE = """
            usage: tck/debian [--guest=riscv64|x86_64] --sysroot=DIR [--launcher=COMMAND] [--quick] [word…]
                   tck/debian --host [--launcher=COMMAND] [--quick] [word…]
            Runs the lines of tck/src/debian/commands.txt that contain every word, under qemu-user and under Graft; with
            --host the programs of an x86-64 host itself, as they are and under Graft.""";

    private DebianConformance() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty("graft.root", "."));
        Path sysroot = Path.of("");
        String launcher = root.resolve("polyglot").toString();
        boolean quick = false;
        boolean host = false;
        GuestIsa guest = GuestIsa.RISCV;
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("--sysroot=")) {
                sysroot = Path.of(argument.substring("--sysroot=".length())).toAbsolutePath();
            } else if (argument.startsWith("--launcher=")) {
                launcher = argument.substring("--launcher=".length());
            } else if (argument.startsWith("--guest=")) {
                guest = GuestIsa.of(argument.substring("--guest=".length()));
            } else if (argument.equals("--host")) {
                host = true;
                sysroot = Path.of("/");
            } else if (argument.equals("--quick")) {
                quick = true;
            } else {
                words.add(argument);
            }
        }
        if (!Files.isDirectory(sysroot.resolve("usr/bin"))) {
            throw new IllegalArgumentException(USAGE);
        }
        GuestRunner reference = host ? GuestRunner.host() : qemu(guest, sysroot);
        List<String> prefix = new ArrayList<>(List.of(launcher.split(" ")));
        if (!host) {
            prefix.add("--" + guest.isa().name() + ".sysroot=" + sysroot);
        }
        GuestRunner graft = GuestRunner.prefixed(prefix, launcherEnvironment());
        Path data = root.resolve("tck/src/debian/data").toAbsolutePath();
        int passed = 0;
        int failed = 0;
        int missing = 0;
        for (CommandLine line : CommandLine.read(root.resolve("tck/src/debian/commands.txt"))) {
            if (quick && !line.quick() || !words.stream().allMatch(line.text()::contains)) {
                continue;
            }
            if (!line.isIn(sysroot)) {
                missing++;
                continue;
            }
            Optional<String> difference = difference(line, sysroot, data, reference, graft);
            if (difference.isPresent()) {
                failed++;
                System.out.println("--- " + line.text() + "\n" + difference.get());
            } else {
                passed++;
            }
        }
        System.out.println(passed + " passed, " + failed + " failed, " + missing + " not in the root");
    }

    private static GuestRunner qemu(GuestIsa guest, Path sysroot) throws IOException {
        return GuestRunner.qemu(guest, sysroot)
                .orElseThrow(() -> new IOException("no qemu-" + guest.machine() + " on the PATH"));
    }

    /** The guests' environment, and what the launcher itself needs to find a JDK. */
    private static Map<String, String> launcherEnvironment() {
        Map<String, String> environment = new HashMap<>(GuestRunner.ENVIRONMENT);
        for (String name : List.of("JAVA_HOME")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }

    /** How Graft differs from the reference on a line, or nothing. */
    static Optional<String> difference(
            CommandLine line, Path sysroot, Path data, GuestRunner reference, GuestRunner graft) throws IOException {
        Outcome expected = reference.run(line.command(sysroot, data));
        Outcome actual;
        try {
            actual = graft.run(line.command(sysroot, data));
        } catch (IOException e) {
            return Optional.of(e.getMessage() + "\n");
        }
        return actual.equals(expected) ? Optional.empty() : Optional.of(expected.difference(actual));
    }
}
