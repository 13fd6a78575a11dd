package org.graftvm.spec.processor;

import java.util.HashMap;
import java.util.Map;

/** Sources of a small instruction set; tests add instruction methods to its only section. */
final class Toy {
    /** First line of the methods in the section's source. */
    static final int FIRST_LINE = 5;

    private static final String CPU = """
            package toy;
            import org.graftvm.machine.*;
            public final class ToyCpu extends Cpu {
                public long last;
                @SuppressWarnings("DataFlowIssue")
                public ToyCpu(GuestMemory memory) { super(ToyInstructions.REGISTER_COUNT, memory, null); }
            }
            """;

    private static final String SET = """
            package toy;
            import org.graftvm.spec.InstructionSet;
            import org.graftvm.spec.InstructionSet.*;
            @InstructionSet(
                    name = "Toy",
                    cpu = ToyCpu.class,
                    sections = {Methods.class},
                    registers = {
                        @RegisterFile(name = "x", size = 32, zero = 0),
                        @RegisterFile(name = "f", size = 32)
                    },
                    operands = {
                        @Operand(name = "rd", role = Role.DESTINATION, file = "x"),
                        @Operand(name = "rs1", role = Role.SOURCE, file = "x"),
                        @Operand(name = "rs2", role = Role.SOURCE, file = "x"),
                        @Operand(name = "rdc", role = Role.DESTINATION, file = "x", base = 8),
                        @Operand(name = "fd", role = Role.DESTINATION, file = "f"),
                        @Operand(name = "fs1", role = Role.SOURCE, file = "f"),
                        @Operand(name = "ra", role = Role.DESTINATION, file = "x", fixed = 1),
                        @Operand(name = "sp", role = Role.SOURCE, file = "x", fixed = 2),
                        @Operand(name = "imm", role = Role.IMMEDIATE, signed = true),
                        @Operand(name = "uimm", role = Role.IMMEDIATE),
                        @Operand(name = "imm20", role = Role.IMMEDIATE, signed = true, shift = 12, print = Print.HEX),
                        @Operand(name = "offset", role = Role.IMMEDIATE, signed = true, print = Print.PC_RELATIVE)
                    },
                    absent = @Absent(name = "x.*", reason = "a \\"reason\\""))
            final class ToySet {}
            """;

    private Toy() {}

    /** The line of the instruction set's source that contains {@code text}. */
    static int setLine(String text) {
        return 1
                + (int) SET.substring(0, SET.indexOf(text))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** @param methods instruction methods, the first line at {@link #FIRST_LINE} of class {@code toy.Methods} */
    static Compilation compile(String methods) {
        return compile(methods, "", "");
    }

    /** Compiles with {@code target} in the annotation of the instruction set replaced. */
    static Compilation compile(String methods, String target, String replacement) {
        String section = """
                package toy;
                import org.graftvm.machine.*;
                import org.graftvm.spec.*;
                @Section(ref = "Toy manual, chapter 1", feature = "Base") final class Methods {
                """ + methods + "\n}\n";
        return new Compilation(new HashMap<>(
                Map.of("toy.ToyCpu", CPU, "toy.ToySet", SET.replace(target, replacement), "toy.Methods", section)));
    }
}
