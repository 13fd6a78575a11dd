package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Stores of the bytes that a mask selects by their highest bits, at an address that the instruction implies. */
@Section(
        ref = "SDM volume 1, 5.5.4 and 5.6.4: SSE and SSE2 Cacheability Control Instructions (MASKMOVQ, MASKMOVDQU)",
        feature = "SSE, SSE2")
final class MaskedByteMoves {
    private MaskedByteMoves() {}

    /** Bytes at DS:RDI. All of them have to be writable, be they selected or not. */
    @Instruction("maskmovq")
    @Encoding("NP 0F F7 /r : Pq Nq")
    static void maskmovq(Lowering x) {
        storeBytes(x);
    }

    /** Likewise. */
    @Instruction("maskmovdqu")
    @Encoding({"66 0F F7 /r : Vx Ux", "VEX.128.66.0F.WIG F7 /r : Vx Ux"})
    static void maskmovdqu(Lowering x) {
        storeBytes(x);
    }

    private static void storeBytes(Lowering x) {
        int parts = Vectors.parts(x);
        Value[] values = new Value[parts];
        Value[] masks = new Value[parts];
        for (int part = 0; part < parts; part++) {
            values[part] = Vectors.read(x, 0, part);
            masks[part] = Vectors.read(x, 1, part);
        }
        if (Vectors.isMmx(x)) {
            Mmx.enter(x); // CPUs do so even if the store faults.
        }
        Address implied = new Address(X86Cpu.RDI, 0);
        if (x.form().hasAddressSizePrefix()) {
            implied = new Address(
                    x.extend(Lowering.register(X86Cpu.RDI), 32, Extend.Kind.ZERO)
                            .slot(),
                    0);
        }
        Address at = x.segmented(implied);
        Value base = Lowering.register(at.base());
        x.run(
                X86Operations.MASKED_BYTE_MOVES_REQUIRE_WRITABLE,
                base,
                Lowering.constant(at.displacement()),
                Lowering.constant(8 * parts));
        for (int part = 0; part < parts; part++) {
            Value displacement = Lowering.constant(at.displacement() + 8 * part);
            x.run(X86Operations.MASKED_BYTE_MOVES_STORE_BYTES, base, displacement, masks[part], values[part]);
        }
    }

    @Operation
    static void requireWritable(Memory memory, long base, long displacement, int bytes) {
        memory.check(base + displacement, bytes, Memory.Access.WRITE);
    }

    @Operation
    static void storeBytes(Memory memory, long base, long displacement, long mask, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            if ((mask >>> 8 * i & 0x80) != 0) {
                memory.writeByte(base + displacement + i, (byte) (value >>> 8 * i));
            }
        }
    }
}
