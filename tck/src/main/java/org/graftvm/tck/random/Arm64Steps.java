package org.graftvm.tck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.graftvm.isa.arm64.instructions.Arm64Instructions;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.RandomInstructions;

/**
 * Random A64 instructions that trap nowhere and whose results do not depend on time or on the emulator. Each step stands for
 * itself: a branch brings the instructions that it may skip.
 */
final class Arm64Steps {
    /** Sections without an effect that could be compared, or that need a partner. */
    private static final Set<String> LEFT_OUT =
            Set.of("Exceptions", "CacheMaintenance", "SystemRegisters", "Exclusives");

    private static final Set<String> DESTINATIONS =
            Set.of("Rd", "Rt", "Rt2", "Rs", "Ws", "RdSP", "Xd", "Wd", "Xt", "Xt2", "Wt", "RsPair", "RtPair");

    /** Operands of loads and stores that move their base. */
    private static final List<String> WRITING_BACK = List.of("imm9", "imm7", "moved9", "movedPair7", "movedBy");

    private static final int MOST_SKIPPED = 4;

    private final InstructionTable table = new InstructionTable(Arm64Instructions.SET);
    private final Random random;
    private final Pattern rows;
    private final RandomInstructions instructions;

    /** @param rows what mnemonics match, of which all but exclusives are made */
    Arm64Steps(long seed, Pattern rows) {
        this.random = new Random(seed);
        this.rows = rows;
        this.instructions = new RandomInstructions(
                table,
                spec -> isComparable(spec) && rows.matcher(spec.mnemonic()).matches(),
                random.nextLong());
    }

    private static boolean isComparable(InstructionSpec spec) {
        return !LEFT_OUT.contains(section(spec)) && !spec.mnemonic().equals("hint");
    }

    private static String section(InstructionSpec spec) {
        return spec.owner().substring(spec.owner().lastIndexOf('.') + 1);
    }

    /** The words of a step. */
    List<Integer> next() {
        if (random.nextInt(30) == 0 && rows.matcher("ldxr").matches()) {
            return exclusives();
        }
        Decoded decoded = instructions.next(this::isTame);
        if (section(decoded.spec()).equals("Branches")) {
            return branch(decoded);
        }
        return plain(decoded);
    }

    private boolean isTame(Decoded decoded) {
        List<OperandSpec> operands = decoded.spec().operands();
        if (isSameTwice(decoded, "Rt", "Rt2")
                || isSameTwice(decoded, "Xt", "Xt2")
                || isSameTwice(decoded, "Ft", "Ft2")) {
            return false; // Of loads, unpredictable.
        }
        if (isHalfToFixedPoint(decoded)) {
            return false;
        }
        for (int i = 0; i < operands.size(); i++) {
            String name = operands.get(i).name();
            int value = (int) decoded.operands()[i];
            boolean pair = name.endsWith("Pair");
            if (DESTINATIONS.contains(name)
                    && (Arm64Image.isReserved(value)
                            || pair && Arm64Image.isReserved(value + 1)
                            || name.equals("RdSP") && value == Arm64Words.SP)) {
                return false;
            }
        }
        return true;
    }

    /** What qemu 7.2 gets wrong: the 16 bits of a negative scalar result come with another 16 of its sign. */
    private static boolean isHalfToFixedPoint(Decoded decoded) {
        InstructionSpec spec = decoded.spec();
        int distance = spec.operand("shiftRight");
        return spec.mnemonic().equals("fcvtzs")
                && distance >= 0
                && decoded.operands()[distance] < 32
                && decoded.operands()[spec.operand("scalar")] != 0;
    }

    private static boolean isSameTwice(Decoded decoded, String first, String second) {
        int a = decoded.spec().operand(first);
        int b = decoded.spec().operand(second);
        return a >= 0 && b >= 0 && decoded.operands()[a] == decoded.operands()[b];
    }

    private List<Integer> plain(Decoded decoded) {
        InstructionSpec spec = decoded.spec();
        int base = spec.operand("XnSP");
        if (base < 0) {
            return List.of(with(decoded, "label19", -4 * random.nextInt(4)).word());
        }
        int register = random.nextBoolean() ? Arm64Image.BASE : Arm64Words.SP;
        Decoded based = with(decoded, "XnSP", register);
        if (spec.operand("option") >= 0) {
            based = with(based, "Rm", Arm64Image.INDEX);
        }
        based = with(based, "indexRegister", Arm64Image.INDEX);
        if (section(spec).equals("Ordered") && spec.operand("offset9") >= 0) {
            based = with(based, "offset9", based.operands()[spec.operand("offset9")] & -8);
        }
        if (WRITING_BACK.stream().allMatch(name -> spec.operand(name) < 0)) {
            return List.of(based.word());
        }
        // What is written back counts, and the base gets its value again.
        return List.of(
                based.word(),
                Arm64Words.subtract(random.nextInt(Arm64Image.TARGET), register, Arm64Image.ORIGIN),
                Arm64Words.add(register, Arm64Image.ORIGIN, 0));
    }

    private Decoded with(Decoded decoded, String operand, long value) {
        int index = decoded.spec().operand(operand);
        if (index < 0) {
            return decoded;
        }
        long[] operands = decoded.operands().clone();
        operands[index] = value;
        return table.encode(decoded.spec(), operands);
    }

    private List<Integer> branch(Decoded decoded) {
        List<Integer> skipped = new ArrayList<>();
        for (int i = random.nextInt(MOST_SKIPPED); i > 0; i--) {
            skipped.addAll(next());
        }
        int distance = 4 + 4 * skipped.size();
        List<Integer> words = new ArrayList<>();
        Decoded branch = decoded;
        for (String register : new String[] {"Xn", "XnReturn"}) {
            if (decoded.spec().operand(register) >= 0) {
                words.add(Arm64Words.address(Arm64Image.TARGET, 4 + distance));
                branch = with(branch, register, Arm64Image.TARGET);
            }
        }
        for (String label : new String[] {"label14", "label19", "label26"}) {
            branch = with(branch, label, distance);
        }
        words.add(branch.word());
        words.addAll(skipped);
        return words;
    }

    /** A load-exclusive and the store-exclusive that belongs to it: alone, what these do is up to the processor. */
    private List<Integer> exclusives() {
        int base = random.nextBoolean() ? Arm64Image.BASE : Arm64Words.SP;
        int status = random.nextInt(8);
        int order = random.nextInt(2) << 15 | base << 5;
        int loaded = 8 + random.nextInt(4) | 12 + random.nextInt(4) << 10;
        int stored = 16 + random.nextInt(4) | 20 + random.nextInt(4) << 10;
        if (random.nextBoolean()) {
            int size = random.nextInt(4) << 30;
            return List.of(
                    0x085f7c00 | size | order | loaded & 31, 0x08007c00 | size | status << 16 | order | stored & 31);
        }
        int size = random.nextInt(2) << 30;
        return List.of(0x887f0000 | size | order | loaded, 0x88200000 | size | status << 16 | order | stored);
    }
}
