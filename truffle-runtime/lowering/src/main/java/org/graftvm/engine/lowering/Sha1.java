package org.graftvm.engine.lowering;

import static org.graftvm.engine.lowering.Words.high;
import static org.graftvm.engine.lowering.Words.pair;

import org.graftvm.spec.Operation;

/** Rounds of SHA-1 (FIPS 180-4, 6.1.2). Of two words in 64 bits the first one, as A before B, is the upper one. */
public final class Sha1 {
    /** Stages of twenty rounds, with their functions and constants. */
    public static final int CHOICE = 0;

    public static final int PARITY = 1;
    public static final int MAJORITY = 2;

    /** Added to a stage where words have the constant in them. */
    public static final int CONSTANT_ADDED = 4;

    private Sha1() {}

    private static int function(int stage, int b, int c, int d) {
        return switch (stage & 3) {
            case CHOICE -> d ^ b & (c ^ d);
            case MAJORITY -> b & c | d & (b | c);
            default -> b ^ c ^ d;
        };
    }

    private static int constant(int stage) {
        return switch (stage) {
            case 0 -> 0x5a82_7999;
            case 1 -> 0x6ed9_eba1;
            case 2 -> 0x8f1b_bcdc;
            case 3 -> 0xca62_c1d6;
            default -> 0;
        };
    }

    private static int round(int stage, int a, int b, int c, int d, int sum) {
        return function(stage, b, c, d) + constant(stage) + Integer.rotateLeft(a, 5) + sum;
    }

    /** C and D behind four rounds: A of the first two, rotated. */
    @Operation
    public static long firstRounds(long dc, long ba, long words, int stage) {
        int a = high(ba);
        int b = (int) ba;
        int c = high(dc);
        int d = (int) dc;
        int a1 = round(stage, a, b, c, d, high(words));
        int a2 = round(stage, a1, a, Integer.rotateLeft(b, 30), c, (int) words + d);
        return pair(Integer.rotateLeft(a2, 30), Integer.rotateLeft(a1, 30));
    }

    /** A and B behind four rounds. */
    @Operation
    public static long rounds(long dc, long ba, long lastWords, long words, int stage) {
        int a = high(ba);
        int b = (int) ba;
        int c = high(dc);
        int d = (int) dc;
        int a1 = round(stage, a, b, c, d, high(words));
        int c1 = Integer.rotateLeft(b, 30);
        int a2 = round(stage, a1, a, c1, c, (int) words + d);
        int c2 = Integer.rotateLeft(a, 30);
        int a3 = round(stage, a2, a1, c2, c1, high(lastWords) + c);
        int c3 = Integer.rotateLeft(a1, 30);
        int a4 = round(stage, a3, a2, c3, c2, (int) lastWords + c1);
        return pair(a4, a3);
    }
}
