package org.graftvm.isa.arm64.instructions;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Address;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Loads and stores of structures: vectors whose elements are interleaved in memory. {@code structure} is the opcode that tells how
 * many registers and how many elements a structure has; {@code part} the opcode, S and size of an instruction on one element.
 */
@Section(ref = "Arm ARM C3.2.10: Load/store Advanced SIMD", feature = "AdvSIMD")
public final class SimdStructures {
    /** Opcodes for four structures of 4, 1, then 3 of 3, 1, one, 2 of 2, 1. */
    private static final String MULTIPLE =
            "(structure == 0 || structure == 4 || structure == 8) && !(size == 3 && Q == 0) || structure == 2 ||"
                    + " structure == 6 || structure == 7 || structure == 10";

    /** Elements of 2 and more bytes have zeros where the place within a smaller one would be. */
    private static final String SINGLE =
            "part[4:3] == 0 || part[4:3] == 1 && part[0] == 0 || part[4:3] == 2 && part[1:0] == 0 ||"
                    + " part[4:3] == 2 && part[2:0] == 1";

    private static final int REGISTERS = 32;

    private SimdStructures() {}

    @Instruction("st{structure} VtList, [XnSP]")
    @Encoding(value = "0 Q:1 0011000 0 000000 structure:4 size:2 XnSP:5 VtList:5", when = MULTIPLE)
    static void st(Lowering x, int Q, int structure, int size, int XnSP, int VtList) {
        store(x, Q, structure, size, XnSP, VtList);
    }

    @Instruction("st{structure} VtList, [XnSP], movedBy")
    @Encoding(value = "0 Q:1 0011001 0 0 movedBy:5 structure:4 size:2 XnSP:5 VtList:5", when = MULTIPLE)
    static void stPost(Lowering x, int Q, int movedBy, int structure, int size, int XnSP, int VtList) {
        store(x, Q, structure, size, XnSP, VtList);
        move(x, XnSP, movedBy, registers(structure) << 3 + Q);
    }

    @Instruction("ld{structure} VtList, [XnSP]")
    @Encoding(value = "0 Q:1 0011000 1 000000 structure:4 size:2 XnSP:5 VtList:5", when = MULTIPLE)
    static void ld(Lowering x, int Q, int structure, int size, int XnSP, int VtList) {
        load(x, Q, structure, size, XnSP, VtList);
    }

    @Instruction("ld{structure} VtList, [XnSP], movedBy")
    @Encoding(value = "0 Q:1 0011001 1 0 movedBy:5 structure:4 size:2 XnSP:5 VtList:5", when = MULTIPLE)
    static void ldPost(Lowering x, int Q, int movedBy, int structure, int size, int XnSP, int VtList) {
        load(x, Q, structure, size, XnSP, VtList);
        move(x, XnSP, movedBy, registers(structure) << 3 + Q);
    }

    @Instruction("st{count} VtPart, [XnSP]")
    @Encoding(value = "0 Q:1 0011010 0 count[0] 00000 part[4:3] count[1] part[2:0] XnSP:5 VtPart:5", when = SINGLE)
    static void stPart(Lowering x, int Q, int count, int part, int XnSP, int VtPart) {
        storePart(x, Q, count, part, XnSP, VtPart);
    }

    @Instruction("st{count} VtPart, [XnSP], movedBy")
    @Encoding(value = "0 Q:1 0011011 0 count[0] movedBy:5 part[4:3] count[1] part[2:0] XnSP:5 VtPart:5", when = SINGLE)
    static void stPartPost(Lowering x, int Q, int movedBy, int count, int part, int XnSP, int VtPart) {
        storePart(x, Q, count, part, XnSP, VtPart);
        move(x, XnSP, movedBy, count(count) << partSize(part));
    }

    @Instruction("ld{count} VtPart, [XnSP]")
    @Encoding(value = "0 Q:1 0011010 1 count[0] 00000 part[4:3] count[1] part[2:0] XnSP:5 VtPart:5", when = SINGLE)
    static void ldPart(Lowering x, int Q, int count, int part, int XnSP, int VtPart) {
        loadPart(x, Q, count, part, XnSP, VtPart);
    }

    @Instruction("ld{count} VtPart, [XnSP], movedBy")
    @Encoding(value = "0 Q:1 0011011 1 count[0] movedBy:5 part[4:3] count[1] part[2:0] XnSP:5 VtPart:5", when = SINGLE)
    static void ldPartPost(Lowering x, int Q, int movedBy, int count, int part, int XnSP, int VtPart) {
        loadPart(x, Q, count, part, XnSP, VtPart);
        move(x, XnSP, movedBy, count(count) << partSize(part));
    }

    @Instruction("ld{count}r VtList, [XnSP]")
    @Encoding("0 Q:1 0011010 1 count[0] 00000 11 count[1] 0 size:2 XnSP:5 VtList:5")
    static void ldr(Lowering x, int Q, int count, int size, int XnSP, int VtList) {
        loadReplicated(x, Q, count, size, XnSP, VtList);
    }

    @Instruction("ld{count}r VtList, [XnSP], movedBy")
    @Encoding("0 Q:1 0011011 1 count[0] movedBy:5 11 count[1] 0 size:2 XnSP:5 VtList:5")
    static void ldrPost(Lowering x, int Q, int movedBy, int count, int size, int XnSP, int VtList) {
        loadReplicated(x, Q, count, size, XnSP, VtList);
        move(x, XnSP, movedBy, count(count) << size);
    }

    // ---- fields ----

    /** How many registers. */
    public static int registers(int structure) {
        return switch (structure) {
            case 0, 2 -> 4;
            case 4, 6 -> 3;
            case 7 -> 1;
            default -> 2;
        };
    }

    /** How many elements a structure in memory has. */
    public static int elements(int structure) {
        return (structure & 3) == 0 ? registers(structure) : 1;
    }

    /** As {@link #registers}, by the bits that are R and the lowest one of the opcode of instructions on single structures. */
    public static int count(int field) {
        return field + 1;
    }

    /** Logarithm of an element's bytes. */
    public static int partSize(int part) {
        int scale = part >>> 3;
        return scale == 2 && (part & 1) != 0 ? 3 : scale;
    }

    /** Which element. */
    public static int partIndex(int Q, int part) {
        return (Q << 3 | part & 7) >>> partSize(part);
    }

    // ---- meaning ----

    private static void store(Lowering x, int Q, int structure, int size, int XnSP, int Vt) {
        int elements = elements(structure);
        if (elements == 1 && Q == 1 && x.hasVectors()) {
            for (int i = 0; i < registers(structure); i++) {
                SimdTransfers.store(x, 4, at(XnSP, i, 4), (Vt + i) % REGISTERS);
            }
            return;
        }
        int unit = elements == 1 ? 3 : size;
        Value element = Lowering.constant(0);
        for (int i = 0; i < registers(structure) << 3 + Q - unit; i++) {
            int register = elements == 1 ? i >>> Q : i % elements;
            int index = elements == 1 ? i & Q : i / elements;
            element = part(x, (Vt + register) % REGISTERS, index, unit, element);
            SimdTransfers.storePart(x, unit, at(XnSP, i, unit), element);
        }
    }

    private static void load(Lowering x, int Q, int structure, int size, int XnSP, int Vt) {
        int elements = elements(structure);
        if (elements == 1 && Q == 1 && x.hasVectors()) {
            for (int i = 0; i < registers(structure); i++) {
                SimdTransfers.load(x, 4, at(XnSP, i, 4), (Vt + i) % REGISTERS);
            }
            return;
        }
        int unit = elements == 1 ? 3 : size;
        Value loaded = Lowering.constant(0);
        for (int i = 0; i < registers(structure); i++) {
            int register = (Vt + i) % REGISTERS;
            for (int half = 0; half <= Q; half++) {
                int perHalf = 8 >>> unit;
                for (int j = 0; j < perHalf; j++) {
                    int index = half * perHalf + j;
                    int place = elements == 1 ? (i << Q) + index : index * elements + i;
                    Address at = at(XnSP, place, unit);
                    int[] slot = {Simd.slot(register, half)};
                    if (j == 0) {
                        x.applyTo(slot, -1, SimdTransfers.loadType(unit), base(at), displacement(at));
                    } else {
                        loaded = again(x, loaded, SimdTransfers.loadType(unit), base(at), displacement(at));
                        insert(x, register, index, unit, loaded);
                    }
                }
            }
            if (Q == 0) {
                Simd.clearHigh(x, register);
            }
        }
    }

    private static void storePart(Lowering x, int Q, int count, int part, int XnSP, int Vt) {
        int size = partSize(part);
        for (int i = 0; i < count(count); i++) {
            Value value = part(x, (Vt + i) % REGISTERS, partIndex(Q, part), size, Lowering.constant(0));
            SimdTransfers.storePart(x, size, at(XnSP, i, size), value);
        }
    }

    private static void loadPart(Lowering x, int Q, int count, int part, int XnSP, int Vt) {
        int size = partSize(part);
        Value[] loaded = loadElements(x, count(count), size, XnSP);
        for (int i = 0; i < loaded.length; i++) {
            insert(x, (Vt + i) % REGISTERS, partIndex(Q, part), size, loaded[i]);
        }
    }

    private static void loadReplicated(Lowering x, int Q, int count, int size, int XnSP, int Vt) {
        Value[] loaded = loadElements(x, count(count), size, XnSP);
        for (int i = 0; i < loaded.length; i++) {
            Value all = x.apply(
                    Arm64Operations.ELEMENTS_REPLICATE, loaded[i], Lowering.constant(0), Lowering.constant(size));
            Simd.write(x, (Vt + i) % REGISTERS, all, Q == 0 ? Lowering.constant(0) : all);
        }
    }

    private static Value[] loadElements(Lowering x, int count, int size, int XnSP) {
        Value[] loaded = new Value[count];
        Arrays.setAll(loaded, i -> SimdTransfers.loadPart(x, size, at(XnSP, i, size)));
        return loaded;
    }

    private static Address at(int XnSP, int index, int size) {
        return new Address(XnSP, (long) index << size);
    }

    private static Value base(Address at) {
        return Lowering.register(at.base());
    }

    private static Value displacement(Address at) {
        return Lowering.constant(at.displacement());
    }

    /** Applies an operation; the result is where an earlier one is that is done with, if that is in a register. */
    private static Value again(Lowering x, Value old, OperationType type, Value... arguments) {
        if (old.isConstant()) {
            return x.apply(type, arguments);
        }
        x.applyTo(new int[] {old.slot()}, -1, type, arguments);
        return old;
    }

    /** An element, as {@link #again}. */
    private static Value part(Lowering x, int register, int index, int size, Value old) {
        int bit = index << size + 3;
        Value half = Simd.read(register, bit >>> 6);
        return again(
                x, old, Arm64Operations.ELEMENTS_EXTRACT, half, Lowering.constant(bit & 63), Lowering.constant(size));
    }

    static void insert(Lowering x, int register, int index, int size, Value element) {
        int bit = index << size + 3;
        Value half = Simd.read(register, bit >>> 6);
        x.applyTo(
                new int[] {half.slot()},
                -1,
                Arm64Operations.ELEMENTS_INSERT,
                half,
                element,
                Lowering.constant(bit & 63),
                Lowering.constant(size));
    }

    /** The base moves by a register, or by the bytes of the access where the field is 31. */
    private static void move(Lowering x, int XnSP, int movedBy, int bytes) {
        Value distance = movedBy == Lowering.R31 ? Lowering.constant(bytes) : Lowering.read(movedBy);
        x.applyTo(new int[] {XnSP}, -1, CommonOperations.BASIC_PLUS, Lowering.register(XnSP), distance);
    }
}
