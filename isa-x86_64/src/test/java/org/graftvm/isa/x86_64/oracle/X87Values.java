package org.graftvm.isa.x86_64.oracle;

import java.util.Random;
import org.graftvm.spec.ByteRow;

/** Random states of the x87 FPU, in the words of {@link CpuState#x87()}. */
final class X87Values {
    private static final int CONTROL = 0x37f;
    private static final int MASKS = 0x3f;
    /** Precision of 32 bits less eight, of double and of double extended; 1 is reserved. */
    private static final int[] PRECISIONS = {0, 2, 3, 3};

    private X87Values() {}

    /** Whether an instruction works on x87 or MMX registers. */
    static boolean isX87(ByteRow row) {
        String owner = row.spec().owner();
        return owner.contains("X87") || owner.contains("Mmx") || owner.endsWith("StateManagement");
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
            words[1 + 2 * i] = random.nextLong();
            words[2 + 2 * i] = random.nextInt(1 << 16);
        }
        return words;
    }

    private static int control(Random random) {
        int masks = random.nextBoolean() ? MASKS : random.nextInt(64);
        return masks | 0x40 | PRECISIONS[random.nextInt(4)] << 8 | random.nextInt(8) << 10;
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
