package org.graftvm.tck.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graftvm.tck.process.GuestIsa;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link Bench}.
 *
 * @param root the checkout
 * @param guests instruction sets to run them on
 * @param names programs to run; empty means all
 * @param rounds rounds of each program, the same under every emulator
 * @param launcher the command to measure, with options
 * @param sysroots for each guest the root of its Debian programs, where there is one
 * @param output Markdown file to write as well
 */
record Settings(
        Path root,
        Mode mode,
        List<GuestIsa> guests,
        List<String> names,
        int rounds,
        List<String> launcher,
        Map<GuestIsa, Path> sysroots,
        Optional<Path> output) {
    static final Duration LIMIT = Duration.ofMinutes(5);

    static final String USAGE = """
            usage: tck/bench [options] [program…]
              --mode=kernels      native, qemu-user and Graft side by side (default)
              --mode=interpreter  guest compilation off, against native
              --mode=tools        with the debugger waiting for a client, against without
              --mode=start        a static hello against an empty Java main
              --mode=debian       Debian programs, against qemu-user
              --mode=all          all of these
              --guest=NAME        riscv64, x86_64 or aarch64 alone (default: all that have a compiler and a qemu here)
              --rounds=N          rounds of each kernel (default 20)
              --launcher=COMMAND  the launcher and its options (default ./polyglot)
              --riscv.sysroot=DIR, --x86_64.sysroot=DIR, --arm64.sysroot=DIR
                                  guest root for the Debian programs (default: an x86-64 host's own)
              --output=FILE       write the report there too
              --list              names of the kernels
            The cost of memory checks is not measured yet: the engine has no option to run without them.""";

    /** What to measure. */
    enum Mode {
        KERNELS,
        INTERPRETER,
        TOOLS,
        START,
        DEBIAN,
        ALL
    }

    boolean includes(Mode one) {
        return mode == one || mode == Mode.ALL;
    }

    boolean selects(String name) {
        return names.isEmpty() || names.contains(name);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException for an unknown option or value
     */
    static Settings parse(Path root, String... arguments) {
        Mode mode = Mode.KERNELS;
        List<String> names = new ArrayList<>();
        int rounds = 20;
        List<String> launcher = List.of(root.resolve("polyglot").toString());
        List<GuestIsa> guests = GuestIsa.ALL.stream().filter(Programs::possible).toList();
        Map<GuestIsa, Path> sysroots = new HashMap<>();
        if (System.getProperty("os.arch").equals("amd64")) {
            sysroots.put(GuestIsa.X86_64, Path.of("/"));
        }
        @Nullable Path output = null;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String value = argument.substring(equals + 1);
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--mode" -> mode = Mode.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--launcher" -> launcher = List.of(value.split(" "));
                case "--guest" -> guests = List.of(GuestIsa.of(value));
                case "--riscv.sysroot" -> sysroots.put(GuestIsa.RISCV, existing(Path.of(value)));
                case "--x86_64.sysroot" -> sysroots.put(GuestIsa.X86_64, existing(Path.of(value)));
                case "--arm64.sysroot" -> sysroots.put(GuestIsa.ARM64, existing(Path.of(value)));
                case "--output" -> output = Path.of(value);
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + argument);
                    }
                    names.add(argument);
                }
            }
        }
        if (guests.isEmpty()) {
            throw new IllegalArgumentException("no guest has both a compiler and a qemu on the PATH");
        }
        return new Settings(root, mode, guests, names, rounds, launcher, sysroots, Optional.ofNullable(output));
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("no such directory: " + directory);
        }
        return directory.toAbsolutePath();
    }

    /** The root of a guest's Debian programs, or nothing where none is known. That of the host itself has no names. */
    Optional<Path> sysroot(GuestIsa guest) {
        return Optional.ofNullable(sysroots.get(guest));
    }

    /** The launcher's command line with further options. */
    List<String> graft(List<String> options, List<String> program) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(options);
        command.addAll(program);
        return command;
    }
}
