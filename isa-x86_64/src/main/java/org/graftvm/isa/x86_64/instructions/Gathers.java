package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Loads of elements from addresses that a vector of indices selects. Each element whose mask is set is loaded, written and
 * marked as done in the mask before the next one: where one faults, the instruction goes on with it when it is restarted.
 */
@Section(ref = "SDM volume 1, 5.15: AVX2 (gathers)", feature = "AVX2")
final class Gathers {
    private Gathers() {}

    @Instruction("vpgatherdd")
    @Encoding({"VEX.128.66.0F38.W0 90 /r : Vx vm32x Hx", "VEX.256.66.0F38.W0 90 /r : Vx vm32y Hx"})
    static void vpgatherdd(Lowering x) {
        gather(x, 32, 32);
    }

    @Instruction("vpgatherdq")
    @Encoding("VEX.66.0F38.W1 90 /r : Vx vm32x Hx")
    static void vpgatherdq(Lowering x) {
        gather(x, 64, 32);
    }

    @Instruction("vpgatherqd")
    @Encoding({"VEX.128.66.0F38.W0 91 /r : Vdq vm64x Hdq", "VEX.256.66.0F38.W0 91 /r : Vdq vm64y Hdq"})
    static void vpgatherqd(Lowering x) {
        gather(x, 32, 64);
    }

    @Instruction("vpgatherqq")
    @Encoding({"VEX.128.66.0F38.W1 91 /r : Vx vm64x Hx", "VEX.256.66.0F38.W1 91 /r : Vx vm64y Hx"})
    static void vpgatherqq(Lowering x) {
        gather(x, 64, 64);
    }

    @Instruction("vgatherdps")
    @Encoding({"VEX.128.66.0F38.W0 92 /r : Vx vm32x Hx", "VEX.256.66.0F38.W0 92 /r : Vx vm32y Hx"})
    static void vgatherdps(Lowering x) {
        gather(x, 32, 32);
    }

    @Instruction("vgatherdpd")
    @Encoding("VEX.66.0F38.W1 92 /r : Vx vm32x Hx")
    static void vgatherdpd(Lowering x) {
        gather(x, 64, 32);
    }

    @Instruction("vgatherqps")
    @Encoding({"VEX.128.66.0F38.W0 93 /r : Vdq vm64x Hdq", "VEX.256.66.0F38.W0 93 /r : Vdq vm64y Hdq"})
    static void vgatherqps(Lowering x) {
        gather(x, 32, 64);
    }

    @Instruction("vgatherqpd")
    @Encoding({"VEX.128.66.0F38.W1 93 /r : Vx vm64x Hx", "VEX.256.66.0F38.W1 93 /r : Vx vm64y Hx"})
    static void vgatherqpd(Lowering x) {
        gather(x, 64, 64);
    }

    private static void gather(Lowering x, int bits, int indexBits) {
        int destination = x.form().register(0);
        int mask = x.form().register(2);
        int elements = x.form().vectorBits() / Math.max(bits, indexBits);
        Value base = x.value(x.effectiveAddress());
        for (int i = 0; i < elements; i++) {
            int indexSlot = Vectors.slot(x.form().vectorIndex(), i * indexBits / 64);
            Value address = x.applyMasked(
                    indexBits == 64
                            ? CommonOperations.BASIC_INDEX
                            : i % 2 == 0 ? X86Operations.GATHERS_LOW_INDEX : X86Operations.GATHERS_HIGH_INDEX,
                    x.form().hasAddressSizePrefix() ? Lowering.mask(32) : -1,
                    base,
                    Lowering.register(indexSlot),
                    Lowering.constant(x.form().scale()));
            if (x.form().segment() >= 0) {
                address = x.apply(
                        CommonOperations.BASIC_PLUS, Lowering.register(x.form().segment()), address);
            }
            int slot = Vectors.slot(destination, i * bits / 64);
            int maskSlot = Vectors.slot(mask, i * bits / 64);
            element(x, bits, i, slot, maskSlot, address);
        }
        Vectors.clear(x, destination, elements * bits / 64);
        Vectors.clear(x, mask, 0);
    }

    private static void element(Lowering x, int bits, int i, int slot, int maskSlot, Value address) {
        boolean isHigh = bits == 32 && i % 2 == 1;
        OperationType load = bits == 64
                ? X86Operations.GATHERS_LOAD
                : isHigh ? X86Operations.GATHERS_LOAD_HIGH : X86Operations.GATHERS_LOAD_LOW;
        x.applyTo(new int[] {slot}, -1, load, Lowering.register(slot), Lowering.register(maskSlot), address);
        long others = bits == 64 ? 0 : isHigh ? 0xffff_ffffL : 0xffff_ffffL << 32;
        x.applyTo(new int[] {maskSlot}, others, CommonOperations.BASIC_MOVE, Lowering.register(maskSlot));
    }

    @Operation
    static long lowIndex(long base, long indices, int scale) {
        return base + ((long) (int) indices << scale);
    }

    @Operation
    static long highIndex(long base, long indices, int scale) {
        return base + (indices >> 32 << scale);
    }

    @Operation
    static long load(Memory memory, long old, long mask, long address) {
        return mask < 0 ? memory.readLong(address) : old;
    }

    @Operation
    static long loadLow(Memory memory, long old, long mask, long address) {
        return mask << 32 < 0 ? old & 0xffff_ffffL << 32 | memory.readInt(address) & 0xffff_ffffL : old;
    }

    @Operation
    static long loadHigh(Memory memory, long old, long mask, long address) {
        return mask < 0 ? old & 0xffff_ffffL | (long) memory.readInt(address) << 32 : old;
    }
}
