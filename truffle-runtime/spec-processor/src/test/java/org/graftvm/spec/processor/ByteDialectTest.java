package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import org.graftvm.engine.OperationNode;
import org.graftvm.engine.OperationType;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.notation.Selector;
import org.junit.jupiter.api.Test;

/** What is generated for the byte dialect, and that every mistake is a compile error at its line. */
class ByteDialectTest {
    private static final String SOME = """
            @Instruction("add") @Encoding({"01 /r lock : Ev Gv", "83 /0 ib : Ev sIb"}) @Flags("add")
            static long add(long a, long b) { return a + b; }
            @Instruction("cmp") @Encoding("39 /r : Ev Gv") @Flags(value = "sub", only = true)
            static long cmp(long a, long b) { return a - b; }
            @Instruction("adc") @Encoding("11 /r : Ev Gv")
            static long adc(long a, long b, long cf) { return a + b + cf; }
            @Instruction("nop") @Encoding({"90"})
            static void nop(Lowering x) { x.lowered += "nop"; }
            """;

    private static Object lowered(ClassLoader loader, int row) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass("toy.Lowering");
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object lowering = constructor.newInstance();
        Method lower = loader.loadClass("toy.ToyRows").getMethod("lower", int.class, type);
        lower.invoke(null, row, lowering);
        var field = type.getDeclaredField("lowered");
        field.setAccessible(true);
        return field.get(lowering);
    }

    private static int find(ClassLoader loader, int selector) throws ReflectiveOperationException {
        return (int) loader.loadClass("toy.ToySelection")
                .getMethod("find", int.class)
                .invoke(null, selector);
    }

    @Test
    void rowsAreFoundAndLowered() throws ReflectiveOperationException {
        Compilation compilation = ByteToy.compile(SOME);
        assertTrue(compilation.success(), () -> compilation.errors().toString());
        ClassLoader loader = compilation.loader();
        assertEquals("add ADD", lowered(loader, find(loader, 0x01)));
        assertEquals("add ADD", lowered(loader, find(loader, 0x83)));
        assertEquals(-1, find(loader, 0x83 | 1 << Selector.REG));
        assertEquals("compare cmp SUB", lowered(loader, find(loader, 0x39)));
        assertEquals("adc", lowered(loader, find(loader, 0x11)));
        assertEquals("nop", lowered(loader, find(loader, 0x90)));
        assertEquals(-1, find(loader, 0x91));
    }

    @Test
    void operationsWorkOnSlotsAndConstants() throws ReflectiveOperationException {
        ClassLoader loader = ByteToy.compile(SOME).loader();
        OperationType plus = (OperationType)
                loader.loadClass("toy.ToyOperations").getField("BASIC_PLUS").get(null);
        OperationType isZero = (OperationType)
                loader.loadClass("toy.ToyOperations").getField("BASIC_IS_ZERO").get(null);
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            Cpu cpu = (Cpu) loader.loadClass("toy.ToyCpu")
                    .getConstructor(GuestMemory.class)
                    .newInstance(memory);
            cpu.registers[1] = 0x1_0000_0005L;
            OperationNode sum = plus.make(new OperationType.Site(
                    plus.spec(), 0, 1, 0, new int[] {2, 3}, 0xff, new int[] {1, -1}, new long[] {0, 7}, new int[0]));
            sum.interpret(cpu);
            assertEquals(12, cpu.registers[2]);
            assertEquals(12, cpu.registers[3]);
            assertTrue(sum.isConstant(1));
            OperationNode condition = isZero.make(new OperationType.Site(
                    isZero.asBranch(), 0, 1, 0x40, new int[0], -1, new int[] {1}, new long[] {0}, new int[0]));
            assertFalse(condition.interpretCondition(cpu));
            assertEquals(0x40, condition.target());
            OperationNode value = isZero.make(new OperationType.Site(
                    isZero.spec(), 0, 1, 0, new int[] {1}, -1, new int[] {0}, new long[] {0}, new int[0]));
            value.interpret(cpu);
            assertEquals(1, cpu.registers[1]);
        }
    }

    private static void assertMistake(String methods, int line, String message) {
        ByteToy.compile(methods).assertMistake(ByteToy.FIRST_LINE + line - 1, message);
    }

    @Test
    void misspeltOperand() {
        assertMistake("""
                @Instruction("add")
                @Encoding({"01 /r : Ev Gv",
                    "03 /r : Gv Xv"})
                static long add(long a, long b) { return a + b; }
                """, 3, "unknown operand Xv");
    }

    @Test
    void overlap() {
        assertMistake("""
                @Instruction("push") @Encoding("50+r : Zv")
                static long push(long a) { return a; }
                @Instruction("pop")
                @Encoding("57")
                static void pop(Lowering x) {}
                @Instruction("both")
                @Encoding("NP 50+r : Zv")
                static long both(long a) { return a; }
                """, 7, "encoding overlaps Methods.pop");
    }

    @Test
    void vexOverlap() {
        assertMistake("""
                @Instruction("padd") @Encoding({"66 0F FC /r : Vx Wx", "VEX.66.0F.WIG FC /r : Vx Hx Wx"})
                static long padd(long a, long b) { return a + b; }
                @Instruction("psub")
                @Encoding({"VEX.128.0F.WIG FC /r : Vx Hx Wx",
                    "VEX.66.0F.W0 FC /r : Vx Hx Ux",
                    "VEX.256.66.0F.WIG FC /r : Vx Hx Wx"})
                static long psub(long a, long b) { return a - b; }
                """, 6, "encoding overlaps Methods.psub");
    }

    @Test
    void misspeltVex() {
        assertMistake("""
                @Instruction("padd")
                @Encoding("VEX.66.0F.WI FC /r : Vx Hx Wx")
                static long padd(long a, long b) { return a + b; }
                """, 2, "is no VEX prefix");
    }

    @Test
    void operandBeyondTheVexRow() {
        assertMistake("""
                @Instruction("padd")
                @Encoding({"66 0F FC /r ib : Vx Wx Ib", "VEX.66.0F.WIG FC /r : Vx Hx Wx"})
                static long padd(long a, long b, long c) { return a + b; }
                """, 2, "there is no operand c");
    }

    @Test
    void modrmIsKnownFromTheOpcode() {
        assertMistake("""
                @Instruction("nop") @Encoding("NP 90")
                static void nop(Lowering x) {}
                @Instruction("pause")
                @Encoding("F3 90 /r : Ev")
                static long pause(long a) { return a; }
                """, 4, "of Methods.nop has no ModRM byte");
    }

    @Test
    void operandBeyondTheRow() {
        assertMistake("""
                @Instruction("add")
                @Encoding("01 /r : Ev Gv")
                static long add(long a, long c) { return a + c; }
                """, 2, "there is no operand c");
    }

    @Test
    void unknownParameter() {
        assertMistake("""
                @Instruction("add")
                @Encoding("01 /r : Ev Gv")
                static long add(long a,
                    long of) { return a + of; }
                """, 4, "parameter of is no operand (a, b, c), no register and not the size");
    }

    @Test
    void unknownFlagRule() {
        assertMistake("""
                @Instruction("add")
                @Encoding("01 /r : Ev Gv")
                @Flags("shift")
                static long add(long a, long b) { return a + b; }
                """, 3, "no flag rule shift");
    }

    @Test
    void compositionSetsFlagsItself() {
        assertMistake("""
                @Instruction("add")
                @Encoding("01 /r : Ev Gv")
                @Flags("add")
                static void add(Lowering x) {}
                """, 3, "a composition sets flags itself");
    }

    @Test
    void wrongResult() {
        assertMistake("""
                @Instruction("add")
                @Encoding("01 /r : Ev Gv")
                static void add(long a, long b) {}
                """, 3, "an instruction method returns a long, or takes a toy.Lowering");
    }

    @Test
    void accessOfUnknownParameter() {
        Compilation compilation = ByteToy.compile(SOME, "base = \"base\"", "base = \"bass\"");
        compilation.assertMistake(8, "no such parameter");
    }
}
