package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is generated for a lowered set whose encodings are words, and that every mistake is a compile error at its line. */
class LoweredDialectTest {
    private static final String CPU = """
            package toy;
            import org.graftvm.machine.*;
            public final class ToyCpu extends Cpu {
                public ToyCpu(GuestMemory memory) { super(8, memory, null); }
            }
            """;

    private static final String SET = """
            package toy;
            import org.graftvm.spec.*;
            import org.graftvm.spec.InstructionSet.*;
            @LoweredInstructionSet(
                    name = "Toy",
                    cpu = ToyCpu.class,
                    lowering = Lowering.class,
                    sections = {Methods.class},
                    operations = {},
                    registers = {@RegisterFile(name = "r", size = 4), @RegisterFile(name = "flag", size = 1, names = {"cf"})},
                    operands = {
                        @Operand(name = "rd", role = Role.IMMEDIATE),
                        @Operand(name = "rn", role = Role.IMMEDIATE),
                        @Operand(name = "kind", role = Role.IMMEDIATE),
                        @Operand(name = "wide", role = Role.IMMEDIATE),
                        @Operand(name = "disp", role = Role.IMMEDIATE, signed = true),
                        @Operand(name = "imm", role = Role.IMMEDIATE, signed = true, shift = 2)
                    },
                    implied = {"wide", "bits"})
            final class ToySet {}
            """;

    private static final String LOWERING = """
            package toy;
            import org.graftvm.engine.OperationType;
            final class Lowering {
                String lowered = "";
                void value(OperationType type, String destination, long field, long... fields) {
                    lowered += type.spec().method() + " " + destination + field + java.util.Arrays.toString(fields);
                }
            }
            """;

    private static final String SOME = """
            @Instruction("neg{kind} rd, rn") @Encoding(value = "wide:1 kind:1 0000 rn:5 rd:5", when = "rn != 31")
            static long neg(long rn, long cf, int bits, int kind) { return -rn; }
            @Instruction("jump imm") @Encoding("10 0001 imm:10")
            static void jump(Lowering x, long imm) { x.lowered += "jump " + imm; }
            @Instruction("skip imm") @Encoding("10 0010 imm:10")
            static void skip(Lowering x, int imm) { x.lowered += "skip " + imm; }
            @Instruction("load rd, disp") @Encoding("disp:6 00000 rd:5 1100 0000 0000 0011")
            static void load(Lowering x, long rd, int disp) { x.lowered += "load " + rd + " " + disp; }
            """;

    /** Line of the class in the set's source, and of the first method in the section's. */
    private static final int SET_LINE = 20;

    private static final int FIRST_LINE = 4;

    private static Compilation compile(String methods) {
        return compile(methods, SET);
    }

    private static Compilation compile(String methods, String set) {
        String section = """
                package toy;
                import org.graftvm.spec.*;
                @Section(ref = "Toy manual, chapter 1", feature = "Base") final class Methods {
                """ + methods + "\n}\n";
        return new Compilation(new HashMap<>(
                Map.of("toy.ToyCpu", CPU, "toy.ToySet", set, "toy.Lowering", LOWERING, "toy.Methods", section)));
    }

    private static String lowered(ClassLoader loader, int word) throws ReflectiveOperationException {
        int row = (int) loader.loadClass("toy.ToySelection")
                .getMethod("find", int.class)
                .invoke(null, word);
        if (row < 0) {
            return "undefined";
        }
        Class<?> type = loader.loadClass("toy.Lowering");
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object lowering = constructor.newInstance();
        loader.loadClass("toy.ToyRows")
                .getMethod("lower", int.class, int.class, type)
                .invoke(null, row, word, lowering);
        var field = type.getDeclaredField("lowered");
        field.setAccessible(true);
        return (String) field.get(lowering);
    }

    /** The destination is the first operand behind the mnemonic; what is no field is 0. */
    @Test
    void rowsAreFoundAndLowered() throws ReflectiveOperationException {
        Compilation compilation = compile(SOME);
        assertTrue(compilation.success(), () -> compilation.errors().toString());
        ClassLoader loader = compilation.loader();
        assertEquals("neg rd3[2, 0, 0, 1]", lowered(loader, 0b0100_0000_0100_0011));
        assertEquals("undefined", lowered(loader, 0b0100_0011_1110_0011));
        assertEquals("jump -4", lowered(loader, 0b1000_0111_1111_1111));
        assertEquals("skip 8", lowered(loader, 0b1000_1000_0000_0010));
        assertEquals("load 7 -1", lowered(loader, 0b1111_1100_0000_0111_1100_0000_0000_0011));
    }

    /** @param line counted from the first line of {@code methods} */
    private static void assertMistake(String methods, int line, String message) {
        compile(methods).assertMistake(FIRST_LINE + line - 1, message);
    }

    @Test
    void overlap() {
        assertMistake("""
                @Instruction("neg rd, rn") @Encoding("wide:1 00 000 rn:5 rd:5")
                static long neg(long rn) { return -rn; }
                @Instruction("zero rn")
                @Encoding("0 00 000 rn:5 00001")
                static void zero(Lowering x, int rn) {}
                @Instruction("one rd")
                @Encoding("0 00 000 11111 rd:5")
                static void one(Lowering x, int rd) {}
                """, 7, "overlaps Methods.zero");
    }

    @Test
    void misspeltOperand() {
        assertMistake("""
                @Instruction("neg rd, rm")
                @Encoding("wide:1 00 000 rn:5 rd:5")
                static long neg(long rn) { return -rn; }
                """, 1, "unknown operand rm in the syntax");
    }

    @Test
    void conditionOnWhatIsNoField() {
        assertMistake("""
                @Instruction("neg rd, rn")
                @Encoding(value = "wide:1 00 000 rn:5 rd:5", when = "kind == 0")
                static long neg(long rn) { return -rn; }
                """, 2, "unknown operand kind");
    }

    @Test
    void fieldThatNobodyTakes() {
        assertMistake("""
                @Instruction("neg rd")
                @Encoding("wide:1 kind:1 0000 rn:5 rd:5")
                static long neg(long rn) { return -rn; }
                """, 2, "operand kind is neither a parameter nor in the syntax nor implied");
    }

    @Test
    void unknownParameter() {
        assertMistake("""
                @Instruction("neg rd") @Encoding("wide:1 00 000 rn:5 rd:5")
                static long neg(long rn,
                    long of) { return -rn; }
                """, 3, "parameter of is no operand, no register and not implied");
    }

    @Test
    void compositionOfSomethingElse() {
        assertMistake("""
                @Instruction("neg rd") @Encoding("wide:1 00 000 rn:5 rd:5")
                static void neg(Lowering x,
                    String rn) {}
                """, 3, "a composition takes the lowering and operands");
    }

    @Test
    void wrongResult() {
        assertMistake("""
                @Instruction("neg rd") @Encoding("wide:1 00 000 rn:5 rd:5")
                static int neg(long rn) { return 0; }
                """, 2, "an instruction method returns a long");
    }

    @Test
    void resultWithoutAnOperand() {
        assertMistake("""
                @Instruction("nop") @Encoding("wide:1 00 000 rn:5 00000")
                static long nop(long rn) { return rn; }
                """, 2, "an instruction method returns a long for the first operand of its syntax");
    }

    @Test
    void registersAreFields() {
        String set =
                SET.replace("name = \"rn\", role = Role.IMMEDIATE", "name = \"rn\", role = Role.SOURCE, file = \"r\"");
        compile(SOME, set).assertMistake(SET_LINE, "operand rn is a field, of role IMMEDIATE");
    }
}
