package org.graftvm.tck.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link Bench}.
 *
 * @param root the checkout
 * @param names programs to run; empty means all
 * @param rounds rounds of each program, the same under every emulator
 * @param launcher the command to measure, with options
 * @param sysroot guest root for the Debian programs
 * @param output Markdown file to write as well
 */
record Settings(
        Path root,
        Mode mode,
        List<String> names,
        int rounds,
        List<String> launcher,
        Optional<Path> sysroot,
        Optional<Path> output) {
    static final Duration LIMIT = Duration.ofMinutes(5);

    static final String USAGE = """
            usage: tck/bench [options] [program…]
              --mode=kernels      native, qemu-user and Graft side by side (default)
              --mode=interpreter  guest compilation off, against native
              --mode=tools        with the debugger waiting for a client, against without
              --mode=start        a static hello against an empty Java main
              --mode=debian       programs of a Debian sysroot, against qemu-user
              --mode=all          all of these
              --rounds=N          rounds of each kernel (default 20)
              --launcher=COMMAND  the launcher and its options (default ./polyglot)
              --sysroot=DIR       guest root for the Debian programs
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
        @Nullable Path sysroot = null;
        @Nullable Path output = null;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String value = argument.substring(equals + 1);
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--mode" -> mode = Mode.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--launcher" -> launcher = List.of(value.split(" "));
                case "--sysroot" -> sysroot = existing(Path.of(value));
                case "--output" -> output = Path.of(value);
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + argument);
                    }
                    names.add(argument);
                }
            }
        }
        return new Settings(
                root, mode, names, rounds, launcher, Optional.ofNullable(sysroot), Optional.ofNullable(output));
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("no such directory: " + directory);
        }
        return directory;
    }

    /** The launcher's command line with further options. */
    List<String> graft(List<String> options, List<String> program) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(options);
        command.addAll(program);
        return command;
    }
}
