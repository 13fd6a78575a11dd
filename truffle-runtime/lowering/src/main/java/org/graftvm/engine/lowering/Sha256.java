package org.graftvm.engine.lowering;

import static org.graftvm.engine.lowering.Words.high;
import static org.graftvm.engine.lowering.Words.pair;

import org.graftvm.spec.Operation;

/**
 * Rounds and message schedule of SHA-256 (FIPS 180-4, 6.2.2), two words in 64 bits: of the state the first one, as A before B, is the
 * upper one, of the schedule the lower one.
 */
public final class Sha256 {
    private Sha256() {}

    private static int upperSigma0(int a) {
        return Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
    }

    private static int upperSigma1(int e) {
        return Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
    }

    private static int lowerSigma0(int w) {
        return Integer.rotateRight(w, 7) ^ Integer.rotateRight(w, 18) ^ w >>> 3;
    }

    private static int lowerSigma1(int w) {
        return Integer.rotateRight(w, 17) ^ Integer.rotateRight(w, 19) ^ w >>> 10;
    }

    private static int choice(int e, int f, int g) {
        return g ^ e & (f ^ g);
    }

    private static int majority(int a, int b, int c) {
        return a & b | c & (a | b);
    }

    /** What both A and E of the next round have in them. */
    private static int common(int e, int f, int g, int sum) {
        return choice(e, f, g) + upperSigma1(e) + sum;
    }

    /** E and F behind two rounds. */
    @Operation
    public static long lowerRounds(long hg, long dc, long fe, long ba, long sums) {
        int e = high(fe);
        int f = (int) fe;
        int g = high(hg);
        int e1 = common(e, f, g, (int) sums + (int) hg) + (int) dc;
        int e2 = common(e1, e, f, high(sums) + g) + high(dc);
        return pair(e2, e1);
    }

    /** A and B behind two rounds. */
    @Operation
    public static long upperRounds(long hg, long dc, long fe, long ba, long sums) {
        int a = high(ba);
        int b = (int) ba;
        int e = high(fe);
        int f = (int) fe;
        int g = high(hg);
        int first = common(e, f, g, (int) sums + (int) hg);
        int a1 = first + majority(a, b, high(dc)) + upperSigma0(a);
        int e1 = first + (int) dc;
        int a2 = common(e1, e, f, high(sums) + g) + majority(a1, a, b) + upperSigma0(a1);
        return pair(a2, a1);
    }

    /** Two words of the schedule and the next one. */
    @Operation
    public static long firstMessage(long words, long next) {
        return pair(high(words) + lowerSigma0((int) next), (int) words + lowerSigma0(high(words)));
    }

    /** @param before the two words that stand two places before */
    @Operation
    public static long secondMessage(long words, long before) {
        return pair(high(words) + lowerSigma1(high(before)), (int) words + lowerSigma1((int) before));
    }
}
