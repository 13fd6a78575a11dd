package org.graftvm.engine;

import java.util.BitSet;
import java.util.List;

/**
 * Bytes that several accesses lie in, relative to something that these have in common.
 *
 * @param offset of the first byte
 * @param length bytes, at most a page
 * @param write whether one of the accesses is a store
 * @param alignment what the address at {@code alignedOffset} has to be a multiple of; 1 for any
 */
record Span(long offset, int length, boolean write, int alignment, long alignedOffset) {
    /** Accesses further apart do not share a check; the larger, the more often it would fail at the end of a page. */
    private static final int MAX_LENGTH = 256;

    /** An access, by a number of its own, and its distance from what all are relative to. */
    record Member(int number, long start, int bytes, boolean write, int alignment) {}

    /** Whether the bytes lie in one page because they are aligned. */
    boolean isWithinPage() {
        return alignedOffset == offset && length <= alignment;
    }

    /**
     * The first of the members and as many others as fit.
     *
     * @param fitting gets their numbers
     */
    static Span of(List<Member> members, BitSet fitting) {
        long first = members.getFirst().start;
        long last = first;
        boolean write = false;
        int alignment = 1;
        long alignedOffset = first;
        for (Member member : members) {
            long end = member.start + member.bytes;
            if (Math.max(end, last) - Math.min(member.start, first) <= MAX_LENGTH
                    && (member.start - alignedOffset) % Math.min(member.alignment, alignment) == 0) {
                first = Math.min(member.start, first);
                last = Math.max(end, last);
                write |= member.write;
                if (member.alignment > alignment) {
                    alignment = member.alignment;
                    alignedOffset = member.start;
                }
                fitting.set(member.number);
            }
        }
        return new Span(first, (int) (last - first), write, alignment, alignedOffset);
    }
}
