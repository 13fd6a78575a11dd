package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Operation;

/** Addresses with an index register. */
final class Addresses {
    private Addresses() {}

    @Operation
    static long wordIndexed(long base, long index, int shift) {
        return base + ((index & 0xffff_ffffL) << shift);
    }

    @Operation
    static long signedWordIndexed(long base, long index, int shift) {
        return base + ((long) (int) index << shift);
    }
}
