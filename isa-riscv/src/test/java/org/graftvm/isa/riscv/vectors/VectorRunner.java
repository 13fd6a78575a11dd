package org.graftvm.isa.riscv.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.isa.riscv.RiscvOperandNames;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.Assembler;

/**
 * Executes vectors on an engine: the instruction stands alone in pages full of breakpoints, with a system call where it
 * should go on, so that the engine comes back wherever it goes. Not a breakpoint there too: tier 2 leaves compiled code
 * for a trap, and would do all before it again in Truffle's interpreter.
 */
final class VectorRunner implements AutoCloseable {
    private static final long CODE = 0x10000;
    private static final long CODE_PAGES = CODE - 0x2000;
    private static final int CODE_LENGTH = 0x5000;
    private static final long DATA = 0x40000;
    private static final int DATA_LENGTH = 0x2000;
    /** Bytes from {@link #DATA} on that vectors set and that are compared. */
    private static final int WATCHED = 128;

    private static final short C_EBREAK = (short) 0x9002;
    private static final int ECALL = 0x73;
    private static final int ECALL_LENGTH = 4;
    private static final Map<String, Integer> SLOTS = slots();

    private final Assembler assembler = new Assembler(RiscvInstructions.SET, new RiscvOperandNames());
    private final GuestMemory memory = GuestMemory.reserve(1 << 20);
    private final Engine engine;
    private long callPc;

    /** What is at {@link #CODE}. */
    private String loaded = "";

    /** Where the system call is. */
    private long exit = CODE;

    VectorRunner(EngineSettings settings) {
        engine = new Engine(new RiscvIsa(), settings, null);
        memory.map(CODE_PAGES, CODE_LENGTH, GuestMemory.READ | GuestMemory.EXECUTE);
        memory.map(DATA, DATA_LENGTH, GuestMemory.READ | GuestMemory.WRITE);
        store(CODE_PAGES, breakpoints(CODE_LENGTH));
    }

    private static Map<String, Integer> slots() {
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (RegisterLayout.File file : RiscvInstructions.REGISTERS.files()) {
            for (int i = 0; i < file.size(); i++) {
                slots.put(file.names().get(i), file.firstSlot() + i);
            }
        }
        return slots;
    }

    @Override
    public void close() {
        memory.close();
    }

    EngineStatistics statistics() {
        return engine.statistics();
    }

    /**
     * Runs one vector and compares.
     *
     * @param accrued exceptions that are set beforehand in addition to the vector's own
     */
    void run(Vector vector, int accrued) {
        load(vector);
        RiscvCpu cpu = new RiscvCpu(memory, c -> {
            callPc = c.pc;
            return false;
        });
        for (int slot = 1; slot < RiscvCpu.REGISTER_COUNT; slot++) {
            cpu.registers[slot] = 0x5a5a_5a5a_0000_0000L + slot;
        }
        memory.write(DATA, new byte[WATCHED], 0, WATCHED);
        vector.before().forEach((name, value) -> set(cpu, name, value));
        cpu.fflags |= accrued;
        if (vector.before().containsKey("reservation")) {
            reserve(cpu, vector.before().get("reservation"), vector.assembly().startsWith("sc.w") ? 4 : 8);
        }
        cpu.pc = CODE;

        long[] registers = cpu.registers.clone();
        long[] data = data();
        int fflags = cpu.fflags;
        int frm = cpu.frm;
        String end = exit + ECALL_LENGTH + " syscall";
        for (Entry<String, Long> change : vector.after().entrySet()) {
            String name = change.getKey();
            long value = change.getValue();
            switch (name) {
                case "pc" -> {}
                case "fflags" -> fflags = (int) value | accrued;
                case "frm" -> frm = (int) value;
                default -> {
                    if (name.startsWith("@")) {
                        data[(int) (address(name) - DATA) / 8] = value;
                    } else {
                        registers[slot(name)] = value;
                    }
                }
            }
        }
        if (!vector.trap().isEmpty()) {
            end = (vector.trap().equals("syscall") ? CODE + ECALL_LENGTH : CODE) + " " + vector.trap();
        }

        callPc = -1;
        VcpuExit exit = engine.run(cpu);
        assertEquals(end, end(cpu, exit), vector.line());
        registers[RiscvCpu.SINK] = cpu.registers[RiscvCpu.SINK];
        assertEquals(changes(registers), changes(cpu.registers), vector.line());
        assertEquals(hex(data), hex(data()), vector.line());
        assertEquals(fflags, cpu.fflags, () -> "fflags: " + vector.line());
        assertEquals(frm, cpu.frm, () -> "frm: " + vector.line());
    }

    private void load(Vector vector) {
        Decoded instruction = assembler.assemble(vector.assembly(), CODE);
        long target = vector.after().getOrDefault("pc", CODE + instruction.length());
        if (vector.assembly().equals(loaded) && target == exit) {
            return;
        }
        store(exit, breakpoints(ECALL_LENGTH));
        store(CODE, breakpoints(ECALL_LENGTH));
        store(CODE, bytes(instruction.word(), instruction.length()));
        store(target, bytes(ECALL, ECALL_LENGTH));
        loaded = vector.assembly();
        exit = target;
    }

    private void store(long address, byte[] code) {
        memory.load(address, code, 0, code.length);
    }

    private static byte[] bytes(int word, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (word >> 8 * i);
        }
        return bytes;
    }

    private static byte[] breakpoints(int length) {
        byte[] code = new byte[length];
        for (int i = 0; i < length; i += 2) {
            code[i] = (byte) C_EBREAK;
            code[i + 1] = (byte) (C_EBREAK >> 8);
        }
        return code;
    }

    private void set(RiscvCpu cpu, String name, long value) {
        switch (name) {
            case "fflags" -> cpu.fflags = (int) value;
            case "frm" -> cpu.frm = (int) value;
            case "reservation" -> {}
            default -> {
                if (name.startsWith("@")) {
                    memory.writeLong(address(name), value);
                } else {
                    cpu.registers[slot(name)] = value;
                }
            }
        }
    }

    private void reserve(RiscvCpu cpu, long address, int size) {
        cpu.reservationAddress = address;
        cpu.reservationSize = size;
        cpu.reservationValue = size == 4 ? memory.readInt(address) : memory.readLong(address);
    }

    private String end(RiscvCpu cpu, VcpuExit exit) {
        return switch (exit) {
            case VcpuExit.Trapped(Trap trap) ->
                cpu.pc
                        + switch (trap) {
                            case Trap.Breakpoint() -> " breakpoint";
                            case Trap.IllegalInstruction illegal -> " illegal";
                            case Trap.Misaligned misaligned -> " misaligned";
                            case Trap.MemoryFault fault -> " fault";
                            default -> " " + trap;
                        };
            case VcpuExit.Left left -> callPc + " syscall";
            case VcpuExit.Interrupted interrupted -> "interrupted";
            case VcpuExit.Stepped stepped -> throw new AssertionError("nobody steps");
        };
    }

    private static int slot(String register) {
        return Objects.requireNonNull(SLOTS.get(register), register);
    }

    private static long address(String name) {
        return Long.parseLong(name.substring(1), 16);
    }

    private long[] data() {
        long[] words = new long[WATCHED / 8];
        Arrays.setAll(words, i -> memory.readLong(DATA + 8L * i));
        return words;
    }

    private static String hex(long[] words) {
        return String.join(" ", Arrays.stream(words).mapToObj(Long::toHexString).toList());
    }

    /** The registers that do not hold their initial value any more. */
    private static Map<String, String> changes(long[] registers) {
        Map<String, String> changes = new LinkedHashMap<>();
        SLOTS.forEach((name, slot) -> {
            if (registers[slot] != (slot == 0 ? 0 : 0x5a5a_5a5a_0000_0000L + slot)) {
                changes.put(name, Long.toHexString(registers[slot]));
            }
        });
        return changes;
    }
}
