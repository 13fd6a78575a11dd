package org.graftvm.spec.notation;

/**
 * The word by which the row of a byte-dialect instruction is found: everything that opcode tables distinguish, at fixed
 * places, so that decision trees and overlap checks work on it as on an instruction word.
 */
public final class Selector {
    /** The opcode byte itself; bits 0 to 7. */
    public static final int OPCODE_BITS = 8;

    /** Which opcode table: 0 one byte, 1 behind 0F, 2 behind 0F 38, 3 behind 0F 3A; more by {@link #VEX} for VEX prefixes. */
    public static final int MAP = 8;

    /** The opcode tables of VEX prefixes are numbered from here. */
    public static final int VEX = 4;

    /** Number of opcode tables. */
    public static final int MAPS = 8;

    /** Mandatory prefix: see {@link #NO_PREFIX} and its neighbours. */
    public static final int PREFIX = 11;

    /** REX.W, or VEX.W. */
    public static final int W = 13;

    /** REX.B. */
    public static final int B = 14;

    /** Whether the ModRM byte selects memory. */
    public static final int MEMORY = 15;

    /** ModRM.rm, three bits. */
    public static final int RM = 16;

    /** ModRM.reg, three bits. */
    public static final int REG = 19;

    /** VEX.L. */
    public static final int L = 22;

    public static final int NO_PREFIX = 0;
    public static final int PREFIX_66 = 1;
    public static final int PREFIX_F3 = 2;
    public static final int PREFIX_F2 = 3;

    private Selector() {}
}
