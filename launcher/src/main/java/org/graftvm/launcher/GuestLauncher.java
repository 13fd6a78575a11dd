package org.graftvm.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.launcher.AbstractLanguageLauncher;
import org.graalvm.options.OptionCategory;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * {@code polyglot [options] program [arguments]}: options up to the first word that is none, then the program and what
 * it is called with. Everything is allowed to the guest: its files, sockets and processes are those of whoever calls.
 *
 * <p>Options that neither this class nor GraalVM's own launcher knows belong to the guest's language, with or without
 * its id: {@code --riscv.sysroot=DIR} is {@code --sysroot=DIR} once the program says that it is for RISC-V.
 *
 * <p>The exit status is the guest's. A guest that dies of signal n gives 128 + n and the line that a shell prints for
 * it; a program that cannot be started gives {@value GuestProgram#NOT_FOUND} or {@value GuestProgram#NOT_EXECUTABLE}
 * and one line. Java's stack traces are printed under {@code --verbose} only.
 *
 * <p>What a language does for its part: {@link Context#eval} of the program's {@link Source} runs the program with the
 * context's arguments (those behind the program's name, which is the source's name). Its value is the status of
 * exit(2). Otherwise it ends with a {@link PolyglotException} that {@link PolyglotException#isExit() is an exit}, and whose
 * message is the line to print: the signal's description after a fatal signal.
 */
public final class GuestLauncher extends AbstractLanguageLauncher {
    /** Regions are functions already: more inlining makes compilations several times longer and the code no faster. */
    static final Map<String, String> COMPILER_OPTIONS =
            Map.of("compiler.InliningExpansionBudget", "1000", "compiler.InliningInliningBudget", "1000");

    /** Says that this is not a fault of the guest: the language or the launcher failed. As {@code timeout(1)} has it. */
    private static final int INTERNAL_FAILURE = 125;

    private static final int USAGE = 2;
    private static final String CALL_DEPTH = "8000";
    private static final int SIGNAL_BASE = 128;

    /** Deaths that shells do not comment on: whoever pressed Ctrl-C or closed the pipe knows. */
    private static final int SIGINT = 2;

    private static final int SIGPIPE = 13;
    private static final String SYSROOT = "sysroot=";
    private static final String MOUNT = "mount=";
    /** What options of the Linux kernel may be called in place of a language. */
    private static final String LINUX = "--linux.";

    /** A mount that is the guest's root. */
    private static final Pattern ROOT_MOUNT = Pattern.compile("(?:^|,)/+:([^:,\\\\]+)");

    /** Languages named before any program is: {@code --help} and {@code --version} say something for all of them. */
    private static final String DEFAULT_LANGUAGE = "riscv";

    private @Nullable GuestProgram program;
    private String programName = "";
    private List<String> programArguments = List.of();
    private boolean verbose;
    private boolean version;

    private GuestLauncher() {}

    /** Runs the command; ends the process. */
    public static void main(String[] arguments) {
        StartAhead.begin();
        new GuestLauncher().launch(arguments);
    }

    @Override
    protected String getLanguageId() {
        return program == null ? DEFAULT_LANGUAGE : program.languageId();
    }

    @Override
    protected List<String> preprocessArguments(List<String> arguments, Map<String, String> polyglotOptions) {
        boolean compiles = hasCompiler();
        if (compiles) {
            polyglotOptions.putAll(COMPILER_OPTIONS);
        }
        List<String> unrecognized = new ArrayList<>();
        boolean asksForInformation = false;
        boolean sampled = false;
        boolean setsEngine = System.getProperties().stringPropertyNames().stream()
                .anyMatch(name -> name.startsWith("polyglot.engine."));
        Path sysroot = null;
        int at = 0;
        List<String> mounts = new ArrayList<>();
        for (; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (argument.startsWith(LINUX)) {
                argument = "--" + argument.substring(LINUX.length());
            }
            if (argument.equals("--")) {
                at++;
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                break;
            }
            switch (argument) {
                case "--version" -> version = true;
                case "--verbose" -> verbose = true;
                default -> {
                    asksForInformation |= argument.startsWith("--help") || argument.startsWith("--version:");
                    setsEngine |= argument.startsWith("--engine.");
                    sampled |= argument.equals("--cpusampler") || argument.startsWith("--cpusampler=");
                    String root = valueOf(SYSROOT, argument);
                    if (root != null) {
                        sysroot = Path.of(root);
                    }
                    String mount = valueOf(MOUNT, argument);
                    if (mount != null) {
                        mounts.add(mount); // May be repeated, unlike other options.
                        Matcher matcher = ROOT_MOUNT.matcher(mount);
                        sysroot = matcher.find() ? Path.of(matcher.group(1)) : sysroot;
                    } else {
                        unrecognized.add(argument);
                    }
                }
            }
        }
        if (at < arguments.size()) {
            programName = arguments.get(at);
            programArguments = List.copyOf(arguments.subList(at + 1, arguments.size()));
            try {
                program = GuestProgram.open(programName, sysroot);
                // What bin/polyglot's stack has room for; an option of the user's own replaces it.
                polyglotOptions.put(program.languageId() + ".call-depth", CALL_DEPTH);
                if (!mounts.isEmpty()) {
                    polyglotOptions.put(program.languageId() + ".mount", String.join(",", mounts));
                }
                if (sampled) {
                    // The sampler looks at stacks only, so the language would not learn that a tool wants to see
                    // functions.
                    polyglotOptions.put(program.languageId() + ".tiers", "debug");
                }
                // Whoever sets options of Truffle's engine may have it wait for the compiler.
                if (compiles && !setsEngine) {
                    DeferredCompiler.install(COMPILER_OPTIONS);
                }
            } catch (GuestProgram.Refusal refusal) {
                throw refuse(refusal);
            }
        } else if (!version && !asksForInformation) {
            throw stop(USAGE, "no program given; usage: polyglot [options] program [arguments], see polyglot --help");
        }
        return unrecognized;
    }

    /** The value of an option of the language, with or without its id in front; null if {@code argument} is another. */
    private static @Nullable String valueOf(String option, String argument) {
        int at = argument.indexOf(option);
        return at >= 2 && (at == 2 || argument.charAt(at - 1) == '.') ? argument.substring(at + option.length()) : null;
    }

    @Override
    protected void launch(Context.Builder builder) {
        if (version) {
            printVersion();
            return;
        }
        GuestProgram guest = program;
        if (guest == null) {
            return;
        }
        // Said here in one line instead, see warnIfInterpreted.
        builder.option("engine.WarnInterpreterOnly", "false");
        // The guest's descriptors 0 to 2 are the process's own, so that terminals and files behave as such.
        builder.allowExperimentalOptions(true).option(guest.languageId() + ".host-streams", "true");
        builder.arguments(guest.languageId(), programArguments.toArray(String[]::new));
        int status;
        try (Context context = builder.build()) {
            warnIfInterpreted(context.getEngine());
            status = run(context, guest);
        } catch (PolyglotException e) {
            status = ended(e);
        } catch (AbortException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw refusedOption(e, guest);
        } catch (RuntimeException | Error e) {
            status = failed(e);
        }
        throw exit(status);
    }

    /** Truffle refuses every option of a language that is not installed, and wrong values of one that is. */
    private RuntimeException refusedOption(IllegalArgumentException refusal, GuestProgram guest) {
        try (Engine engine = Engine.newBuilder()
                .option("engine.WarnInterpreterOnly", "false")
                .build()) {
            if (!engine.getLanguages().containsKey(guest.languageId())) {
                return refuse(GuestProgram.unsupported(programName, guest.architecture()));
            }
        }
        return stop(USAGE, String.valueOf(refusal.getMessage()));
    }

    private int run(Context context, GuestProgram guest) {
        try {
            return context.eval(
                            Source.newBuilder(guest.languageId(), guest.file().toFile())
                                    .name(programName)
                                    .build())
                    .asInt();
        } catch (PolyglotException e) {
            return ended(e);
        } catch (IOException e) {
            throw refuse(new GuestProgram.Refusal(GuestProgram.NOT_EXECUTABLE, programName + ": " + e.getMessage()));
        }
    }

    private int ended(PolyglotException end) {
        PrintStream err = getError();
        String message = end.getMessage();
        if (end.isExit()) {
            int status = end.getExitStatus();
            boolean silent = status == SIGNAL_BASE + SIGINT || status == SIGNAL_BASE + SIGPIPE;
            if (status > SIGNAL_BASE && !silent && message != null && !message.isEmpty()) {
                err.println(message);
            }
            return status;
        }
        if (end.isInternalError()) {
            return failed(end);
        }
        boolean named = message != null && message.startsWith(programName + ": ");
        err.println("polyglot: " + (named ? "" : programName + ": ") + message);
        if (verbose) {
            end.printStackTrace(err);
        }
        return GuestProgram.NOT_EXECUTABLE;
    }

    /** A fault of Graft's own. */
    private int failed(Throwable failure) {
        PrintStream err = getError();
        err.println("polyglot: " + programName + ": internal error: " + failure.getMessage());
        if (verbose) {
            failure.printStackTrace(err);
        } else {
            err.println("polyglot: --verbose shows where");
        }
        return INTERNAL_FAILURE;
    }

    /** Whether the optimizing runtime will be there; without it, Truffle refuses options of the compiler. */
    private static boolean hasCompiler() {
        ModuleLayer modules = ModuleLayer.boot();
        return System.getProperty("truffle.TruffleRuntime") == null
                && modules.findModule("jdk.internal.vm.ci").isPresent()
                // The JDK has an empty module of this name.
                && modules.findModule("jdk.graal.compiler")
                        .filter(compiler -> compiler.getPackages().contains("jdk.graal.compiler.truffle"))
                        .isPresent();
    }

    /**
     * An engine without the optimizing runtime does not know the options of that runtime. The engine's name says it too,
     * but asking for it starts half of the Graal compiler.
     */
    private void warnIfInterpreted(Engine engine) {
        if (engine.getOptions().get("engine.Compilation") == null) {
            getError()
                    .println(
                            "polyglot: WARNING: the optimizing Truffle runtime is missing, so hot guest code stays slow: "
                                    + "run bin/polyglot of the distribution, or a JDK 25 with JVMCI and the Graal compiler");
        }
    }

    private RuntimeException refuse(GuestProgram.Refusal refusal) {
        return stop(refusal.status, String.valueOf(refusal.getMessage()));
    }

    private RuntimeException stop(int status, String message) {
        getError().println("polyglot: " + message);
        return exit(status);
    }

    @Override
    protected VMType getDefaultVMType() {
        return VMType.JVM;
    }

    @Override
    protected void printVersion() {
        String release = getClass().getPackage().getImplementationVersion();
        getOutput().println("Graft " + (release == null ? "(unpacked classes)" : release));
        printPolyglotVersions();
    }

    @Override
    protected void collectArguments(Set<String> options) {
        super.collectArguments(options);
        options.add("--verbose");
        options.add("--version");
    }

    @Override
    protected void printHelp(OptionCategory maxCategory) {
        PrintStream out = getOutput();
        out.println("Usage: polyglot [options] program [arguments]");
        out.println("Runs a Linux program of another architecture; its ELF header says which.");
        out.println();
        launcherOption("--sysroot=DIR", "Look for the guest's absolute paths in DIR first.");
        launcherOption(
                "--mount=GUEST:HOST[:ro]",
                "Show the guest a directory or file of the host at another place; repeatable.");
        launcherOption("--strace[=summary]", "Print the guest's system calls, or at the end a table of them.");
        launcherOption("--strace-output=FILE", "Where --strace prints; a %p in the name is a process's id.");
        launcherOption("--engine-stats", "Print what was translated and compiled, at the end.");
        launcherOption("--version", "Print the version and exit.");
        launcherOption("--verbose", "Print Java stack traces of internal errors.");
    }
}
