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
    /** Where code goes; all addresses are the same on the host and in the guest. */
    static final long CODE = 0x1000_0000L;

    static final long CODE_SIZE = 0x100_0000L;
    /** Two pages of data. */
    static final long PAGES = 0x2000_0000L;

    static final long PAGES_SIZE = 0x2000;

    /** What is compared, and where operands are: around the border of the pages. */
    static final long DATA = PAGES + 0xf40;

    /** Where cases leave RCX and R11, which the end of a case in the guest changes. */
    static final long SAVED = PAGES + 0x1800;

    /** Room for one case. */
    static final int STRIDE = 256;
}
