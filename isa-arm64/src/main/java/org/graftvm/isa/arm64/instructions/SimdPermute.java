package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Interleaving and taking apart, extraction of a run of bytes, table lookups. */
@Section(ref = "Arm ARM C3.5.4: SIMD permute; C3.5.9: SIMD table lookup", feature = "AdvSIMD")
final class SimdPermute {
    private static final int TABLE_BYTES = 16;

    private SimdPermute() {}

    @Instruction("trn1 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 010 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void trn1(Lowering x, int Vm, int Vn, int Vd) {
        transpose(x, Arm64Operations.SIMD_PERMUTE_TRANSPOSE_EVEN, Vd, Vn, Vm, 0);
    }

    @Instruction("zip1 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 011 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void zip1(Lowering x, int Vm, int Vn, int Vd) {
        zip(x, Vd, Vn, Vm, 0);
    }

    @Instruction("zip2 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 111 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void zip2(Lowering x, int Vm, int Vn, int Vd) {
        zip(x, Vd, Vn, Vm, 1);
    }

    @Instruction("uzp1 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 001 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void uzp1(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Arm64Operations.SIMD_PERMUTE_EVEN_ELEMENTS, Vd, Vn, Vm);
    }

    @Instruction("uzp2 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 101 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void uzp2(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Arm64Operations.SIMD_PERMUTE_ODD_ELEMENTS, Vd, Vn, Vm);
    }

    @Instruction("ext VdBytes, VnBytes, VmBytes, #index")
    @Encoding(value = "0 Q:1 1 01110000 VmBytes:5 0 index:4 0 VnBytes:5 VdBytes:5", when = "Q == 1 || index[3] == 0")
    static void ext(Lowering x, int Q, int VmBytes, int index, int VnBytes, int VdBytes) {
        if (Q == 1 && x.hasVectors()) {
            SimdVectors.write(
                    x,
                    VdBytes,
                    CommonOperations.VECTOR_SHUFFLES_ALIGN,
                    SimdVectors.read(VnBytes),
                    SimdVectors.read(VmBytes),
                    Lowering.constant(index));
            return;
        }
        Value[] parts = Q == 0
                ? new Value[] {Simd.read(VnBytes, 0), Simd.read(VmBytes, 0)}
                : new Value[] {
                    Simd.read(VnBytes, 0), Simd.read(VnBytes, 1), Simd.read(VmBytes, 0), Simd.read(VmBytes, 1)
                };
        Value low = run(x, parts, index);
        Value high = Q == 0 ? Lowering.constant(0) : run(x, parts, index + 8);
        Simd.write(x, VdBytes, low, high);
    }

    @Instruction("tbl VdBytes, VnTable, VmBytes")
    @Encoding("0 Q:1 001110000 VmBytes:5 0 tables:2 0 00 VnTable:5 VdBytes:5")
    static void tbl(Lowering x, int Q, int VmBytes, int tables, int VnTable, int VdBytes) {
        lookUp(x, Q, VmBytes, tables, VnTable, VdBytes, false);
    }

    @Instruction("tbx VdBytes, VnTable, VmBytes")
    @Encoding("0 Q:1 001110000 VmBytes:5 0 tables:2 1 00 VnTable:5 VdBytes:5")
    static void tbx(Lowering x, int Q, int VmBytes, int tables, int VnTable, int VdBytes) {
        lookUp(x, Q, VmBytes, tables, VnTable, VdBytes, true);
    }

    @Instruction("trn2 Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 01110 size:2 0 Vm:5 0 110 10 Vn:5 Vd:5", when = VectorShape.ANY)
    static void trn2(Lowering x, int Vm, int Vn, int Vd) {
        transpose(x, Arm64Operations.SIMD_PERMUTE_TRANSPOSE_ODD, Vd, Vn, Vm, 1);
    }

    // ---- compositions ----

    /** Elements of 64 bits are halves themselves, and the one of number {@code odd} is taken of each source. */
    private static void transpose(Lowering x, OperationType type, int Vd, int Vn, int Vm, int odd) {
        VectorShape shape = Simd.shape(x);
        if (SimdVectors.has(x, shape)) {
            move(x, CommonOperations.VECTOR_SHUFFLES_TRANSPOSE, Vd, Vn, Vm, shape.bits(), odd);
            return;
        }
        if (shape.size() == 3) {
            Simd.write(x, Vd, x.copy(Simd.read(Vn, odd)), x.copy(Simd.read(Vm, odd)));
            return;
        }
        Value size = Lowering.constant(shape.size());
        Value low = x.apply(type, Simd.read(Vn, 0), Simd.read(Vm, 0), size);
        Value high = shape.full() ? x.apply(type, Simd.read(Vn, 1), Simd.read(Vm, 1), size) : Lowering.constant(0);
        Simd.write(x, Vd, low, high);
    }

    private static void zip(Lowering x, int Vd, int Vn, int Vm, int upper) {
        VectorShape shape = Simd.shape(x);
        if (SimdVectors.has(x, shape)) {
            move(x, CommonOperations.VECTOR_SHUFFLES_INTERLEAVE, Vd, Vn, Vm, shape.bits(), upper);
            return;
        }
        Value n = Simd.read(Vn, shape.full() ? upper : 0);
        Value m = Simd.read(Vm, shape.full() ? upper : 0);
        if (shape.size() == 3) {
            Simd.write(x, Vd, x.copy(n), x.copy(m));
            return;
        }
        Value size = Lowering.constant(shape.size());
        if (!shape.full()) {
            OperationType type = upper == 0
                    ? Arm64Operations.SIMD_PERMUTE_INTERLEAVE_LOW
                    : Arm64Operations.SIMD_PERMUTE_INTERLEAVE_HIGH;
            Simd.write(x, Vd, x.apply(type, n, m, size), Lowering.constant(0));
            return;
        }
        Value low = x.apply(Arm64Operations.SIMD_PERMUTE_INTERLEAVE_LOW, n, m, size);
        Value high = x.apply(Arm64Operations.SIMD_PERMUTE_INTERLEAVE_HIGH, n, m, size);
        Simd.write(x, Vd, low, high);
    }

    /** Both sources side by side, two halves at a time, as an operation on 128 bits that returns 64. */
    static void pairs(Lowering x, OperationType type, int Vd, int Vn, int Vm) {
        VectorShape shape = Simd.shape(x);
        Value size = Lowering.constant(shape.size());
        if (SimdVectors.whole(x, Vd, type, SimdVectors.read(Vn), SimdVectors.read(Vm), size)) {
            return;
        }
        if (shape.full()) {
            Value low = x.apply(type, Simd.read(Vn, 0), Simd.read(Vn, 1), size);
            Value high = x.apply(type, Simd.read(Vm, 0), Simd.read(Vm, 1), size);
            Simd.write(x, Vd, low, high);
        } else {
            Value low = x.apply(type, Simd.read(Vn, 0), Simd.read(Vm, 0), size);
            Simd.write(x, Vd, low, Lowering.constant(0));
        }
    }

    private static Value run(Lowering x, Value[] parts, int from) {
        Value low = parts[from / 8];
        return from % 8 == 0
                ? x.copy(low)
                : x.apply(
                        Arm64Operations.SIMD_PERMUTE_FUNNEL,
                        low,
                        parts[from / 8 + 1],
                        Lowering.constant(8 * (from % 8)));
    }

    private static void lookUp(Lowering x, int Q, int Vm, int tables, int Vn, int Vd, boolean keep) {
        if (Q == 1 && x.hasVectors()) {
            lookUpWhole(x, Vm, tables, Vn, Vd, keep);
            return;
        }
        Value[] results = {Lowering.constant(0), Lowering.constant(0)};
        for (int half = 0; half <= Q; half++) {
            Value result = keep ? Simd.read(Vd, half) : Lowering.constant(0);
            for (int table = 0; table <= tables; table++) {
                int register = (Vn + table) % 32;
                result = x.apply(
                        Arm64Operations.SIMD_PERMUTE_LOOK_UP,
                        result,
                        Simd.read(Vm, half),
                        Simd.read(register, 0),
                        Simd.read(register, 1),
                        Lowering.constant(table * TABLE_BYTES));
            }
            results[half] = result;
        }
        Simd.write(x, Vd, results[0], results[1]);
    }

    private static void lookUpWhole(Lowering x, int Vm, int tables, int Vn, int Vd, boolean keep) {
        Value result = keep
                ? SimdVectors.read(Vd)
                : x.applyVector(
                        CommonOperations.VECTOR_SHUFFLES_BROADCAST, Lowering.constant(0), Lowering.constant(64));
        for (int table = 0; table <= tables; table++) {
            Value[] arguments = {
                result,
                SimdVectors.read(Vm),
                SimdVectors.read((Vn + table) % 32),
                Lowering.constant(table * TABLE_BYTES)
            };
            if (table == tables) {
                SimdVectors.write(x, Vd, CommonOperations.VECTOR_SHUFFLES_LOOK_UP, arguments);
            } else {
                result = x.applyVector(CommonOperations.VECTOR_SHUFFLES_LOOK_UP, arguments);
            }
        }
    }

    /** Moves elements of two whole vectors. */
    private static void move(Lowering x, OperationType type, int Vd, int Vn, int Vm, int bits, int which) {
        SimdVectors.write(
                x,
                Vd,
                type,
                SimdVectors.read(Vn),
                SimdVectors.read(Vm),
                Lowering.constant(bits),
                Lowering.constant(which));
    }

    // ---- operations ----

    /** Bits of elements with even numbers. */
    private static long even(int size) {
        return Elements.mask(size) * Elements.ones(size + 1);
    }

    @Operation
    static long transposeEven(long a, long b, int size) {
        long even = even(size);
        return a & even | (b & even) << Elements.bits(size);
    }

    @Operation
    static long transposeOdd(long a, long b, int size) {
        long even = even(size);
        return a >>> Elements.bits(size) & even | b & ~even;
    }

    @Operation
    static long interleaveLow(long a, long b, int size) {
        return spread(a & 0xffff_ffffL, size) | spread(b & 0xffff_ffffL, size) << Elements.bits(size);
    }

    @Operation
    static long interleaveHigh(long a, long b, int size) {
        return interleaveLow(a >>> 32, b >>> 32, size);
    }

    private static long spread(long a, int size) {
        long result = a;
        for (int i = 1; i >= size; i--) {
            result = (result | result << (8 << i)) & even(i);
        }
        return result;
    }

    @Operation
    static long evenElements(long low, long high, int size) {
        if (size == 3) {
            return low;
        }
        return gather(low & even(size), size) | gather(high & even(size), size) << 32;
    }

    @Operation
    static long oddElements(long low, long high, int size) {
        if (size == 3) {
            return high;
        }
        return evenElements(low >>> Elements.bits(size), high >>> Elements.bits(size), size);
    }

    private static long gather(long a, int size) {
        long result = a;
        for (int i = size; i < 2; i++) {
            result = (result | result >>> (8 << i)) & even(i + 1);
        }
        return result & 0xffff_ffffL;
    }

    @Operation
    static long funnel(long low, long high, int by) {
        return low >>> by | high << 64 - by;
    }

    /** Replaces the bytes whose number lies in a table of sixteen that begins with number {@code first}. */
    @Operation
    static long lookUp(long old, long numbers, long low, long high, int first) {
        long result = old;
        for (int at = 0; at < 64; at += 8) {
            int number = (int) (numbers >>> at & 0xff) - first;
            if ((number & -TABLE_BYTES) == 0) {
                long entry = (number < 8 ? low : high) >>> 8 * (number & 7) & 0xff;
                result = result & ~(0xffL << at) | entry << at;
            }
        }
        return result;
    }
}
