package org.graftvm.tck.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graftvm.isa.arm64.SystemRegister;

/**
 * A random A64 program as it lies in memory, as {@link ProgramImage} says: a row holds x0 to x30, NZCV, v0 to v31, FPCR and FPSR,
 * before the body and behind it.
 */
final class Arm64Image {
    /** Holds the address of an indirect branch. */
    static final int TARGET = 24;

    /** The scratch area, which {@link #BASE} and SP point to as well, but where an instruction writes them back. */
    static final int ORIGIN = 25;

    /** An index into the scratch area. */
    static final int INDEX = 26;

    static final int BASE = 27;

    /** The row. */
    private static final int ROW = 28;

    private static final int LAST = 30;
    private static final int VECTORS = 32;

    /** Where things lie in a row. */
    private static final int FLAGS_AT = 31 * Long.BYTES;

    private static final int VECTORS_AT = 32 * Long.BYTES;
    private static final int CONTROL_AT = VECTORS_AT + VECTORS * 16;
    private static final int STATUS_AT = CONTROL_AT + Long.BYTES;
    private static final int HALF = STATUS_AT + Long.BYTES;
    private static final int ROW_BYTES = 2 * HALF;
    private static final int INDEX_VALUE = 40;
    /** Where bases point: offsets go further up, at most to the last 16 bytes, than down. */
    private static final int MIDDLE = 1 << 14;

    private static final int SCRATCH_SIZE = MIDDLE + (1 << 16);

    private static final int PAGE = 4096;

    private Arm64Image() {}

    static boolean isReserved(int register) {
        return register >= TARGET && register <= ROW;
    }

    /**
     * @param seed of the values
     * @param rows how many sets of values the body runs on
     */
    static ProgramImage of(List<List<Integer>> steps, long seed, int rows) {
        int scratch = (rows * ROW_BYTES + PAGE - 1) / PAGE * PAGE;
        return new ProgramImage(code(steps, scratch, rows), data(seed, rows, scratch + SCRATCH_SIZE));
    }

    private static byte[] code(List<List<Integer>> steps, int scratch, int rows) {
        List<Integer> words = new ArrayList<>();
        constant(words, ORIGIN, ProgramImage.DATA + scratch + MIDDLE);
        constant(words, INDEX, INDEX_VALUE);
        constant(words, ROW, ProgramImage.DATA);
        int loop = words.size();
        words.add(Arm64Words.add(BASE, ORIGIN, 0));
        words.add(Arm64Words.add(Arm64Words.SP, ORIGIN, 0));
        words.add(Arm64Words.load(TARGET, FLAGS_AT, ROW));
        words.add(Arm64Words.write(Arm64Words.NZCV, TARGET));
        words.add(Arm64Words.load(TARGET, CONTROL_AT, ROW));
        words.add(Arm64Words.write(Arm64Words.FPCR, TARGET));
        words.add(Arm64Words.load(TARGET, STATUS_AT, ROW));
        words.add(Arm64Words.write(Arm64Words.FPSR, TARGET));
        for (int i = 0; i < VECTORS; i++) {
            words.add(Arm64Words.loadVector(i, VECTORS_AT + i * 16, ROW));
        }
        for (int i = 0; i <= LAST; i++) {
            if (!isReserved(i)) {
                words.add(Arm64Words.load(i, i * 8, ROW));
            }
        }
        steps.forEach(words::addAll);
        for (int i = 0; i <= LAST; i++) {
            words.add(Arm64Words.store(i, HALF + i * 8, ROW));
        }
        words.add(Arm64Words.read(Arm64Words.NZCV, TARGET));
        words.add(Arm64Words.store(TARGET, HALF + FLAGS_AT, ROW));
        words.add(Arm64Words.read(Arm64Words.FPCR, TARGET));
        words.add(Arm64Words.store(TARGET, HALF + CONTROL_AT, ROW));
        words.add(Arm64Words.read(Arm64Words.FPSR, TARGET));
        words.add(Arm64Words.store(TARGET, HALF + STATUS_AT, ROW));
        for (int i = 0; i < VECTORS; i++) {
            words.add(Arm64Words.storeVector(i, HALF + VECTORS_AT + i * 16, ROW));
        }
        words.add(Arm64Words.add(ROW, ROW, ROW_BYTES));
        constant(words, 0, ProgramImage.DATA + (long) rows * ROW_BYTES);
        words.add(Arm64Words.compare(ROW, 0));
        words.add(Arm64Words.branchIfLower(4 * (loop - words.size())));
        constant(words, 0, 1);
        constant(words, 1, ProgramImage.DATA);
        constant(words, 2, scratch + SCRATCH_SIZE);
        constant(words, 8, 64); // write
        words.add(Arm64Words.systemCall());
        constant(words, 0, 0);
        constant(words, 8, 94); // exit_group
        words.add(Arm64Words.systemCall());
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(buffer::putInt);
        return buffer.array();
    }

    private static void constant(List<Integer> words, int register, long value) {
        Arrays.stream(Arm64Words.constant(register, value)).forEach(words::add);
    }

    private static byte[] data(long seed, int rows, int size) {
        Random random = new Random(seed);
        RowValues values = new RowValues(random);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            int at = row * ROW_BYTES;
            for (int i = 0; i <= LAST; i++) {
                buffer.putLong(at + i * 8, values.integer());
            }
            buffer.putLong(at + FLAGS_AT, (long) random.nextInt(16) << 28);
            for (int i = 0; i < 2 * VECTORS; i++) {
                buffer.putLong(at + VECTORS_AT + i * 8, values.vector());
            }
            // Rounding, flushing, default NaN; QC and the cumulative exceptions.
            buffer.putLong(at + CONTROL_AT, random.nextInt() & SystemRegister.FPCR_MASK);
            buffer.putLong(at + STATUS_AT, random.nextInt() & SystemRegister.FPSR_MASK);
        }
        for (int at = size - SCRATCH_SIZE; at < size; at += 8) {
            buffer.putLong(at, values.integer());
        }
        return buffer.array();
    }

    /** Says what differs between two results, the first few places. */
    static String difference(byte[] expected, byte[] actual, int rows) {
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
            return "memory+0x%x".formatted(at);
        }
        return "row %d, %s".formatted(at / ROW_BYTES, register(at % ROW_BYTES - HALF));
    }

    private static String register(int at) {
        return switch (at) {
            case FLAGS_AT -> "nzcv";
            case CONTROL_AT -> "fpcr";
            case STATUS_AT -> "fpsr";
            default ->
                at < VECTORS_AT
                        ? "x" + at / 8
                        : "v%d.d[%d]".formatted((at - VECTORS_AT) / 16, (at - VECTORS_AT) / 8 % 2);
        };
    }
}
