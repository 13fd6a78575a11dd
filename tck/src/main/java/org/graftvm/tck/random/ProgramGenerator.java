package org.graftvm.tck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.RandomInstructions;

/** Makes random programs that trap nowhere and whose results do not depend on time or on the emulator. */
final class ProgramGenerator {
    /** Extensions that qemu 7.2, the oracle, does not have, and those without an effect that could be compared. */
    private static final Set<String> UNCOMPARED =
            Set.of("Zacas", "Zawrs", "Zcb", "Zfa", "Zicbom", "Zicbop", "Zicboz", "Zicond", "Zihintntl", "Zihintpause");

    /** Where qemu 7.2 is wrong: its ctzw counts on into the upper word if the lower one is zero. */
    private static final Set<String> WRONG_IN_QEMU = Set.of("ctzw");

    private static final Set<String> LOAD_RESERVED = Set.of("lr.w", "lr.d", "sc.w", "sc.d");
    private static final int FFLAGS = 1;
    private static final int FRM = 2;
    private static final int FCSR = 3;
    /** Bytes that the shortest compressed branch can go forward, over steps of at most 12 bytes. */
    private static final int MOST_SKIPPED = 20;

    private final InstructionTable table;
    private final RandomInstructions instructions;
    private final Random random;

    ProgramGenerator(InstructionTable table, long seed) {
        this.table = table;
        this.random = new Random(seed);
        this.instructions = new RandomInstructions(table, ProgramGenerator::isComparable, random.nextLong());
    }

    private static boolean isComparable(InstructionSpec spec) {
        return !UNCOMPARED.contains(spec.feature())
                && spec.flow() != Flow.SYSCALL
                && !WRONG_IN_QEMU.contains(spec.mnemonic())
                && !spec.mnemonic().endsWith("ebreak");
    }

    /** A program of {@code length} steps over {@code rows} sets of values. */
    RandomProgram next(int length, int rows) {
        List<Step> steps = new ArrayList<>();
        while (steps.size() < length) {
            steps.add(step(instructions.next(this::isTame)));
        }
        return new RandomProgram(random.nextLong(), rows, steps);
    }

    private Step step(Decoded decoded) {
        InstructionSpec spec = decoded.spec();
        String mnemonic = mnemonic(spec);
        if (LOAD_RESERVED.contains(mnemonic)) {
            return reservation(mnemonic.endsWith("w") ? "lr.w" : "lr.d", mnemonic.endsWith("w") ? "sc.w" : "sc.d");
        }
        return switch (spec.flow()) {
            case BRANCH, JUMP -> new Step.Direct(decoded.word(), random.nextInt(MOST_SKIPPED));
            case INDIRECT -> {
                int base = 1 + (int) decoded.operands()[spec.operand("rs1")] % 31;
                // c.jalr and jalr may link to the register they jump through.
                yield new Step.Indirect(
                        withBase(decoded, ProgramImage.isReserved(base) ? 28 : base)
                                .word(),
                        ProgramImage.isReserved(base) ? 28 : base,
                        random.nextInt(MOST_SKIPPED));
            }
            default -> new Step.Plain(List.of(usesMemory(spec) ? based(decoded).word() : decoded.word()));
        };
    }

    /** The mnemonic without the ordering suffix of atomics. */
    private static String mnemonic(InstructionSpec spec) {
        String mnemonic = spec.mnemonic();
        int brace = mnemonic.indexOf('{');
        return brace < 0 ? mnemonic : mnemonic.substring(0, brace);
    }

    /** A load-reserved and the store-conditional that belongs to it: alone, their results are up to the hart. */
    private Step reservation(String load, String store) {
        return new Step.Plain(List.of(
                based(instructions.next(d -> mnemonic(d.spec()).equals(load) && isTame(d)))
                        .word(),
                withBase(instructions.next(d -> mnemonic(d.spec()).equals(store) && isTame(d)), ProgramImage.SP)
                        .word()));
    }

    /** Whether the instruction leaves the reserved registers alone and cannot trap. */
    private boolean isTame(Decoded decoded) {
        InstructionSpec spec = decoded.spec();
        List<OperandSpec> operands = spec.operands();
        for (int i = 0; i < operands.size(); i++) {
            OperandSpec operand = operands.get(i);
            long value = decoded.operands()[i];
            if (operand.role() == Role.DESTINATION && value < 32 && ProgramImage.isReserved((int) value)) {
                return false;
            }
            if (operand.name().equals("rm") && (value == 5 || value == 6)) {
                return false;
            }
            if (operand.name().equals("csr") && !isTame(spec, (int) value, decoded)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the access to a control register leaves a defined rounding mode. */
    private static boolean isTame(InstructionSpec spec, int csr, Decoded decoded) {
        return switch (csr) {
            case FFLAGS -> true;
            case FRM ->
                switch (spec.mnemonic()) {
                    case "csrr", "csrrci" -> true;
                    case "csrrwi" -> decoded.operands()[spec.operand("uimm")] < 5;
                    default -> false;
                };
            case FCSR -> spec.mnemonic().equals("csrr");
            default -> false;
        };
    }

    private static boolean usesMemory(InstructionSpec spec) {
        return spec.parameters().stream().anyMatch(p -> p.source() == InstructionSpec.Source.MEMORY);
    }

    private Decoded based(Decoded decoded) {
        boolean compressed =
                decoded.spec().operands().stream().anyMatch(o -> o.name().equals("rs1c"));
        return withBase(decoded, compressed || random.nextBoolean() ? ProgramImage.S0 : ProgramImage.SP);
    }

    /** The same instruction with another base register, where it has a choice. */
    private Decoded withBase(Decoded decoded, int base) {
        InstructionSpec spec = decoded.spec();
        long[] operands = decoded.operands().clone();
        for (int i = 0; i < operands.length; i++) {
            String name = spec.operands().get(i).name();
            if (name.equals("rs1") || name.equals("rs1c")) {
                operands[i] = base;
            }
        }
        return table.encode(spec, operands);
    }
}
