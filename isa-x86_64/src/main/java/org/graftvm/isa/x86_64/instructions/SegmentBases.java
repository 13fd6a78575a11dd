package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.FS_BASE;
import static org.graftvm.isa.x86_64.X86Cpu.GS_BASE;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Bases of FS and GS, without the kernel. */
@Section(ref = "SDM volume 2: RDFSBASE, RDGSBASE, WRFSBASE, WRGSBASE", feature = "FSGSBASE")
final class SegmentBases {
    private SegmentBases() {}

    @Instruction("rdfsbase")
    @Encoding("F3 0F AE /0 : Ry")
    static void rdfsbase(Lowering x) {
        x.write(0, Lowering.register(FS_BASE));
    }

    @Instruction("rdgsbase")
    @Encoding("F3 0F AE /1 : Ry")
    static void rdgsbase(Lowering x) {
        x.write(0, Lowering.register(GS_BASE));
    }

    @Instruction("wrfsbase")
    @Encoding("F3 0F AE /2 : Ry")
    static void wrfsbase(Lowering x) {
        set(x, FS_BASE);
    }

    @Instruction("wrgsbase")
    @Encoding("F3 0F AE /3 : Ry")
    static void wrgsbase(Lowering x) {
        set(x, GS_BASE);
    }

    private static void set(Lowering x, int slot) {
        Value base = x.read(0, Extend.Kind.ZERO);
        x.run(X86Operations.SEGMENT_BASES_CHECK_CANONICAL, base);
        x.set(base, slot);
    }

    @Operation
    static void checkCanonical(X86Cpu cpu, long address) {
        if (address << 16 >> 16 != address) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
    }
}
