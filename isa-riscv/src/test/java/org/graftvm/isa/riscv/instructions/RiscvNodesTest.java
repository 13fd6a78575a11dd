package org.graftvm.isa.riscv.instructions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.graftvm.engine.InstructionNode;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.tool.RandomInstructions;
import org.junit.jupiter.api.Test;

/** Every instruction does the same on the register array and on frame slots, traps included. */
class RiscvNodesTest {
    private static final long SEED = 5;
    private static final int EACH = 100;
    private static final long DATA = 0x10000;
    private static final int DATA_SIZE = 0x2000;

    private final Random random = new Random(SEED);

    /** What one execution left behind. */
    private record Outcome(long[] registers, String other, byte[] data) {}

    /** Something that runs a node in one of the two ways and returns its condition or target, or 0. */
    private interface Way {
        long run(InstructionNode node, RiscvCpu cpu, GuestMemory memory);
    }

    @Test
    void heapAndFrameAgree() {
        RandomInstructions instructions =
                new RandomInstructions(new InstructionTable(RiscvInstructions.SET), s -> true, SEED);
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(DATA, DATA_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            int trapped = 0;
            for (InstructionSpec spec : RiscvInstructions.ALL) {
                for (int i = 0; i < EACH; i++) {
                    int word = instructions.next(spec).word();
                    InstructionNode node = Objects.requireNonNull(RiscvDecoder.decode(word, 0x1000));
                    long[] registers = registers();
                    Outcome heap = run(node, memory, registers, RiscvNodesTest::interpret);
                    Outcome frame = run(node, memory, registers, RiscvNodesTest::execute);
                    String message = spec.mnemonic() + " 0x" + Integer.toHexString(word);
                    assertEquals(heap.other, frame.other, message);
                    assertArrayEquals(heap.registers, frame.registers, message);
                    assertArrayEquals(heap.data, frame.data, message);
                    assertEquals(0, heap.registers[0], message);
                    trapped += heap.other.contains("trap") ? 1 : 0;
                }
            }
            // Neither never nor always, or the test would not see much.
            assertTrue(trapped > 100 && trapped < RiscvInstructions.ALL.size() * EACH / 2, trapped + " traps");
        }
    }

    private long[] registers() {
        long[] registers = new long[RiscvInstructions.REGISTER_COUNT];
        for (int i = 1; i < RiscvInstructions.SINK; i++) {
            registers[i] = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(-2, 3);
                case 1 -> random.nextLong();
                case 2 -> 0xffff_ffff_0000_0000L | random.nextInt() & 0xffff_ffffL;
                default -> DATA + 0x800 + random.nextInt(0x1000 / 16) * 16L;
            };
        }
        return registers;
    }

    private static Outcome run(InstructionNode node, GuestMemory memory, long[] registers, Way way) {
        for (long address = DATA; address < DATA + DATA_SIZE; address += 8) {
            memory.writeLong(address, address * 0x9e37_79b9_7f4a_7c15L);
        }
        RiscvCpu cpu = new RiscvCpu(memory, c -> true);
        System.arraycopy(registers, 0, cpu.registers, 0, registers.length);
        String result;
        try {
            result = Long.toString(way.run(node, cpu, memory));
        } catch (GuestFault e) {
            result = "trap " + e.trap();
        }
        boolean clock = node.spec().feature().equals("Zicsr");
        if (clock) {
            // Counters go on between the two executions.
            Arrays.fill(cpu.registers, 0);
        }
        String other = result + " fcsr " + cpu.fcsr() + " reserved " + cpu.reservationAddress;
        byte[] data = memory.window().asSlice(DATA, DATA_SIZE).toArray(ValueLayout.JAVA_BYTE);
        return new Outcome(cpu.registers, other, data);
    }

    private static long interpret(InstructionNode node, RiscvCpu cpu, GuestMemory memory) {
        return switch (node.spec().flow()) {
            case BRANCH -> node.interpretCondition(cpu) ? 1 : 0;
            case INDIRECT -> node.interpretTarget(cpu);
            default -> {
                node.interpret(cpu);
                yield 0;
            }
        };
    }

    private static long execute(InstructionNode node, RiscvCpu cpu, GuestMemory memory) {
        FrameDescriptor.Builder slots = FrameDescriptor.newBuilder();
        slots.addSlots(cpu.registers.length, FrameSlotKind.Static);
        VirtualFrame frame = Truffle.getRuntime().createVirtualFrame(new Object[0], slots.build());
        for (int i = 0; i < cpu.registers.length; i++) {
            frame.setLongStatic(i, cpu.registers[i]);
        }
        try {
            return switch (node.spec().flow()) {
                case BRANCH -> node.executeCondition(frame, cpu, memory) ? 1 : 0;
                case INDIRECT -> node.executeTarget(frame, cpu, memory);
                default -> {
                    node.execute(frame, cpu, memory);
                    yield 0;
                }
            };
        } finally {
            if (!node.spec().wholeState()) {
                for (int i = 0; i < cpu.registers.length; i++) {
                    cpu.registers[i] = frame.getLongStatic(i);
                }
            }
        }
    }
}
