package org.graftvm.isa.x86_64.oracle;

import java.util.Random;
import org.graftvm.spec.ByteRow;
import org.graftvm.spec.notation.ByteOperand;

/** Random states of the x87 FPU, in the words of {@link CpuState#x87()}. */
final class X87Values {
    private static final int CONTROL = 0x37f;
    private static final int MASKS = 0x3f;
    private static final int BIAS = 16383;
    /** Precision of 32 bits less eight, of double and of double extended; 1 is reserved. */
    private static final int[] PRECISIONS = {0, 2, 3, 3};

    private X87Values() {}

    /** Whether an instruction works on x87 or MMX registers. */
    static boolean isX87(ByteRow row) {
        String owner = row.spec().owner();
        return owner.contains("X87")
                || owner.endsWith("Mmx")
                || owner.endsWith("StateManagement")
                || row.encoding().operands().stream().anyMatch(X87Values::isMmx);
    }

    private static boolean isMmx(ByteOperand operand) {
        return switch (operand.kind()) {
            case MMX, MMX_OR_MEMORY, MMX_ONLY -> true;
            default -> false;
        };
    }

    /** As FNINIT leaves it. */
    static long[] initial() {
        long[] words = new long[CpuState.X87_WORDS];
        words[0] = CONTROL;
        return words;
    }

    static long[] state(Random random) {
        long[] words = new long[CpuState.X87_WORDS];
        int control = random.nextInt(3) == 0 ? CONTROL : control(random);
        // Mostly no exception is pending.
        int status = random.nextInt(1 << 16);
        if (random.nextInt(8) != 0) {
            status &= ~MASKS | control;
        }
        int full = random.nextInt(4) == 0 ? random.nextInt(256) : 255;
        words[0] = control | (long) status << 16 | (long) full << 32;
        for (int i = 0; i < 8; i++) {
            value(random, words, 1 + 2 * i);
        }
        return words;
    }

    /** A number of any class, or near one of the registers before. */
    private static void value(Random random, long[] words, int at) {
        long significand = significand(random);
        int sign = random.nextInt(2) << 15;
        int exponent = exponent(random);
        if (at > 2 && random.nextInt(4) == 0) {
            significand = words[at - 2] + random.nextInt(3) - 1;
            exponent = (int) words[at - 1] + random.nextInt(5) - 2 & 0x7fff;
        }
        boolean supported = random.nextInt(16) != 0;
        words[at] = exponent != 0 && supported ? significand | Long.MIN_VALUE : significand;
        words[at + 1] = sign | exponent;
    }

    private static int exponent(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 0x7fff;
            case 2 -> 1 + random.nextInt(70);
            case 3 -> 0x7ffe - random.nextInt(70);
            case 4 -> BIAS + 1024 - random.nextInt(4);
            case 5 -> BIAS - 1074 + random.nextInt(56);
            case 6 -> BIAS + (random.nextBoolean() ? 128 : -149) + random.nextInt(4);
            case 7 -> random.nextInt(0x8000);
            default -> BIAS - 3 + random.nextInt(70);
        };
    }

    private static long significand(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1L << random.nextInt(64);
            case 2 -> 1L << random.nextInt(64);
            case 3 -> -1L >>> random.nextInt(64);
            // Ties of double and single precision.
            case 4 -> random.nextLong() << 11 | 0x400;
            case 5 -> random.nextLong() << 40 | 1L << 39;
            case 6 -> random.nextLong() << random.nextInt(64);
            default -> random.nextLong();
        };
    }

    /** For operands in memory: doubles, singles, integers, decimal digits. */
    static long word(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Double.doubleToRawLongBits(random.nextGaussian() * 100);
            case 1 ->
                random.nextLong() & 0x800f_ffff_ffff_ffffL >> random.nextInt(2) * 12
                        | (random.nextBoolean() ? 0 : 0x7ff0_0000_0000_0000L);
            case 2 -> single(random) | single(random) << 32;
            case 3 -> random.nextInt(2000) - 1000L;
            case 4 -> Long.parseLong(Integer.toString(random.nextInt(100_000_000)), 16) | 0x1234_5678_0000_0000L;
            default -> random.nextLong();
        };
    }

    private static long single(Random random) {
        int fraction = random.nextInt(1 << 23) >> random.nextInt(24);
        int exponent = new int[] {0, 255, 127, 120 + random.nextInt(40)}[random.nextInt(4)];
        return (random.nextInt(2) << 31 | exponent << 23 | fraction) & 0xffff_ffffL;
    }

    private static int control(Random random) {
        int masks = random.nextBoolean() ? MASKS : random.nextInt(64);
        return masks | 0x40 | PRECISIONS[random.nextInt(4)] << 8 | random.nextInt(8) << 10;
    }

    /** A header for XRSTOR at each multiple of 64 bytes, mostly a valid one. */
    static void placeHeader(Random random, long[] memory) {
        long compacted = random.nextBoolean() ? 0 : Long.MIN_VALUE | random.nextInt(8);
        for (int i = 0; i < memory.length; i++) {
            memory[i] = switch (i % 8) {
                case 0 -> random.nextInt(8) == 0 ? 1L << 62 : random.nextInt(8);
                case 1 -> compacted;
                default -> random.nextInt(100) == 0 ? 1 : 0;
            };
        }
    }

    /** An area for FXRSTOR wherever a case may look for it: each is a multiple of 16 bytes apart, and so are its words. */
    static void placeImage(Random random, long[] memory) {
        if (random.nextInt(4) != 0) {
            for (int i = 1; i < memory.length; i += 2) {
                memory[i] &= 0xffff;
            }
        }
    }
}
