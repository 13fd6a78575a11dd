package org.graftvm.language;

import java.util.List;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;
import org.graalvm.options.OptionValues;
import org.graftvm.engine.EngineSettings;

/** The options that all guest languages share; each is {@code --<language>.<name>} on the command line. */
final class GuestOptions {
    /** Which tiers run a guest. */
    enum Tiers {
        /** All there are. */
        AUTO,
        /** Tier 0 alone: nothing is compiled for the guest. */
        INTERPRETER,
        /** Tier 0 and 1: classes for HotSpot. */
        CLASSES,
        /** Tier 0 and 2: Truffle's compiler. */
        TRUFFLE,
        /** Interpreted, with everything that tools want to see; otherwise chosen when one asks for it. */
        DEBUG
    }

    /** How system calls are shown. */
    enum Trace {
        OFF,
        /** A line each. */
        LINES,
        /** A table of counts, errors and CPU time at the end. */
        SUMMARY,
        /** The same of the time until the call is over, waiting included. */
        SUMMARY_WALL;

        /** The option's value; without one, Truffle gives {@code true}. */
        static Trace of(String text) {
            return switch (text.toLowerCase(java.util.Locale.ROOT).strip()) {
                case "true", "" -> LINES;
                case "false" -> OFF;
                case "summary" -> SUMMARY;
                case "summary-wall" -> SUMMARY_WALL;
                default -> throw new IllegalArgumentException("Not one of true, false, summary, summary-wall: " + text);
            };
        }
    }

    static final OptionKey<String> SYSROOT = new OptionKey<>("");
    static final OptionKey<List<HostMount>> MOUNT =
            new OptionKey<>(List.of(), new OptionType<>("mount", HostMount::parse));
    static final OptionKey<Trace> STRACE = new OptionKey<>(Trace.OFF, new OptionType<>("trace", Trace::of));
    static final OptionKey<String> STRACE_OUTPUT = new OptionKey<>("");
    static final OptionKey<Boolean> ENGINE_STATS = new OptionKey<>(false);
    static final OptionKey<Tiers> TIERS = new OptionKey<>(
            Tiers.AUTO,
            new OptionType<>(
                    "tiers",
                    text -> Tiers.valueOf(
                            text.toUpperCase(java.util.Locale.ROOT).strip())));
    static final OptionKey<Integer> ADDRESS_SPACE = new OptionKey<>(16);
    static final OptionKey<Integer> MEMORY_LIMIT = new OptionKey<>(8192);
    static final OptionKey<Integer> CALL_DEPTH = new OptionKey<>(EngineSettings.DEFAULT.maxDepth());
    static final OptionKey<Integer> CLASS_THRESHOLD = new OptionKey<>(EngineSettings.DEFAULT.classThreshold());
    static final OptionKey<Integer> TRUFFLE_THRESHOLD = new OptionKey<>(EngineSettings.DEFAULT.truffleThreshold());

    static final OptionKey<Long> CODE_CACHE_LIMIT = new OptionKey<>(EngineSettings.DEFAULT.codeLimit());
    static final OptionKey<String> WARM_UP = new OptionKey<>("");
    static final OptionKey<String> SAVE_HOT = new OptionKey<>("");

    static final OptionKey<Boolean> HOST_STREAMS = new OptionKey<>(false);

    private GuestOptions() {}

    static OptionDescriptors descriptors(String language) {
        return OptionDescriptors.create(List.of(
                user(
                        language,
                        "sysroot",
                        SYSROOT,
                        "Folder in which absolute guest paths are looked up first.",
                        "<dir>"),
                user(
                        language,
                        "mount",
                        MOUNT,
                        "Directories and files of the host that the guest sees at other places, separated by commas; at / in place"
                                + " of the host's root.",
                        "<guest>:<host>[:ro],..."),
                user(
                        language,
                        "strace",
                        STRACE,
                        "Print the guest's system calls, or at the end a table of their counts, errors and CPU time"
                                + " (summary-wall: elapsed time).",
                        "[summary|summary-wall]"),
                user(
                        language,
                        "strace-output",
                        STRACE_OUTPUT,
                        "Where strace prints in place of standard error; with %p in the name, which is the process's id,"
                                + " a file for each process.",
                        "<file>"),
                user(language, "engine-stats", ENGINE_STATS, "Print what was translated and compiled, at the end.", ""),
                user(
                        language,
                        "memory-limit",
                        MEMORY_LIMIT,
                        "Most private writable memory of a guest process, in MiB; it sees ENOMEM beyond.",
                        "<MiB>"),
                user(language, "save-hot", SAVE_HOT, "Write which code became hot to a file, at the end.", "<file>"),
                user(
                        language,
                        "warm-up",
                        WARM_UP,
                        "Translate what was hot in the run that wrote this file as soon as it is executed.",
                        "<file>"),
                expert(
                        language,
                        "code-cache-limit",
                        CODE_CACHE_LIMIT,
                        "Most guest instructions, decoded or translated, that a process's code cache holds before it starts "
                                + "anew; 0 for no limit.",
                        "<n>"),
                describe(
                        language,
                        "host-streams",
                        HOST_STREAMS,
                        "The guest stands in for the host's process: its descriptors 0, 1 and 2, its signals, and an exit"
                                + " is the evaluation's value; set by the launcher.",
                        "",
                        OptionCategory.INTERNAL),
                expert(
                        language,
                        "address-space",
                        ADDRESS_SPACE,
                        "Size of a guest's address space in GiB, a power of two.",
                        "<GiB>"),
                expert(
                        language,
                        "tiers",
                        TIERS,
                        "What runs guest code: auto, interpreter, classes, truffle, or debug for tools.",
                        "auto|interpreter|classes|truffle|debug"),
                expert(
                        language,
                        "call-depth",
                        CALL_DEPTH,
                        "Guest calls that may nest on the host stack; beyond it unwinds.",
                        "<n>"),
                expert(
                        language,
                        "class-threshold",
                        CLASS_THRESHOLD,
                        "Executions of a block before its region becomes a class.",
                        "<n>"),
                expert(
                        language,
                        "truffle-threshold",
                        TRUFFLE_THRESHOLD,
                        "Executions of a class before its region is partially evaluated.",
                        "<n>")));
    }

    static EngineSettings engineSettings(OptionValues values) {
        Tiers tiers = values.get(TIERS);
        return new EngineSettings(
                tiers == Tiers.AUTO || tiers == Tiers.CLASSES,
                tiers == Tiers.AUTO || tiers == Tiers.TRUFFLE,
                values.get(CLASS_THRESHOLD),
                values.get(TRUFFLE_THRESHOLD),
                values.get(CALL_DEPTH),
                values.get(CODE_CACHE_LIMIT));
    }

    private static OptionDescriptor user(String language, String name, OptionKey<?> key, String help, String usage) {
        return describe(language, name, key, help, usage, OptionCategory.USER);
    }

    private static OptionDescriptor expert(String language, String name, OptionKey<?> key, String help, String usage) {
        return describe(language, name, key, help, usage, OptionCategory.EXPERT);
    }

    private static OptionDescriptor describe(
            String language, String name, OptionKey<?> key, String help, String usage, OptionCategory category) {
        return OptionDescriptor.newBuilder(key, language + "." + name)
                .help(help)
                .usageSyntax(usage)
                .category(category)
                .stability(OptionStability.STABLE)
                .build();
    }
}
