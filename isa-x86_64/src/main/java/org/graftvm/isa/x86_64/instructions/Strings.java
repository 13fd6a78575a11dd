package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.DF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDI;
import static org.graftvm.isa.x86_64.X86Cpu.RSI;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * String instructions. A repeated one goes through its elements in portions and branches to itself between these, so that
 * interrupts come in time; after each element the registers are those that a fault at the next one has to leave behind.
 */
@Section(ref = "SDM volume 1, 5.1.8: String Instructions", feature = "x86-64")
final class Strings {
    private static final int MOVE = 0;
    private static final int COMPARE = 1;
    private static final int STORE = 2;
    private static final int LOAD = 3;
    private static final int SCAN = 4;

    /** Elements without a look at interrupts. */
    private static final int PORTION = 1 << 12;

    private static final int ONCE = 0;
    private static final int WHILE_EQUAL = 0xf3;

    private Strings() {}

    @Instruction("movs")
    @Encoding({"A4", "A5"})
    static void movs(Lowering x) {
        once(x, MOVE);
    }

    @Instruction("cmps")
    @Encoding({"A6", "A7"})
    static void cmps(Lowering x) {
        once(x, COMPARE);
    }

    @Instruction("stos")
    @Encoding({"AA", "AB"})
    static void stos(Lowering x) {
        once(x, STORE);
    }

    @Instruction("lods")
    @Encoding({"AC", "AD"})
    static void lods(Lowering x) {
        once(x, LOAD);
    }

    @Instruction("scas")
    @Encoding({"AE", "AF"})
    static void scas(Lowering x) {
        once(x, SCAN);
    }

    @Instruction(value = "rep movs", flow = Flow.BRANCH)
    @Encoding({"F3 A4", "F3 A5", "F2 A4", "F2 A5"})
    static void repMovs(Lowering x) {
        repeat(x, MOVE);
    }

    @Instruction(value = "rep cmps", flow = Flow.BRANCH)
    @Encoding({"F3 A6", "F3 A7", "F2 A6", "F2 A7"})
    static void repCmps(Lowering x) {
        repeat(x, COMPARE);
    }

    @Instruction(value = "rep stos", flow = Flow.BRANCH)
    @Encoding({"F3 AA", "F3 AB", "F2 AA", "F2 AB"})
    static void repStos(Lowering x) {
        repeat(x, STORE);
    }

    @Instruction(value = "rep lods", flow = Flow.BRANCH)
    @Encoding({"F3 AC", "F3 AD", "F2 AC", "F2 AD"})
    static void repLods(Lowering x) {
        repeat(x, LOAD);
    }

    @Instruction(value = "rep scas", flow = Flow.BRANCH)
    @Encoding({"F3 AE", "F3 AF", "F2 AE", "F2 AF"})
    static void repScas(Lowering x) {
        repeat(x, SCAN);
    }

    private static void once(Lowering x, int kind) {
        run(x, kind, ONCE);
    }

    private static void run(Lowering x, int kind, int repeat) {
        int bits = elementBits(x);
        int segment = x.form().segment() < 0 ? X86Cpu.ZERO : x.form().segment();
        x.run(
                X86Operations.STRINGS_ELEMENTS,
                Lowering.constant(kind),
                Lowering.constant(bits),
                Lowering.constant(repeat),
                Lowering.constant(segment),
                Lowering.constant(x.form().hasAddressSizePrefix() ? 1 : 0));
    }

    private static void repeat(Lowering x, int kind) {
        run(x, kind, x.form().repeat());
        Value count = Lowering.register(RCX);
        if (x.form().hasAddressSizePrefix()) {
            count = x.applyMasked(X86Operations.BASIC_MOVE, Lowering.mask(32), count);
        }
        if (kind == COMPARE || kind == SCAN) {
            x.branch(
                    x.form().repeat() == WHILE_EQUAL
                            ? X86Operations.CONTROL_COUNT_AND_ZERO
                            : X86Operations.CONTROL_COUNT_AND_NOT_ZERO,
                    x.form().pc(),
                    count,
                    Lowering.register(ZF));
        } else {
            x.branch(X86Operations.CONDITIONS_NOT_ZERO, x.form().pc(), count);
        }
    }

    /** Even opcodes are of bytes. */
    private static int elementBits(Lowering x) {
        return (x.form().condition() & 1) == 0 ? 8 : x.form().operandBits();
    }

    @Operation(wholeState = true)
    static void elements(X86Cpu cpu, int kind, int bits, int repeat, int segment, int shortAddresses) {
        long[] r = cpu.registers;
        long mask = shortAddresses != 0 ? 0xffff_ffffL : -1;
        long step = r[DF] == 0 ? bits / 8 : -bits / 8;
        for (int i = 0; i < PORTION; i++) {
            if (repeat != ONCE && (r[RCX] & mask) == 0) {
                return;
            }
            element(cpu, kind, bits, r[segment], mask);
            if (kind != SCAN && kind != STORE) {
                r[RSI] = r[RSI] + step & mask;
            }
            if (kind != LOAD) {
                r[RDI] = r[RDI] + step & mask;
            }
            if (repeat == ONCE) {
                return;
            }
            r[RCX] = r[RCX] - 1 & mask;
            boolean compares = kind == COMPARE || kind == SCAN;
            if (compares && (r[ZF] == 0) != (repeat == WHILE_EQUAL)) {
                return;
            }
        }
    }

    private static void element(X86Cpu cpu, int kind, int bits, long segmentBase, long mask) {
        long[] r = cpu.registers;
        Memory memory = cpu.memory;
        long source = (r[RSI] & mask) + segmentBase;
        long destination = r[RDI] & mask;
        switch (kind) {
            case MOVE -> write(memory, destination, bits, read(memory, source, bits));
            case STORE -> write(memory, destination, bits, r[RAX]);
            case LOAD -> {
                long value = read(memory, source, bits);
                r[RAX] = bits == 32 ? value : r[RAX] & ~Lowering.mask(bits) | value;
            }
            case COMPARE -> compare(r, read(memory, source, bits), read(memory, destination, bits), bits);
            default -> compare(r, r[RAX], read(memory, destination, bits), bits);
        }
    }

    private static void compare(long[] r, long a, long b, int bits) {
        int shift = 64 - bits;
        long result = a - b << shift >> shift;
        r[ZF] = result;
        r[SF] = result;
        r[PF] = result;
        r[AF] = FlagValues.subBorrows(a, b, result, 0);
        r[CF] = FlagValues.subBorrows(a, b, result, shift);
        r[OF] = r[CF];
    }

    private static long read(Memory memory, long address, int bits) {
        return switch (bits) {
            case 8 -> memory.readByte(address) & 0xff;
            case 16 -> memory.readShort(address) & 0xffff;
            case 32 -> memory.readInt(address) & 0xffff_ffffL;
            default -> memory.readLong(address);
        };
    }

    private static void write(Memory memory, long address, int bits, long value) {
        switch (bits) {
            case 8 -> memory.writeByte(address, (byte) value);
            case 16 -> memory.writeShort(address, (short) value);
            case 32 -> memory.writeInt(address, (int) value);
            default -> memory.writeLong(address, value);
        }
    }
}
