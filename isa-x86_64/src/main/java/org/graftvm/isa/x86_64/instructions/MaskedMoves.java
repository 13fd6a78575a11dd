package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.Value;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Loads and stores of the elements that a mask selects by their signs; the others are not accessed and cannot fault. */
@Section(ref = "SDM volume 1, 5.13 and 5.15: AVX and AVX2 (masked moves)", feature = "AVX, AVX2")
final class MaskedMoves {
    private MaskedMoves() {}

    @Instruction("vmaskmovps")
    @Encoding({"VEX.66.0F38.W0 2C /r : Vx Hx Mx", "VEX.66.0F38.W0 2E /r : Mx Hx Vx"})
    static void vmaskmovps(Lowering x) {
        move(x, X86Operations.MASKED_MOVES_LOAD32, X86Operations.MASKED_MOVES_STORE32);
    }

    @Instruction("vmaskmovpd")
    @Encoding({"VEX.66.0F38.W0 2D /r : Vx Hx Mx", "VEX.66.0F38.W0 2F /r : Mx Hx Vx"})
    static void vmaskmovpd(Lowering x) {
        move(x, X86Operations.MASKED_MOVES_LOAD64, X86Operations.MASKED_MOVES_STORE64);
    }

    @Instruction("vpmaskmovd")
    @Encoding({"VEX.66.0F38.W0 8C /r : Vx Hx Mx", "VEX.66.0F38.W0 8E /r : Mx Hx Vx"})
    static void vpmaskmovd(Lowering x) {
        move(x, X86Operations.MASKED_MOVES_LOAD32, X86Operations.MASKED_MOVES_STORE32);
    }

    @Instruction("vpmaskmovq")
    @Encoding({"VEX.66.0F38.W1 8C /r : Vx Hx Mx", "VEX.66.0F38.W1 8E /r : Mx Hx Vx"})
    static void vpmaskmovq(Lowering x) {
        move(x, X86Operations.MASKED_MOVES_LOAD64, X86Operations.MASKED_MOVES_STORE64);
    }

    private static void move(Lowering x, OperationType load, OperationType store) {
        Address at = x.address();
        Value base = Lowering.register(at.base());
        if (!x.form().isMemory(0)) {
            Vectors.eachPart(
                    x,
                    part -> x.apply(load, base, Lowering.constant(at.displacement() + 8 * part), source(x, 0, part)));
            return;
        }
        for (int part = 0; part < Vectors.parts(x); part++) {
            Value displacement = Lowering.constant(at.displacement() + 8 * part);
            x.run(store, base, displacement, source(x, 0, part), source(x, 1, part));
        }
    }

    @Operation
    static long load32(Memory memory, long base, long displacement, long mask) {
        long address = base + displacement;
        long low = mask << 32 < 0 ? memory.readInt(address) & 0xffff_ffffL : 0;
        return mask < 0 ? low | (long) memory.readInt(address + 4) << 32 : low;
    }

    @Operation
    static long load64(Memory memory, long base, long displacement, long mask) {
        return mask < 0 ? memory.readLong(base + displacement) : 0;
    }

    @Operation
    static void store32(Memory memory, long base, long displacement, long mask, long value) {
        long address = base + displacement;
        if (mask << 32 < 0) {
            memory.writeInt(address, (int) value);
        }
        if (mask < 0) {
            memory.writeInt(address + 4, (int) (value >>> 32));
        }
    }

    @Operation
    static void store64(Memory memory, long base, long displacement, long mask, long value) {
        if (mask < 0) {
            memory.writeLong(base + displacement, value);
        }
    }
}
