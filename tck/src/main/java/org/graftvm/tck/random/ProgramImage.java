package org.graftvm.tck.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graftvm.spec.table.InstructionTable;

/**
 * A random program as it lies in memory.
 *
 * <p>Code: for each row, load fcsr and all registers from the row, run the body, store all registers and fcsr back into
 * it; then write(2) the whole data to standard output and exit. Data: the rows, then a scratch area for the body's loads
 * and stores. Three registers keep their values: {@code sp} and {@code s0} point into the scratch area, {@code s1} to
 * the row.
 *
 * @param code at {@link #CODE}, ending in the exit call
 * @param data at {@link #DATA}
 */
record ProgramImage(byte[] code, byte[] data) {
    static final long CODE = 0x10000;
    static final long DATA = 0x400000;
    static final int SCRATCH_SIZE = 8192;
    static final int SP = 2;
    static final int S0 = 8;
    static final int S1 = 9;
    private static final int T0 = 5;
    private static final int PAGE = 4096;

    /** Slots of a row: x0–x31 and f0–f31 before the body, the same after it; slot 0 of each half is fcsr. */
    static final int HALF = 64;

    private static final int ROW_BYTES = 2 * HALF * Long.BYTES;

    static ProgramImage of(RandomProgram program, InstructionTable table) {
        int rowBytes = program.rows() * ROW_BYTES;
        int scratch = (rowBytes + PAGE - 1) / PAGE * PAGE;
        return new ProgramImage(code(program.steps(), table, rowBytes, scratch), data(program, scratch + SCRATCH_SIZE));
    }

    private static byte[] code(List<Step> steps, InstructionTable table, int rowBytes, int scratch) {
        List<Integer> words = new ArrayList<>();
        address(words, SP, DATA + scratch + SCRATCH_SIZE / 2);
        address(words, S0, DATA + scratch + SCRATCH_SIZE / 2 + 64);
        address(words, S1, DATA);
        int loop = size(words);
        words.add(Words.ld(T0, 0, S1));
        words.add(Words.fscsr(T0));
        for (int i = 0; i < 32; i++) {
            words.add(Words.fld(i, (32 + i) * 8, S1));
            if (!isReserved(i)) {
                words.add(Words.ld(i, i * 8, S1));
            }
        }
        body(words, steps, table);
        words.add(Words.addi(S1, S1, HALF * 8));
        for (int i = 0; i < 32; i++) {
            words.add(Words.fsd(i, (32 + i) * 8, S1));
            if (i != 0) {
                words.add(Words.sd(i, i * 8, S1));
            }
        }
        words.add(Words.frcsr(T0));
        words.add(Words.sd(T0, 0, S1));
        words.add(Words.addi(S1, S1, HALF * 8));
        address(words, T0, DATA + rowBytes);
        words.add(Words.skipUnlessBelow(S1, T0));
        words.add(Words.jump(loop - size(words)));
        words.add(Words.addi(10, 0, 1));
        address(words, 11, DATA);
        address(words, 12, scratch + SCRATCH_SIZE);
        words.add(Words.addi(17, 0, 64)); // write
        words.add(Words.ecall());
        words.add(Words.addi(10, 0, 0));
        words.add(Words.addi(17, 0, 94)); // exit_group
        words.add(Words.ecall());
        return bytes(words);
    }

    /** Registers that the body must not write. */
    static boolean isReserved(int register) {
        return register == 0 || register == SP || register == S0 || register == S1;
    }

    private static void body(List<Integer> words, List<Step> steps, InstructionTable table) {
        int[] at = new int[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            at[i + 1] = at[i] + steps.get(i).length();
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int target = Math.min(i + 1 + step.skipped(), steps.size());
            words.addAll(step.words(table, at[target] - at[i]));
        }
    }

    /** Two instructions that load a value below 2³¹. */
    private static void address(List<Integer> words, int register, long value) {
        int low = (int) (value << 52 >> 52);
        words.add(Words.lui(register, (int) (value - low >> 12)));
        words.add(Words.addi(register, register, low));
    }

    private static int size(List<Integer> words) {
        return words.stream().mapToInt(Words::length).sum();
    }

    private static byte[] bytes(List<Integer> words) {
        ByteBuffer buffer = ByteBuffer.allocate(size(words)).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            if (Words.length(word) == 4) {
                buffer.putInt(word);
            } else {
                buffer.putShort((short) word);
            }
        }
        return buffer.array();
    }

    private static byte[] data(RandomProgram program, int size) {
        Random random = new Random(program.seed());
        RowValues values = new RowValues(random);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < program.rows(); row++) {
            int at = row * ROW_BYTES;
            buffer.putLong(at, values.controlStatus());
            for (int i = 1; i < 32; i++) {
                buffer.putLong(at + i * 8, values.integer());
            }
            for (int i = 32; i < 64; i++) {
                buffer.putLong(at + i * 8, values.floating());
            }
        }
        for (int at = size - SCRATCH_SIZE; at < size; at += 8) {
            buffer.putLong(at, random.nextBoolean() ? values.integer() : values.floating());
        }
        return buffer.array();
    }

    /** Says what differs between two results, the first few places. */
    static String difference(byte[] expected, byte[] actual, int rows) {
        if (expected.length != actual.length) {
            return "%d bytes instead of %d".formatted(actual.length, expected.length);
        }
        ByteBuffer left = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer right = ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        int found = 0;
        for (int at = 0; at < expected.length && found < 8; at += 8) {
            if (left.getLong(at) != right.getLong(at)) {
                text.append("%s: expected %016x, was %016x%n"
                        .formatted(place(at, rows), left.getLong(at), right.getLong(at)));
                found++;
            }
        }
        return text.toString();
    }

    private static String place(int at, int rows) {
        if (at >= rows * ROW_BYTES) {
            return "scratch+0x%x".formatted(at - rows * ROW_BYTES);
        }
        int slot = at % ROW_BYTES / 8 - HALF;
        String register = slot == 0 ? "fcsr" : slot < 32 ? "x" + slot : "f" + (slot - 32);
        return "row %d, %s".formatted(at / ROW_BYTES, register);
    }
}
