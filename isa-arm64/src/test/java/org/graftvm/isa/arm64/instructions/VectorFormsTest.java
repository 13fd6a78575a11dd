package org.graftvm.isa.arm64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import jdk.incubator.vector.LongVector;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each vector form does what its method does with both halves, which is compared with qemu-user: for all sizes of elements and
 * distances, and of floating point with FPCR and FPSR in several states.
 */
class VectorFormsTest {
    private static final int CASES = Integer.getInteger("graft.cases", 40) * 50;
    private static final int[] CONTROLS = {0, 0, 1 << 22, 1 << 24, 1 << 25};
    private static final int INEXACT = 1 << 4;

    /** Methods whose rows have elements of 64 bits. */
    private static final Set<String> HAVE_DOUBLEWORDS = Set.of(
            "add",
            "sub",
            "cmgt",
            "cmge",
            "cmhi",
            "cmhs",
            "cmeq",
            "cmtst",
            "abs",
            "neg",
            "cmgtZero",
            "cmeqZero",
            "cmltZero",
            "cmgeZero",
            "cmleZero",
            "evenElements",
            "oddElements",
            "addPairs");

    private final Random random = new Random(Long.getLong("graft.seed", 5));

    @Test
    void formsAgree() throws ReflectiveOperationException {
        int compared = 0;
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            for (Field field : Arm64Operations.class.getFields()) {
                @Nullable
                OperationType form =
                        field.get(null) instanceof OperationType type ? Arm64Operations.vectorForm(type) : null;
                if (form != null) {
                    compare((OperationType) field.get(null), form, memory);
                    compared++;
                }
            }
        }
        assertTrue(compared > 100, "too few forms");
    }

    private static Method method(OperationType type) throws ReflectiveOperationException {
        Method method = Arrays.stream(Class.forName(type.spec().owner()).getDeclaredMethods())
                .filter(m -> m.getName().equals(type.spec().method()))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        return method;
    }

    private void compare(OperationType type, OperationType form, GuestMemory memory)
            throws ReflectiveOperationException {
        Method part = method(type);
        Method whole = method(form);
        boolean isFloat = part.getParameterTypes()[0] == Arm64Cpu.class;
        Arm64Cpu cpu = new Arm64Cpu(memory, ignored -> false);
        Arm64Cpu other = new Arm64Cpu(memory, ignored -> false);
        for (int i = 0; i < CASES; i++) {
            Case one = new Case(type, form, isFloat);
            int fpcr = CONTROLS[random.nextInt(CONTROLS.length)];
            int fpsr = random.nextBoolean() ? INEXACT : 0;
            for (Arm64Cpu each : List.of(cpu, other)) {
                each.setFpcr(fpcr);
                each.setFpsr(fpsr);
            }
            LongVector result = (LongVector) whole.invoke(null, one.whole(cpu));
            String expected = one.byHalves(part, other);
            assertEquals(
                    expected + " " + Integer.toHexString(other.fpsr()),
                    hex(result.lane(0)) + hex(result.lane(1)) + " " + Integer.toHexString(cpu.fpsr()),
                    () -> part + " " + one + " fpcr " + Integer.toHexString(fpcr));
        }
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    /** Operands of an instruction: vectors by their names, a size or a distance, and which half is meant. */
    private final class Case {
        private final OperationType type;
        private final OperationType form;
        private final long[][] vectors;
        private final int field;
        private final int upper = random.nextInt(2);
        private final long[] old = {random.nextLong(), random.nextLong()};
        private final boolean isSingle;
        private final boolean isFloat;

        Case(OperationType type, OperationType form, boolean isFloat) {
            this.type = type;
            this.form = form;
            this.isFloat = isFloat;
            this.isSingle = type.spec().owner().equals(FpSingle.class.getName());
            this.field = field();
            this.vectors = new long[type.names().size()][];
            Arrays.setAll(vectors, ignored -> new long[] {value(), value()});
            for (int i = 0; i < vectors.length; i++) {
                if (type.names().get(i).endsWith("Element")) {
                    vectors[i][0] = vectors[i][1] = Elements.replicate(vectors[i][0], 0, field);
                }
            }
        }

        private int field() {
            List<String> names = type.names();
            boolean narrows = names.stream().anyMatch(n -> n.endsWith("Long"))
                    || form.names().contains("upper");
            if (names.contains("shiftRight") || names.contains("shiftLeft")) {
                return 8 + random.nextInt(narrows ? 56 : 120);
            }
            int sizes = !narrows && HAVE_DOUBLEWORDS.contains(type.spec().method()) ? 4 : 3;
            int size = type.spec().method().equals("rev32") ? random.nextInt(2) : random.nextInt(sizes);
            return type.spec().method().equals("rev16") ? 0 : size;
        }

        private long value() {
            if (!isFloat) {
                long value = random.nextLong();
                for (int at = 0; at < 64; at += 8) {
                    long end = new long[] {0, 0x7f, 0x80, 0xff}[random.nextInt(4)];
                    value = random.nextInt(3) == 0 ? value & ~(0xffL << at) | end << at : value;
                }
                return value;
            }
            return isSingle ? number(23, 8) | number(23, 8) << 32 : number(52, 11);
        }

        /** A floating-point number, often one at the ends of the range. */
        private long number(int fractionBits, int exponentBits) {
            long most = (1L << exponentBits) - 1;
            long exponent = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(3);
                case 1 -> most - random.nextInt(3);
                case 2 -> random.nextLong(most);
                default -> most / 2 + random.nextInt(9) - 4;
            };
            long mask = (1L << fractionBits) - 1;
            long fraction = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextLong() & mask & mask << fractionBits - 4;
                default -> random.nextLong() & mask;
            };
            return random.nextLong(2) << fractionBits + exponentBits | exponent << fractionBits | fraction;
        }

        Object[] whole(Arm64Cpu cpu) {
            List<Object> arguments = new ArrayList<>();
            if (isFloat) {
                arguments.add(cpu);
            }
            for (String name : form.names()) {
                int at = type.names().indexOf(name);
                if (name.equals("upper")) {
                    arguments.add(upper);
                } else if (name.equals("VdOld")) {
                    arguments.add(ExactParts.join(old[0], old[1]));
                } else if (type.spec().operands().get(at).isRegister()) {
                    arguments.add(ExactParts.join(vectors[at][0], vectors[at][1]));
                } else {
                    arguments.add(field);
                }
            }
            return arguments.toArray();
        }

        /** As {@link Simd#value} does it. */
        String byHalves(Method part, Arm64Cpu cpu) throws ReflectiveOperationException {
            String owner = type.spec().owner();
            boolean pairs = owner.equals(SimdPermute.class.getName()) || owner.equals(SimdAcross.class.getName());
            if (form.names().contains("VdOld")) {
                long low = half(part, cpu, 0, false) & 0xffff_ffffL | half(part, cpu, 1, false) << 32;
                return upper == 0 ? hex(low) + hex(0) : hex(old[0]) + hex(low);
            }
            boolean widens = form.names().contains("upper");
            if (pairs) {
                return hex(pair(part, vectors[0])) + hex(pair(part, vectors[1]));
            }
            return hex(half(part, cpu, 0, widens)) + hex(half(part, cpu, 1, widens));
        }

        private long pair(Method part, long[] vector) throws ReflectiveOperationException {
            return (long) part.invoke(null, vector[0], vector[1], field);
        }

        private long half(Method part, Arm64Cpu cpu, int half, boolean widens) throws ReflectiveOperationException {
            if (isSingle) {
                return Elements.concatenate(call(part, cpu, half, false, 0), call(part, cpu, half, false, 32));
            }
            return call(part, cpu, half, widens, 0);
        }

        private long call(Method part, Arm64Cpu cpu, int half, boolean widens, int shift)
                throws IllegalAccessException, InvocationTargetException {
            List<Object> arguments = new ArrayList<>();
            if (isFloat) {
                arguments.add(cpu);
            }
            for (int i = 0; i < type.names().size(); i++) {
                String name = type.names().get(i);
                if (!type.spec().operands().get(i).isRegister()) {
                    arguments.add(field);
                } else if (widens && !name.endsWith("Long")) {
                    arguments.add(vectors[i][upper] >>> 32 * half);
                } else {
                    arguments.add(vectors[i][half] >>> shift);
                }
            }
            return (long) part.invoke(null, arguments.toArray());
        }

        @Override
        public String toString() {
            return Arrays.deepToString(vectors) + " " + field + " " + upper;
        }
    }
}
