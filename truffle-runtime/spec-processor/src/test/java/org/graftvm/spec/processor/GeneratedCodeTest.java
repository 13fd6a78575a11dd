package org.graftvm.spec.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.graftvm.engine.InstructionNode;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.RandomInstructions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compiles a toy instruction set, decodes with the generated decoder and runs the generated nodes both ways. */
class GeneratedCodeTest {
    private static final long PC = 0x10000;

    private static final String METHODS = """
            @Instruction("add rd, rs1, rs2")
            @Encoding("0000000 rs2:5 rs1:5 000 rd:5 0110011")
            static long add(long rs1, long rs2) { return rs1 + rs2; }
            @Instruction("lui rd, imm20")
            @Encoding("imm20:20 rd:5 0110111")
            static long lui(long imm20) { return imm20; }
            @Instruction("addi rd, rs1, imm")
            @Encoding("imm[11:0] rs1:5 000 rd:5 0010011")
            static long addi(long rs1, long imm) { return rs1 + imm; }
            @Instruction("auipc rd, imm20")
            @Encoding("imm20:20 rd:5 0010111")
            static long auipc(long pc, long imm20) { return pc + imm20; }
            @Instruction(value = "beq rs1, rs2, offset", flow = Flow.BRANCH)
            @Encoding("offset[12|10:5] rs2:5 rs1:5 000 offset[4:1|11] 1100011")
            static boolean beq(long rs1, long rs2) { return rs1 == rs2; }
            @Instruction(value = "jal rd, offset", flow = Flow.JUMP)
            @Encoding("offset[20|10:1|11|19:12] rd:5 1101111")
            static long jal(long next) { return next; }
            @Instruction(value = "jalr rd, imm(rs1)", flow = Flow.INDIRECT)
            @Encoding("imm:12 rs1:5 000 rd:5 1100111")
            static long jalr(long rs1, long imm) { return rs1 + imm & ~1L; }
            @Instruction("lw rd, imm(rs1)")
            @Encoding("imm:12 rs1:5 010 rd:5 0000011")
            static long lw(Memory memory, long rs1, long imm) { return memory.readInt(rs1 + imm); }
            @Instruction("note rs1, uimm")
            @Encoding("uimm:12 rs1:5 000 _:5 0001011")
            static void note(ToyCpu cpu, long rs1, int uimm) { cpu.last = rs1 * uimm; }
            @Instruction(value = "swap rd, rs1", wholeState = true)
            @Encoding("0000000 00000 rs1:5 001 rd:5 0001011")
            static void swap(ToyCpu cpu, int rd, int rs1) {
                long old = cpu.registers[rd];
                cpu.registers[rd] = cpu.registers[rs1];
                cpu.registers[rs1] = old;
            }
            @Instruction("fmove fd, fs1")
            @Encoding({"0000000 00000 fs1:5 010 fd:5 0001011", "0000001 fs1:5 00000 011 fd:5 0001011"})
            static long fmove(long fs1) { return fs1; }
            @Instruction("c.add rd, rs2")
            @Encoding(value = "100 1 rd:5 rs2:5 10", when = "rs2 != 0")
            static long cAdd(long rd, long rs2) { return rd + rs2; }
            @Instruction(value = "c.jalr rs1", flow = Flow.INDIRECT, destination = "ra")
            @Encoding(value = "100 1 rs1:5 00000 10", when = "rs1 != 0")
            static long cJalr(long rs1) { return rs1; }
            @Instruction("c.ebreak")
            @Encoding("1001000000000010")
            static void cEbreak(ToyCpu cpu) { cpu.last = -1; }
            @Instruction("c.addi4spn rdc, sp, uimm")
            @Encoding(value = "000 uimm[5:4|9:6|2|3] rdc:3 00", when = "uimm != 0")
            static long cAddi4spn(long sp, long uimm) { return sp + uimm; }
            @Instruction(value = "c.addi16sp sp, imm", destination = "sp")
            @Encoding(value = "011 imm[9] 00010 imm[4|6|8:7|5] 01", when = "imm != 0")
            static long cAddi16sp(long sp, long imm) { return sp + imm; }
            """;

    private static Compilation compilation;
    private static MethodHandle decode;
    private static MethodHandle newCpu;
    private static InstructionTable table;

    @BeforeAll
    static void compile() throws Throwable {
        compilation = Toy.compile(METHODS);
        assertTrue(compilation.success(), () -> compilation.errors().toString());
        ClassLoader loader = compilation.loader();
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        decode = lookup.findStatic(
                loader.loadClass("toy.ToyDecoder"),
                "decode",
                MethodType.methodType(InstructionNode.class, int.class, long.class));
        newCpu = lookup.findConstructor(
                loader.loadClass("toy.ToyCpu"), MethodType.methodType(void.class, GuestMemory.class));
        table = new InstructionTable((InstructionSetSpec)
                lookup.findStaticGetter(loader.loadClass("toy.ToyInstructions"), "SET", InstructionSetSpec.class)
                        .invoke());
    }

    private static @Nullable InstructionNode decode(int word, long pc) {
        try {
            return (InstructionNode) decode.invoke(word, pc);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The state after one instruction. */
    private record Result(long[] registers, long last, long value) {
        long x(int index) {
            return registers[index];
        }
    }

    /** Runs one instruction on heap registers and on frame slots, and checks that both do the same. */
    private static Result run(int word, long... firstRegisters) throws Throwable {
        InstructionNode node = Objects.requireNonNull(decode(word, PC));
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(0x1000, 0x1000, GuestMemory.READ | GuestMemory.WRITE);
            memory.writeInt(0x1010, -5);
            Result interpreted = interpret(node, memory, firstRegisters);
            Result executed = execute(node, memory, firstRegisters);
            assertArrayEquals(interpreted.registers, executed.registers);
            assertEquals(interpreted.last, executed.last);
            assertEquals(interpreted.value, executed.value);
            assertEquals(0, interpreted.registers[0], "the zero register was written");
            return interpreted;
        }
    }

    private static Cpu cpu(GuestMemory memory, long... firstRegisters) throws Throwable {
        Cpu cpu = (Cpu) newCpu.invoke(memory);
        System.arraycopy(firstRegisters, 0, cpu.registers, 0, firstRegisters.length);
        return cpu;
    }

    private static long last(Cpu cpu) throws ReflectiveOperationException {
        return cpu.getClass().getField("last").getLong(cpu);
    }

    private static Result interpret(InstructionNode node, GuestMemory memory, long... firstRegisters) throws Throwable {
        Cpu cpu = cpu(memory, firstRegisters);
        long value = 0;
        switch (node.spec().flow()) {
            case BRANCH -> value = node.interpretCondition(cpu) ? 1 : 0;
            case INDIRECT -> value = node.interpretTarget(cpu);
            default -> node.interpret(cpu);
        }
        return new Result(cpu.registers, last(cpu), value);
    }

    private static Result execute(InstructionNode node, GuestMemory memory, long... firstRegisters) throws Throwable {
        Cpu cpu = cpu(memory, firstRegisters);
        FrameDescriptor.Builder slots = FrameDescriptor.newBuilder();
        slots.addSlots(cpu.registers.length, FrameSlotKind.Static);
        VirtualFrame frame = Truffle.getRuntime().createVirtualFrame(new Object[0], slots.build());
        for (int i = 0; i < cpu.registers.length; i++) {
            frame.setLongStatic(i, cpu.registers[i]);
        }
        long value = 0;
        switch (node.spec().flow()) {
            case BRANCH -> value = node.executeCondition(frame, cpu, memory) ? 1 : 0;
            case INDIRECT -> value = node.executeTarget(frame, cpu, memory);
            default -> node.execute(frame, cpu, memory);
        }
        if (node.spec().wholeState()) {
            return new Result(cpu.registers, last(cpu), value);
        }
        long[] registers = new long[cpu.registers.length];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = frame.getLongStatic(i);
        }
        return new Result(registers, last(cpu), value);
    }

    @Test
    void registersAndImmediates() throws Throwable {
        assertEquals(12, run(0x002081b3, 0, 5, 7).x(3), "add x3, x1, x2");
        assertEquals(4, run(0xfff08193, 0, 5, 7).x(3), "addi x3, x1, -1");
        assertEquals(0xffff_ffff_8000_0000L, run(0x800001b7).x(3), "lui x3, 0x80000");
        assertEquals(0x7fff_f000L, run(0x7ffff1b7).x(3), "lui x3, 0x7ffff");
        assertEquals(PC - 0x1000, run(0xfffff197).x(3), "auipc x3, 0xfffff");
        assertEquals(7, run(0x910e, 0, 0, 3, 4).x(2), "c.add x2, x3");
    }

    @Test
    void zeroRegister() throws Throwable {
        Result result = run(0x00208033, 0, 5, 7);
        assertEquals(12, result.x(64), "add x0, x1, x2 goes to the sink");
        assertEquals(9, run(0x900a, 0, 0, 9).x(64), "c.add x0, x2 reads zero");
        InstructionNode node = Objects.requireNonNull(decode(0x900a, PC));
        assertEquals(0, node.spec().operand("rd"));
        assertEquals(64, node.operand(0));
        assertEquals(0, node.operand(2), "the destination as a source");
    }

    @Test
    void otherFileAndSecondPattern() throws Throwable {
        long[] registers = new long[64];
        registers[32 + 7] = 99;
        assertEquals(99, run(0x0003a18b, registers).x(32 + 3), "fmove f3, f7");
        assertEquals(99, run(0x0270318b, registers).x(32 + 3), "fmove f3, f7, second pattern");
        assertEquals(99, run(0x0003a00b, registers).x(32), "f0 is no zero register");
    }

    @Test
    void compressedImmediates() throws Throwable {
        assertEquals(112, run(0x007c, 0, 0, 100).x(15), "c.addi4spn x15, x2, 12");
        assertEquals(100 - 512, run(0x7101, 0, 0, 100).x(2), "c.addi16sp x2, -512");
        assertNull(decode(0x001c, PC), "c.addi4spn with 0 is reserved");
        assertNull(decode(0x6101 & ~0x107c, PC), "c.addi16sp with 0 is reserved");
    }

    @Test
    void branchesAndJumps() throws Throwable {
        assertEquals(1, run(0xfe208ee3, 0, 5, 5).value, "beq x1, x2, .-4");
        assertEquals(0, run(0xfe208ee3, 0, 5, 6).value);
        assertEquals(PC - 4, Objects.requireNonNull(decode(0xfe208ee3, PC)).target());
        assertEquals(PC + 4, run(0x800000ef).x(1), "jal x1, .-1048576");
        assertEquals(
                PC - 0x100000, Objects.requireNonNull(decode(0x800000ef, PC)).target());
    }

    @Test
    void indirectJumps() throws Throwable {
        Result result = run(0x002080e7, 0, 0x2001);
        assertEquals(0x2002, result.value, "jalr x1, 2(x1) reads before it links");
        assertEquals(PC + 4, result.x(1));
        result = run(0x9082, 0, 0x2000);
        assertEquals(0x2000, result.value, "c.jalr x1");
        assertEquals(PC + 2, result.x(1));
        assertEquals(
                Flow.INDIRECT, Objects.requireNonNull(decode(0x9082, PC)).spec().flow());
    }

    @Test
    void memoryAndCpu() throws Throwable {
        assertEquals(-5, run(0x0100a183, 0, 0x1000).x(3), "lw x3, 16(x1)");
        assertEquals(5 * 0xfff, run(0xfff0800b, 0, 5).last, "note x1, 0xfff");
        assertEquals(-1, run(0x9002).last, "c.ebreak");
        Result swapped = run(0x0000918b, 0, 5, 0, 7);
        assertEquals(7, swapped.x(1), "swap x3, x1");
        assertEquals(5, swapped.x(3));
    }

    @Test
    void specs() {
        var spec = Objects.requireNonNull(decode(0x0100a183, PC)).spec();
        assertSame(table.set().instructions().get(7), spec);
        assertEquals("toy.Methods", spec.owner());
        assertEquals("(Lorg/graftvm/machine/Memory;JJ)J", spec.descriptor());
        assertEquals(
                List.of(Source.MEMORY, Source.REGISTER, Source.IMMEDIATE),
                spec.parameters().stream().map(Parameter::source).toList());
        assertEquals("rd", spec.operands().get(spec.destination()).name());
        assertTrue(spec.mayTrap());
        assertEquals("Toy manual, chapter 1", spec.ref());
        assertEquals("a \"reason\"", table.set().absent().getFirst().reason());
        assertEquals(65, table.set().registers().count());
    }

    @Test
    void decodesAsTheTableDoes() {
        Random words = new Random(3);
        RandomInstructions instructions = new RandomInstructions(table, s -> true, 4);
        for (int i = 0; i < 100_000; i++) {
            int word = words.nextInt(4) == 0
                    ? words.nextInt()
                    : instructions.next().word();
            InstructionNode node = decode(word, PC);
            Decoded decoded = table.decode(word);
            if (decoded == null) {
                assertNull(node, () -> Integer.toHexString(word));
                continue;
            }
            assertNotNull(node, () -> Integer.toHexString(word));
            assertSame(decoded.spec(), node.spec());
            assertEquals(decoded.length(), node.length());
            for (int operand = 0; operand < decoded.operands().length; operand++) {
                assertEquals(decoded.operands()[operand], node.operand(operand), () -> Integer.toHexString(word));
            }
        }
    }

    /** HotSpot compiles no method of 8,000 bytes of bytecode, and small ones best. */
    @Test
    void methodsAreSmall() {
        for (String name : List.of("toy.ToyDecoder", "toy.ToyInstructions$Methods")) {
            var model = ClassFile.of().parse(compilation.bytes(name));
            model.methods().forEach(method -> {
                int length = method.findAttribute(Attributes.code())
                        .map(CodeAttribute::codeLength)
                        .orElse(0);
                assertTrue(length < 1500, () -> name + "." + method.methodName() + " has " + length);
            });
        }
    }
}
