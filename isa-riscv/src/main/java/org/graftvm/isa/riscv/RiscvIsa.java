package org.graftvm.isa.riscv;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.isa.riscv.instructions.RiscvDecoder;
import org.graftvm.isa.riscv.instructions.RiscvInstructionSet;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.tool.Disassembler;
import org.jspecify.annotations.Nullable;

/** RV64 for the engine. */
public final class RiscvIsa implements Isa {
    /** The two registers that the manual reserves for return addresses. */
    private static final int RA = 1;

    private static final int T0 = 5;

    /** Made when the first instruction is shown: a program that is only run needs no instruction texts. */
    private static final class Text {
        static final Disassembler DISASSEMBLER = new Disassembler(RiscvInstructions.SET, new RiscvOperandNames());
    }

    @Override
    public String name() {
        return "riscv";
    }

    @Override
    public @Nullable InstructionNode decode(GuestMemory memory, long pc) {
        MemorySegment window = memory.window();
        memory.check(pc, 2, Memory.Access.EXECUTE);
        int word = Short.toUnsignedInt(window.get(GuestMemory.SHORT, pc));
        if ((word & 3) == 3) {
            memory.check(pc + 2, 2, Memory.Access.EXECUTE);
            word |= window.get(GuestMemory.SHORT, pc + 2) << 16;
        }
        return RiscvDecoder.decode(word, pc);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Follows the return-address stack hints of the manual. A jump that both pops and pushes, from one link register
     * through the other, switches coroutines: as a plain jump it is not mistaken for either.
     */
    @Override
    public Transfer transfer(InstructionNode jump) {
        InstructionSpec spec = jump.spec();
        int destination = spec.destination();
        long link = destination < 0 ? RiscvCpu.SINK : jump.operand(destination);
        long source = source(jump);
        if (isLink(link)) {
            return isLink(source) && source != link ? Transfer.JUMP : Transfer.CALL;
        }
        return isLink(source) ? Transfer.RETURN : Transfer.JUMP;
    }

    /** Register that an indirect jump takes its target from, or the sink. */
    private static long source(InstructionNode jump) {
        InstructionSpec spec = jump.spec();
        for (int i = 0; i < spec.operands().size(); i++) {
            if (spec.operands().get(i).role() == Role.SOURCE) {
                return jump.operand(i);
            }
        }
        return RiscvCpu.SINK;
    }

    private static boolean isLink(long slot) {
        return slot == RA || slot == T0;
    }

    @Override
    public String disassemble(InstructionNode instruction) {
        return Text.DISASSEMBLER.disassemble(instruction.spec(), instruction::operand, instruction.pc());
    }

    @Override
    public int instructionUnit() {
        return 2;
    }

    /** {@inheritDoc} {@code auipc} followed by {@code jalr} of the same register is how far calls are written. */
    @Override
    public long constantTarget(InstructionNode previous, InstructionNode jump) {
        if (!previous.spec().mnemonic().equals("auipc")
                || !jump.spec().mnemonic().equals("jalr")) {
            return UNKNOWN;
        }
        long base = previous.operand(previous.spec().destination());
        if (base != source(jump)) {
            return UNKNOWN;
        }
        return previous.pc() + immediate(previous) + immediate(jump) & -2L;
    }

    private static long immediate(InstructionNode node) {
        List<OperandSpec> operands = node.spec().operands();
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).role() == Role.IMMEDIATE) {
                return node.operand(i);
            }
        }
        return 0;
    }

    @Override
    public MethodHandles.Lookup lookup() {
        return RiscvInstructionSet.lookup();
    }

    @Override
    public Class<? extends Cpu> cpuClass() {
        return RiscvCpu.class;
    }

    @Override
    public int registerCount() {
        return RiscvCpu.REGISTER_COUNT;
    }

    @Override
    public int zeroSlot() {
        return 0;
    }

    @Override
    public String registerName(int slot) {
        return RiscvInstructions.REGISTERS.name(slot);
    }

    /** {@inheritDoc} Of a floating-point register the number as well: a single where it is boxed as one, else a double. */
    @Override
    public String registerText(int slot, long value) {
        String bits = "0x" + Long.toHexString(value);
        if (slot < RiscvCpu.FLOAT_REGISTERS) {
            return bits;
        }
        return bits + " = "
                + (value >>> 32 == 0xffff_ffffL
                        ? Float.intBitsToFloat((int) value) + "f"
                        : Double.longBitsToDouble(value));
    }

    @Override
    public List<StateRegister> stateRegisters() {
        return List.of(new StateRegister(
                "fcsr", cpu -> ((RiscvCpu) cpu).fcsr(), (cpu, value) -> ((RiscvCpu) cpu).setFcsr(value)));
    }
}
