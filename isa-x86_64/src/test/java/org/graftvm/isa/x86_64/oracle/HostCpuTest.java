package org.graftvm.isa.x86_64.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.x86_64.instructions.X86Rows;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.InstructionSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row does in every tier what the host's CPU does: registers, memory, signals and all flags that the manual defines.
 * {@code -Dgraft.seed=N} repeats a run, {@code -Dgraft.cases=N} makes more cases of each row, {@code -Dgraft.rows=REGEX} leaves
 * out single instructions whose rows do not match, {@code -Dgraft.verbose=true} shows what cases that differ started from.
 */
class HostCpuTest {
    /** The same in every build, so that a failure is of a change; {@code -Dgraft.seed} tries others. */
    private static final long SEED = Long.getLong("graft.seed", 65_405_581_815_279L);

    @TempDir
    static Path directory;

    static final EngineSettings CLASSES = new EngineSettings(true, false, 1, 1, 300);
    static final EngineSettings TRUFFLE = new EngineSettings(false, true, 1, 1, 300);

    private static final int EACH = Integer.getInteger("graft.cases", 40);

    private static final String ROWS = System.getProperty("graft.rows", ".*");

    private static final boolean VERBOSE = Boolean.getBoolean("graft.verbose");

    private static final int SEQUENCE_LENGTH = 8;

    @Test
    void interpreter() throws IOException, InterruptedException {
        compare(EngineSettings.INTERPRETER, instructions(EACH));
    }

    @Test
    void classes() throws IOException, InterruptedException {
        compare(CLASSES, instructions(EACH / 4));
    }

    @Test
    void truffle() throws IOException, InterruptedException {
        compare(TRUFFLE, oneOfEach());
    }

    @Test
    void sequencesInInterpreter() throws IOException, InterruptedException {
        compare(EngineSettings.INTERPRETER, sequences(EACH * 500));
    }

    @Test
    void sequencesInClasses() throws IOException, InterruptedException {
        compare(CLASSES, sequences(EACH * 25));
    }

    @Test
    void sequencesInTruffle() throws IOException, InterruptedException {
        compare(TRUFFLE, sequences(EACH * 3));
    }

    /** What a VEX prefix must not have, or has in vain. */
    private static final List<String> UNDEFINED = List.of(
            "66 c4 e2 70 f2 c2", // andn eax, ecx, edx behind each prefix that VEX excludes
            "f2 c4 e2 70 f2 c2",
            "f3 c4 e2 70 f2 c2",
            "48 c4 e2 70 f2 c2",
            "f0 c4 e2 70 f2 04 24",
            "c4 e2 74 f2 c2", // VEX.L
            "c4 e2 71 f2 c2", // 66 inside
            "c4 e3 73 f0 c2 01", // rorx with vvvv
            "c4 e0 70 f2 c2", // maps 0, 4 and 31
            "c4 e4 70 f2 c2",
            "c4 ff 70 f2 c2",
            "c5 f0 f2 c2", // andn's opcode in another map
            "c4 e2 70 f3 c2", // digit 0 of a group without one
            "c4 e2 71 90 04 0c", // vpgatherdd xmm0, [rsp+xmm1], xmm1, and with other pairs of the same
            "c4 e2 79 90 04 0c",
            "c4 e2 71 90 04 04",
            "c4 e2 f9 18 c0", // vbroadcastss with W
            "c5 fc 16 c1", // vmovlhps with L
            "c4 e3 79 00 c0 1b"); // vpermq without L and W

    @Test
    void undefinedEncodings() throws IOException, InterruptedException {
        CaseGenerator generator = new CaseGenerator(SEED);
        List<InstructionCase> cases = UNDEFINED.stream()
                .map(bytes -> generator.bytes(HexFormat.ofDelimiter(" ").parseHex(bytes)))
                .toList();
        compare(EngineSettings.INTERPRETER, cases);
        try (GuestCpu guest = new GuestCpu(EngineSettings.INTERPRETER)) {
            cases.forEach(c -> assertEquals(
                    GuestCpu.SIGILL, guest.run(c).signal(), () -> HexFormat.of().formatHex(c.code())));
        }
    }

    @Test
    void x87SequencesInInterpreter() throws IOException, InterruptedException {
        compare(EngineSettings.INTERPRETER, x87Sequences(EACH * 200));
    }

    @Test
    void x87SequencesInClasses() throws IOException, InterruptedException {
        compare(CLASSES, x87Sequences(EACH * 10));
    }

    @Test
    void x87SequencesInTruffle() throws IOException, InterruptedException {
        compare(TRUFFLE, x87Sequences(EACH));
    }

    /** Of x87 and MMX alone, from states with values on the stack. */
    private static List<InstructionCase> x87Sequences(int count) {
        CaseGenerator generator = new CaseGenerator(SEED);
        List<ByteRow> rows = IntStream.range(0, X86Rows.COUNT)
                .mapToObj(X86Rows::row)
                .filter(row -> CaseGenerator.isForSequences(row) && X87Values.isX87(row))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(i -> generator.sequence(rows, SEQUENCE_LENGTH))
                .toList();
    }

    /** One case of each instruction, by one of its rows: each takes the Graal compiler a while. */
    private static List<InstructionCase> oneOfEach() {
        CaseGenerator generator = new CaseGenerator(SEED);
        Random random = new Random(SEED);
        Map<InstructionSpec, List<ByteRow>> rows = IntStream.range(0, X86Rows.COUNT)
                .mapToObj(X86Rows::row)
                .filter(row -> CaseGenerator.covers(row) && HostCpu.has(row))
                .collect(Collectors.groupingBy(ByteRow::spec, LinkedHashMap::new, Collectors.toList()));
        return rows.values().stream()
                .map(same -> generator.next(same.get(random.nextInt(same.size()))))
                .toList();
    }

    /** Some cases of each row. */
    private static List<InstructionCase> instructions(int each) {
        CaseGenerator generator = new CaseGenerator(SEED);
        List<ByteRow> rows = IntStream.range(0, X86Rows.COUNT)
                .mapToObj(X86Rows::row)
                .filter(row -> CaseGenerator.covers(row)
                        && HostCpu.has(row)
                        && row.toString().matches(ROWS))
                .toList();
        return IntStream.range(0, each)
                .mapToObj(i -> rows.stream().map(generator::next))
                .flatMap(cases -> cases)
                .toList();
    }

    /** Blocks of several instructions, in which flags die, comparisons and conditions join, and results go on. */
    private static List<InstructionCase> sequences(int count) {
        CaseGenerator generator = new CaseGenerator(SEED);
        List<ByteRow> rows = IntStream.range(0, X86Rows.COUNT)
                .mapToObj(X86Rows::row)
                .filter(row -> CaseGenerator.isForSequences(row) && HostCpu.has(row))
                .toList();
        // Vectors are many, and flags are what sequences are about.
        List<ByteRow> general = rows.stream()
                .filter(row -> !row.encoding().text().contains("x"))
                .toList();
        List<ByteRow> mixed = new ArrayList<>(rows);
        for (int i = 0; i < 4; i++) {
            mixed.addAll(general);
        }
        List<ByteRow> conditions = rows.stream()
                .filter(row -> row.encoding().text().contains("+cc"))
                .toList();
        for (int i = 0; i < 60; i++) {
            mixed.addAll(conditions);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> generator.sequence(mixed, SEQUENCE_LENGTH))
                .toList();
    }

    private static void compare(EngineSettings settings, List<InstructionCase> cases)
            throws IOException, InterruptedException {
        compare(settings, cases, directory);
    }

    static void compare(EngineSettings settings, List<InstructionCase> cases, Path directory)
            throws IOException, InterruptedException {
        assumeTrue(HostCpu.isAvailable(), "needs an x86-64 Linux host with gcc");
        System.out.println("HostCpuTest: graft.seed=" + SEED);
        List<String> missing = HostCpu.missing();
        if (!missing.isEmpty()) {
            System.out.println("HostCpuTest: not compared, because the host has no " + String.join(", ", missing));
        }
        List<CpuState> expected = HostCpu.build(directory).run(cases);
        List<String> differences = new ArrayList<>();
        try (GuestCpu guest = new GuestCpu(settings)) {
            for (int i = 0; i < cases.size(); i++) {
                String difference = difference(cases.get(i), expected.get(i), guest.run(cases.get(i)));
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
            assertEquals(settings.classTier(), guest.statistics().classes() > 0, "regions in tier 1");
            assertEquals(0, guest.statistics().failedCompilations(), "compilations that Graal gave up");
            assertEquals(settings.truffleTier(), guest.statistics().truffleInstalled() > 0, "regions in tier 2");
        }
        assertTrue(
                differences.isEmpty(),
                () -> differences.size() + " of " + cases.size() + " cases, graft.seed=" + SEED + "\n"
                        + String.join("\n", differences.subList(0, Math.min(40, differences.size()))));
    }

    /** What differs, or an empty text. Of a case that faults, only that it does, and registers. */
    private static String difference(InstructionCase instruction, CpuState host, CpuState result) {
        boolean faults = host.signal() != 0 || result.signal() != 0;
        if (faults && X87Values.isX87(instruction.row()) && !HostCpu.decidesFaultsOfX87()) {
            return "";
        }
        CpuState guest = Approximations.covers(instruction.row()) ? Approximations.align(host, result) : result;
        long flags = host.signal() != 0 ? 0 : UndefinedFlags.ALL & ~instruction.undefined();
        String[] expected = host.text(f -> f & flags).split("\n");
        CpuState comparable = LastBits.mayDiffer(instruction) ? LastBits.reconcile(host, guest) : guest;
        String[] actual = comparable.text(f -> f & flags).split("\n");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].equals(actual[i])) {
                text.append("  host ").append(expected[i]).append(", guest ").append(actual[i]);
            }
        }
        return text.isEmpty()
                ? ""
                : instruction.row().spec().method() + " \""
                        + instruction.row().encoding().text() + "\" "
                        + HexFormat.ofDelimiter(" ").formatHex(instruction.code()) + " flags "
                        + Long.toHexString(instruction.before().rflags()) + " mxcsr "
                        + Long.toHexString(instruction.before().mxcsr()) + text
                        + (VERBOSE ? "\n" + instruction.before().text(f -> f).replace('\n', ' ') : "");
    }
}
