package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.FS_BASE;
import static org.graftvm.isa.x86_64.X86Cpu.RSP;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Segment registers as far as 64-bit user mode has them: they hold selectors of Linux's descriptor table, and of these only the
 * bases of FS and GS count.
 */
@Section(ref = "SDM volume 1, 5.1.7 and 5.1.12: far transfers and Segment Register Instructions", feature = "x86-64")
final class Segments {
    /** Numbers of segment registers from here on have a base. */
    private static final int FS = 4;

    private Segments() {}

    @Instruction("mov")
    @Encoding({"8C /r : Rv Sw", "8C /r : Mw Sw"})
    static void movFromSegment(Lowering x) {
        int index = x.form().register(1);
        if (index >= X86Cpu.SEGMENT_COUNT) {
            x.run(X86Operations.MISCELLANEOUS_UNDEFINED);
        } else {
            x.write(0, selector(x, index));
        }
    }

    @Instruction("mov")
    @Encoding({"8E /r : Sw Rv", "8E /r : Sw Mw"})
    static void movToSegment(Lowering x) {
        int index = x.form().register(0);
        if (index >= X86Cpu.SEGMENT_COUNT || index == X86Cpu.CS) {
            x.run(X86Operations.MISCELLANEOUS_UNDEFINED);
        } else {
            load(x, index, x.read(1));
        }
    }

    @Instruction("push")
    @Encoding({"0F A0 d64 : FS", "0F A8 d64 : GS"})
    static void pushSegment(Lowering x) {
        Stack.push(x, selector(x, x.form().register(0)), x.form().operandBits());
    }

    @Instruction("pop")
    @Encoding({"0F A1 d64 : FS", "0F A9 d64 : GS"})
    static void popSegment(Lowering x) {
        load(x, x.form().register(0), x.load(16, new Address(RSP, 0)));
        x.moveStack(x.form().operandBits() / 8);
    }

    @Instruction("lss")
    @Encoding("0F B2 /r : Gv M")
    static void lss(Lowering x) {
        loadFar(x, X86Cpu.SS);
    }

    @Instruction("lfs")
    @Encoding("0F B4 /r : Gv M")
    static void lfs(Lowering x) {
        loadFar(x, FS);
    }

    @Instruction("lgs")
    @Encoding("0F B5 /r : Gv M")
    static void lgs(Lowering x) {
        loadFar(x, FS + 1);
    }

    private static void loadFar(Lowering x, int index) {
        int bits = x.bits(0);
        Value offset = x.load(bits, x.address());
        load(x, index, x.load(16, x.address().plus(bits / 8)));
        x.write(0, offset);
    }

    private static Value selector(Lowering x, int index) {
        return x.apply(X86Operations.SEGMENTS_SELECTOR, Lowering.constant(index));
    }

    /** The base is zero then: the table has no descriptor with another one. */
    private static void load(Lowering x, int index, Value selector) {
        x.run(X86Operations.SEGMENTS_LOAD, selector, Lowering.constant(index));
        if (index >= FS) {
            x.set(Lowering.constant(0), FS_BASE + index - FS);
        }
    }

    @Operation
    static long selector(X86Cpu cpu, int index) {
        return cpu.selectors[index];
    }

    @Operation
    static void load(X86Cpu cpu, long value, int index) {
        int selector = (int) value & 0xffff;
        boolean valid = index == X86Cpu.SS ? selector == Descriptors.USER_DATA : Descriptors.isReadableOrNull(selector);
        if (!valid) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        cpu.selectors[index] = selector;
    }

    // ---- what a selector stands for ----

    @Instruction("lar")
    @Encoding("0F 02 /r : Gv Ew")
    static void lar(Lowering x) {
        Value selector = x.copy(x.read(1));
        ifAccessible(x, selector, x.apply(X86Operations.SEGMENTS_RIGHTS, selector));
    }

    @Instruction("lsl")
    @Encoding("0F 03 /r : Gv Ew")
    static void lsl(Lowering x) {
        Value selector = x.copy(x.read(1));
        ifAccessible(x, selector, x.apply(X86Operations.SEGMENTS_LIMIT, selector));
    }

    /** A register that is not changed keeps its upper half too. */
    private static void ifAccessible(Lowering x, Value selector, Value result) {
        int slot = x.form().register(0);
        Value rights = x.apply(X86Operations.SEGMENTS_RIGHTS, selector);
        Value changed = x.bits(0) == 16
                ? x.apply(CommonOperations.BASIC_MERGE, Lowering.register(slot), result, Lowering.constant(0xffff))
                : result;
        x.applyTo(new int[] {slot}, -1, CommonOperations.BASIC_SELECT, rights, changed, Lowering.register(slot));
        x.applyTo(new int[] {ZF}, -1, CommonOperations.COMPARISONS_ZERO, rights);
    }

    @Instruction("verr")
    @Encoding("0F 00 /4 : Ew")
    static void verr(Lowering x) {
        x.applyTo(
                new int[] {ZF},
                -1,
                CommonOperations.COMPARISONS_ZERO,
                x.apply(X86Operations.SEGMENTS_RIGHTS, x.read(0)));
    }

    @Instruction("verw")
    @Encoding("0F 00 /5 : Ew")
    static void verw(Lowering x) {
        x.applyTo(
                new int[] {ZF},
                -1,
                CommonOperations.COMPARISONS_ZERO,
                x.apply(X86Operations.SEGMENTS_IS_WRITABLE, x.read(0)));
    }

    /** Access rights, or 0 for a selector that user mode cannot use. All that it can it may also read. */
    @Operation
    static long rights(long selector) {
        return Descriptors.rights((int) selector & 0xffff);
    }

    @Operation
    static long limit(long selector) {
        return Descriptors.limit((int) selector & 0xffff);
    }

    @Operation
    static long isWritable(long selector) {
        return Descriptors.isWritable((int) selector & 0xffff) ? 1 : 0;
    }

    // ---- far transfers, which stay in the one code segment of 64-bit programs ----

    @Instruction(value = "jmp", flow = Flow.INDIRECT)
    @Encoding("FF /5 : M")
    static void jmpFar(Lowering x) {
        int bits = x.form().operandBits();
        Value target = x.load(bits, x.address());
        x.run(X86Operations.SEGMENTS_CHECK_CODE, x.load(16, x.address().plus(bits / 8)));
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, target);
    }

    @Instruction(value = "call", flow = Flow.INDIRECT)
    @Encoding("FF /3 : M")
    static void callFar(Lowering x) {
        int bits = x.form().operandBits();
        Value target = x.load(bits, x.address());
        x.run(X86Operations.SEGMENTS_CHECK_CODE, x.load(16, x.address().plus(bits / 8)));
        x.store(bits, new Address(RSP, -bits / 8), Lowering.constant(Descriptors.USER_CODE));
        x.store(bits, new Address(RSP, -bits / 4), Lowering.constant(x.form().next()));
        x.moveStack(-bits / 4);
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, target);
    }

    @Instruction(value = "retf", flow = Flow.INDIRECT)
    @Encoding({"CB", "CA iw : Iw"})
    static void retf(Lowering x) {
        int bits = x.form().operandBits();
        Value target = x.load(bits, new Address(RSP, 0));
        x.run(X86Operations.SEGMENTS_CHECK_CODE, x.load(16, new Address(RSP, bits / 8)));
        x.moveStack(bits / 4 + (x.form().operandCount() == 0 ? 0 : x.form().immediate(0)));
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, target);
    }

    /** Pops the instruction pointer, CS, flags, RSP and SS. */
    @Instruction(value = "iret", flow = Flow.INDIRECT)
    @Encoding("CF")
    static void iret(Lowering x) {
        int bits = x.form().operandBits();
        int bytes = bits / 8;
        Value target = x.load(bits, new Address(RSP, 0));
        Value code = x.load(16, new Address(RSP, bytes));
        Value flags = x.load(bits, new Address(RSP, 2L * bytes));
        Value stack = x.load(bits, new Address(RSP, 3L * bytes));
        Value segment = x.load(16, new Address(RSP, 4L * bytes));
        x.run(X86Operations.SEGMENTS_CHECK_CODE, code);
        x.run(X86Operations.SEGMENTS_LOAD, segment, Lowering.constant(X86Cpu.SS));
        Stack.setFlags(x, bits, flags);
        x.set(stack, RSP);
        x.end(CommonOperations.JUMPS_JUMP_TO, 0, target);
    }

    @Operation
    static void checkCode(X86Cpu cpu, long selector) {
        if (((int) selector & 0xffff) != Descriptors.USER_CODE) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
    }
}
