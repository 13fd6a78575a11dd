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

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.foreign.MemorySegment;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.WindowMemory;
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

    /** Fewer elements are not worth the checks of a run. */
    private static final int SHORTEST_RUN = 8;

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
            count = x.applyMasked(CommonOperations.BASIC_MOVE, Lowering.mask(32), count);
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
            x.branch(CommonOperations.COMPARISONS_NOT_ZERO, x.form().pc(), count);
        }
    }

    /** Even opcodes are of bytes. */
    private static int elementBits(Lowering x) {
        return (x.form().condition() & 1) == 0 ? 8 : x.form().operandBits();
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void elements(X86Cpu cpu, int kind, int bits, int repeat, int segment, int shortAddresses) {
        long[] r = cpu.registers;
        WindowMemory memory = cpu.memory.view();
        long mask = shortAddresses != 0 ? 0xffff_ffffL : -1;
        long step = r[DF] == 0 ? bits / 8 : -bits / 8;
        int done = 1;
        for (int i = 0; i < PORTION; i += done) {
            if (repeat != ONCE && (r[RCX] & mask) == 0) {
                return;
            }
            done = repeat != ONCE && step > 0 ? run(memory, r, kind, bits, r[segment], mask) : 0;
            if (done == 0) {
                element(memory, r, kind, bits, r[segment], mask);
                done = 1;
            }
            if (kind != SCAN && kind != STORE) {
                r[RSI] = r[RSI] + step * done & mask;
            }
            if (kind != LOAD) {
                r[RDI] = r[RDI] + step * done & mask;
            }
            if (repeat == ONCE) {
                return;
            }
            r[RCX] = r[RCX] - done & mask;
            boolean compares = kind == COMPARE || kind == SCAN;
            if (compares && (r[ZF] == 0) != (repeat == WHILE_EQUAL)) {
                return;
            }
        }
    }

    /**
     * Moves or stores elements at once as far as they lie in one page each, of those that every access may use, and none is
     * read again after it was written.
     *
     * @return how many elements; 0 if they are to be taken one by one
     */
    private static int run(WindowMemory memory, long[] r, int kind, int bits, long segmentBase, long mask) {
        if (kind != MOVE && kind != STORE) {
            return 0;
        }
        int size = bits / 8;
        long source = (r[RSI] & mask) + segmentBase;
        long destination = r[RDI] & mask;
        int length = toPageEnd(destination);
        if (kind == MOVE) {
            length = Math.min(length, toPageEnd(source));
        }
        int count = length / size;
        if (Long.compareUnsigned(r[RCX] & mask, count) < 0) {
            count = (int) r[RCX];
        }
        length = count * size;
        if (count < SHORTEST_RUN || !memory.covers(destination, length, true)) {
            return 0;
        }
        MemorySegment window = memory.window();
        if (kind == MOVE) {
            if (destination - source > 0 && destination - source < length || !memory.covers(source, length, false)) {
                return 0;
            }
            MemorySegment.copy(window, source, window, destination, length);
            return count;
        }
        write(memory, destination, bits, r[RAX]);
        for (int filled = size; filled < length; filled *= 2) {
            MemorySegment.copy(window, destination, window, destination + filled, Math.min(filled, length - filled));
        }
        return count;
    }

    private static int toPageEnd(long address) {
        return GuestMemory.PAGE_SIZE - (int) (address & GuestMemory.PAGE_SIZE - 1);
    }

    private static void element(Memory memory, long[] r, int kind, int bits, long segmentBase, long mask) {
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
