package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.graftvm.engine.OperationType;
import org.junit.jupiter.api.Test;

/** What is generated for operations without an instruction set, and that every mistake is a compile error at its line. */
class OperationSetTest {
    private static final String SET = """
            package toy;
            import org.graftvm.spec.OperationSet;
            @OperationSet(name = "Toy", operations = {Basic.class})
            final class ToySet {}
            """;

    private static final String BASIC = """
            package toy;
            import org.graftvm.machine.*;
            import org.graftvm.spec.*;
            public final class Basic {
                private Basic() {}
                @Operation
                public static long plus(long a, @Extend(Extend.Kind.SIGN) long b) { return a + b; }
                @Operation
                public static boolean isZero(long a) { return a == 0; }
            }
            """;

    private static Compilation compile(String target, String replacement) {
        return new Compilation(Map.of("toy.ToySet", SET, "toy.Basic", BASIC.replace(target, replacement)));
    }

    @Test
    void eachOperationHasAType() throws ReflectiveOperationException {
        Compilation compilation = compile("", "");
        assertTrue(compilation.success(), () -> compilation.errors().toString());
        OperationType plus = (OperationType) compilation
                .loader()
                .loadClass("toy.ToyOperations")
                .getField("BASIC_PLUS")
                .get(null);
        assertEquals("toy.Basic", plus.spec().owner());
        assertEquals("[NONE, SIGN]", plus.extensions().toString());
    }

    @Test
    void operationThatOthersCannotCall() {
        compile("public static long", "static long").assertMistake(7, "an operation that is shared is public");
    }

    @Test
    void cpuOfOneInstructionSet() {
        compile("isZero(long a)", "isZero(Cpu a)").assertMistake(9, "a parameter is a long");
    }
}
