package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Operations on parts of registers that no other instruction set names. */
final class PartialRegisters {
    private PartialRegisters() {}

    /** Two registers of 32 bits as one number. */
    @Operation
    static long pair(long low, long high) {
        return low & 0xffff_ffffL | high << 32;
    }

    /** AH of RAX. */
    @Operation
    static long highByte(long value) {
        return value >>> 8 & 0xff;
    }

    @Operation
    static long mergeHighByte(long old, long value) {
        return old & ~0xff00L | (value & 0xff) << 8;
    }
}
