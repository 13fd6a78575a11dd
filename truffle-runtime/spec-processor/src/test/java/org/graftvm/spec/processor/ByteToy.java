package org.graftvm.spec.processor;

import java.util.HashMap;
import java.util.Map;

/** Sources of a small instruction set of the byte dialect; tests add instruction methods to its only section. */
final class ByteToy {
    /** First line of the methods in the section's source. */
    static final int FIRST_LINE = 5;

    private static final String CPU = """
            package toy;
            import org.graftvm.machine.*;
            public final class ToyCpu extends Cpu {
                @SuppressWarnings("DataFlowIssue")
                public ToyCpu(GuestMemory memory) { super(8, memory, null); }
            }
            """;

    private static final String SET = """
            package toy;
            import org.graftvm.spec.*;
            import org.graftvm.spec.InstructionSet.*;
            @ByteInstructionSet(
                    name = "Toy",
                    cpu = ToyCpu.class,
                    lowering = Lowering.class,
                    flags = Rule.class,
                    sections = {Methods.class},
                    operations = {Basic.class},
                    registers = {
                        @RegisterFile(name = "r", size = 4),
                        @RegisterFile(name = "flag", size = 2, names = {"cf", "zf"})
                    })
            final class ToySet {}
            """;

    private static final String LOWERING = """
            package toy;
            import org.graftvm.engine.OperationType;
            final class Lowering {
                String lowered = "";
                void value(OperationType type) { lowered += type.spec().method(); }
                void value(OperationType type, Rule rule) { lowered += type.spec().method() + " " + rule; }
                void compare(OperationType type, Rule rule) { lowered += "compare " + type.spec().method() + " " + rule; }
            }
            """;

    private static final String RULE = """
            package toy;
            enum Rule { ADD, SUB }
            """;

    private static final String BASIC = """
            package toy;
            import org.graftvm.machine.*;
            import org.graftvm.spec.*;
            final class Basic {
                private Basic() {}
                @Operation static long plus(long a, long b) { return a + b; }
                @Operation static boolean isZero(long a) { return a == 0; }
                @Operation @Access(bytes = 8, base = "base", displacement = "displacement")
                static long load(Memory memory, long base, long displacement) { return memory.readLong(base + displacement); }
            }
            """;

    private ByteToy() {}

    /** @param methods instruction methods, the first line at {@link #FIRST_LINE} of class {@code toy.Methods} */
    static Compilation compile(String methods) {
        return compile(methods, "", "");
    }

    /** Compiles with {@code target} in the class of operations replaced. */
    static Compilation compile(String methods, String target, String replacement) {
        String section = """
                package toy;
                import org.graftvm.machine.*;
                import org.graftvm.spec.*;
                @Section(ref = "Toy manual, chapter 1", feature = "Base") final class Methods {
                """ + methods + "\n}\n";
        return new Compilation(new HashMap<>(Map.of(
                "toy.ToyCpu", CPU,
                "toy.ToySet", SET,
                "toy.Lowering", LOWERING,
                "toy.Rule", RULE,
                "toy.Basic", BASIC.replace(target, replacement),
                "toy.Methods", section)));
    }
}
