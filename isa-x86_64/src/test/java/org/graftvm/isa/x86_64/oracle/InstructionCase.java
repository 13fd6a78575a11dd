package org.graftvm.isa.x86_64.oracle;

import org.graftvm.spec.ByteRow;

/**
 * One instruction and the state that it starts from.
 *
 * @param row of the instruction under test
 * @param pc where the code goes
 * @param code the instruction, and perhaps more that shows what it did
 * @param undefined flags that need not agree
 */
record InstructionCase(ByteRow row, long pc, byte[] code, CpuState before, long undefined) {
    /** Everything below {@link #DATA} up to here may be code; the same addresses on the host and in the guest. */
    static final long CODE = 0x1000_0000L;

    static final long CODE_SIZE = 0x100_0000L;
    static final long DATA = 0x2000_0000L;

    /** Where cases leave RCX and R11, which the end of a case in the guest changes. */
    static final long SAVED = DATA + 0x1000;

    /** Room for one case. */
    static final int STRIDE = 256;
}
