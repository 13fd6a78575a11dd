package org.graftvm.isa.x86_64.instructions;

/** How two numbers compare, and the predicates of CMPPS and its kind. */
final class Relation {
    static final int LESS = 0;
    static final int EQUAL = 1;
    static final int GREATER = 2;
    static final int UNORDERED = 3;

    /**
     * Which relations satisfy a predicate: for each of EQ, LT, LE, UNORD, NEQ, NLT, NLE, ORD, EQ_UQ, NGE, NGT, FALSE, NEQ_OQ, GE, GT,
     * TRUE, from the low bits up, a bit for each relation (SDM volume 2, CMPPD, table 3-1).
     */
    private static final long SATISFIED = 0xf465_0b9a_7ced_8312L;

    private Relation() {}

    /** Whether a relation satisfies the predicate of an immediate, of which the lowest four bits count. */
    static boolean satisfies(long relation, int predicate) {
        return (SATISFIED >>> (predicate & 15) * 4 + relation & 1) != 0;
    }

    /** Whether a predicate raises invalid for quiet NaNs too: those that ask for an order, and with bit 4 the others. */
    static boolean signals(int predicate) {
        return ((predicate + 1 & 2) != 0) != ((predicate & 16) != 0);
    }
}
