package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Where the kernel's tables are: user mode may not know (UMIP), and gets the made-up values that Linux answers the fault with
 * (arch/x86/kernel/umip.c). It changes only as many bytes of a register as the operand has.
 */
@Section(ref = "SDM volume 1, 5.23: System Instructions", feature = "UMIP")
final class SystemTables {
    /** PE, MP, ET, NE, WP, AM, PG. */
    private static final long CR0 = 0x8005_0033L;

    private static final long TASK_REGISTER = 0x40;
    private static final long GDT = -0x2_0000;
    private static final long IDT = -0x1_0000;

    private SystemTables() {}

    @Instruction("sldt")
    @Encoding({"0F 00 /0 : Rv", "0F 00 /0 : Mw"})
    static void sldt(Lowering x) {
        store(x, 0);
    }

    @Instruction("str")
    @Encoding({"0F 00 /1 : Rv", "0F 00 /1 : Mw"})
    static void str(Lowering x) {
        store(x, TASK_REGISTER);
    }

    @Instruction("smsw")
    @Encoding({"0F 01 /4 : Rv", "0F 01 /4 : Mw"})
    static void smsw(Lowering x) {
        store(x, CR0);
    }

    private static void store(Lowering x, long value) {
        if (x.form().isMemory(0)) {
            x.write(0, Lowering.constant(value));
        } else {
            int slot = x.form().register(0);
            x.applyTo(
                    new int[] {slot},
                    -1,
                    CommonOperations.BASIC_MERGE,
                    Lowering.register(slot),
                    Lowering.constant(value),
                    Lowering.constant(Lowering.mask(x.bits(0))));
        }
    }

    @Instruction("sgdt")
    @Encoding("0F 01 /0 : M")
    static void sgdt(Lowering x) {
        table(x, GDT);
    }

    @Instruction("sidt")
    @Encoding("0F 01 /1 : M")
    static void sidt(Lowering x) {
        table(x, IDT);
    }

    /** A limit of zero, then the base. */
    private static void table(Lowering x, long base) {
        x.store(64, x.address().plus(2), Lowering.constant(base));
        x.store(16, x.address(), Lowering.constant(0));
    }
}
