package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import jdk.incubator.vector.LongVector;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.ExactParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each vector form of an integer operation does what its method does with both parts, which is compared with the host's CPU. */
class PackedVectorsTest {
    private static final int CASES = 2000;

    private final Random random = new Random(Long.getLong("graft.seed", 11));

    @Test
    void formsAgree() throws ReflectiveOperationException {
        int compared = 0;
        for (Field field : X86Operations.class.getFields()) {
            @Nullable
            OperationType form = field.get(null) instanceof OperationType type ? X86Operations.vectorForm(type) : null;
            if (form != null) {
                Method part = method((OperationType) field.get(null));
                Method whole = method(form);
                if (Arrays.stream(part.getParameterTypes()).allMatch(p -> p == long.class)) {
                    compare(part, whole);
                    compared++;
                }
            }
        }
        assertTrue(compared > 60, () -> "too few forms");
    }

    private static Method method(OperationType type) throws ReflectiveOperationException {
        Class<?> owner = Class.forName(type.spec().owner());
        Method method = Arrays.stream(owner.getDeclaredMethods())
                .filter(m -> m.getName().equals(type.spec().method()))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        return method;
    }

    private void compare(Method part, Method whole) throws ReflectiveOperationException {
        int count = part.getParameterCount();
        for (int i = 0; i < CASES; i++) {
            Object[] low = random.longs(count).map(this::edge).boxed().toArray();
            Object[] high = random.longs(count).map(this::edge).boxed().toArray();
            Object[] vectors = new Object[count];
            for (int j = 0; j < count; j++) {
                vectors[j] = ExactParts.join((long) low[j], (long) high[j]);
            }
            LongVector result = (LongVector) whole.invoke(null, vectors);
            String expected = hex((long) part.invoke(null, low)) + hex((long) part.invoke(null, high));
            assertEquals(
                    expected,
                    hex(result.lane(0)) + hex(result.lane(1)),
                    () -> part.getName() + Arrays.toString(low) + Arrays.toString(high));
        }
    }

    /** Some bytes of a random number at the ends of their range. */
    private long edge(long value) {
        long result = value;
        for (int at = 0; at < 64; at += 8) {
            if (random.nextInt(3) == 0) {
                long end = new long[] {0, 0x7f, 0x80, 0xff}[random.nextInt(4)];
                result = result & ~(0xffL << at) | end << at;
            }
        }
        return result;
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
