package org.graftvm.isa.arm64.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Cache maintenance by address. There is no cache to be seen: stores into translated code are noticed as they happen, through
 * whatever address, so IC IVAU has nothing left to do. As on processors, an address that may not be read faults.
 */
@Section(ref = "Arm ARM C5.3: System instructions for cache maintenance", feature = "A64")
final class CacheMaintenance {
    private static final long BLOCK = 64;

    private CacheMaintenance() {}

    @Instruction("ic 'ivau', Xt")
    @Encoding("1101010100 0 01 011 0111 0101 001 Xt:5")
    static void icIvau(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    @Instruction("dc 'cvac', Xt")
    @Encoding("1101010100 0 01 011 0111 1010 001 Xt:5")
    static void dcCvac(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    @Instruction("dc 'cvau', Xt")
    @Encoding("1101010100 0 01 011 0111 1011 001 Xt:5")
    static void dcCvau(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    @Instruction("dc 'cvap', Xt")
    @Encoding("1101010100 0 01 011 0111 1100 001 Xt:5")
    static void dcCvap(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    @Instruction("dc 'cvadp', Xt")
    @Encoding("1101010100 0 01 011 0111 1101 001 Xt:5")
    static void dcCvadp(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    @Instruction("dc 'civac', Xt")
    @Encoding("1101010100 0 01 011 0111 1110 001 Xt:5")
    static void dcCivac(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_TOUCH, Lowering.read(Xt));
    }

    /** Clears the block of 64 bytes around the address, as DCZID_EL0 tells. */
    @Instruction("dc 'zva', Xt")
    @Encoding("1101010100 0 01 011 0111 0100 001 Xt:5")
    static void dcZva(Lowering x, int Xt) {
        x.run(Arm64Operations.CACHE_MAINTENANCE_ZERO, Lowering.read(Xt));
    }

    @Operation
    static void touch(Memory memory, long address) {
        memory.check(address, 1, Memory.Access.READ);
    }

    @Operation
    static void zero(Memory memory, long address) {
        long block = address & -BLOCK;
        for (long at = block; at != block + BLOCK; at += Long.BYTES) {
            memory.writeLong(at, 0);
        }
    }
}
