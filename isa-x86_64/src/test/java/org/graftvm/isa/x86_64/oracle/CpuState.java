package org.graftvm.isa.x86_64.oracle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * What an instruction test sets and compares, as oracle.c has it.
 *
 * @param general RAX, RCX and so on by register number
 * @param rflags status flags and direction
 * @param signal that the instruction raised, or 0; of SIGFPE with its code above
 * @param mxcsr control and status of SSE
 * @param vector XMM registers, two halves each
 * @param upper the upper halves of YMM registers, two words each
 * @param memory words from the data address on
 * @param x87 control, status and tag word as FXSAVE has them in eight bytes, then ST(0) and so on, two words each
 */
record CpuState(
        long[] general, long rflags, long signal, long mxcsr, long[] vector, long[] upper, long[] memory, long[] x87) {
    static final int WORDS = 64;

    static final int X87_WORDS = 17;

    static final int BYTES = 8 * (16 + 3 + 32 + 32 + WORDS + X87_WORDS);

    void write(ByteBuffer target) {
        for (long value : general) {
            target.putLong(value);
        }
        target.putLong(rflags).putLong(signal).putLong(mxcsr);
        for (long value : vector) {
            target.putLong(value);
        }
        for (long value : upper) {
            target.putLong(value);
        }
        for (long value : memory) {
            target.putLong(value);
        }
        for (long value : x87) {
            target.putLong(value);
        }
    }

    static CpuState read(ByteBuffer source) {
        long[] general = longs(source, 16);
        long rflags = source.getLong();
        long signal = source.getLong();
        long mxcsr = source.getLong();
        return new CpuState(
                general,
                rflags,
                signal,
                mxcsr,
                longs(source, 32),
                longs(source, 32),
                longs(source, WORDS),
                longs(source, X87_WORDS));
    }

    private static long[] longs(ByteBuffer source, int count) {
        long[] values = new long[count];
        Arrays.setAll(values, i -> source.getLong());
        return values;
    }

    /** One line for each thing, so that a failing comparison shows what differs. */
    String text(LongUnaryOperator flags) {
        StringBuilder text = new StringBuilder("signal " + signal + "\n");
        for (int i = 0; i < 16; i++) {
            text.append("r")
                    .append(i)
                    .append(' ')
                    .append(Long.toHexString(general[i]))
                    .append('\n');
        }
        text.append("flags ")
                .append(Long.toHexString(flags.applyAsLong(rflags)))
                .append('\n');
        text.append("mxcsr ").append(Long.toHexString(mxcsr)).append('\n');
        for (int i = 0; i < 32; i++) {
            text.append("xmm").append(i / 2).append(i % 2 == 0 ? "l " : "h ");
            text.append(Long.toHexString(vector[i])).append('\n');
        }
        for (int i = 0; i < 32; i++) {
            text.append("ymm").append(i / 2).append(i % 2 == 0 ? "l " : "h ");
            text.append(Long.toHexString(upper[i])).append('\n');
        }
        for (int i = 0; i < WORDS; i++) {
            text.append("memory ")
                    .append(i)
                    .append(' ')
                    .append(Long.toHexString(memory[i]))
                    .append('\n');
        }
        text.append("x87 control ").append(Long.toHexString(x87[0] & 0xffff)).append('\n');
        text.append("x87 status ")
                .append(Long.toHexString(x87[0] >> 16 & 0xffff))
                .append('\n');
        text.append("x87 full ").append(Long.toHexString(x87[0] >> 32 & 0xff)).append('\n');
        for (int i = 0; i < 8; i++) {
            text.append("st").append(i).append(' ').append(Long.toHexString(x87[2 + 2 * i] & 0xffff));
            text.append(':').append(Long.toHexString(x87[1 + 2 * i])).append('\n');
        }
        return text.toString();
    }
}
