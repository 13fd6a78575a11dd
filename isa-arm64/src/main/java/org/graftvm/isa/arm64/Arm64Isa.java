package org.graftvm.isa.arm64;

import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.isa.arm64.instructions.Arm64Instruction;
import org.graftvm.isa.arm64.instructions.Arm64InstructionSet;
import org.graftvm.isa.arm64.instructions.Arm64Instructions;
import org.graftvm.isa.arm64.instructions.Arm64Operations;
import org.graftvm.isa.arm64.instructions.BlockLowering;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.tool.Disassembler;
import org.jspecify.annotations.Nullable;

/** A64 for the engine. */
public final class Arm64Isa implements Isa {
    private static final int INSTRUCTION_LENGTH = 4;

    /** Made when the first instruction is shown: a program that is only run needs no instruction texts. */
    private static final class Text {
        static final Disassembler DISASSEMBLER = new Disassembler(Arm64Instructions.SET, new Arm64OperandNames());
    }

    @Override
    public String name() {
        return "arm64";
    }

    @Override
    public @Nullable InstructionNode decode(GuestMemory memory, long pc) {
        memory.check(pc, INSTRUCTION_LENGTH, Memory.Access.EXECUTE);
        return Arm64Instruction.decode(memory.window().get(GuestMemory.INT, pc), pc);
    }

    @Override
    public List<InstructionNode> lower(List<InstructionNode> instructions) {
        return BlockLowering.lower(instructions, false);
    }

    @Override
    public List<InstructionNode> lowerWithVectors(List<InstructionNode> instructions) {
        return BlockLowering.lower(instructions, true);
    }

    @Override
    public int instructionUnit() {
        return INSTRUCTION_LENGTH;
    }

    /** {@inheritDoc} By the instruction alone: BL, BLR and RET are hints for the predictor of returns. */
    @Override
    public Transfer transfer(InstructionNode jump) {
        InstructionSpec spec = jump instanceof Arm64Instruction instruction
                ? instruction.last().spec()
                : jump.spec();
        if (spec == Arm64Operations.BRANCHES_CALL.spec() || spec == Arm64Operations.BRANCHES_CALL_TO.spec()) {
            return Transfer.CALL;
        }
        return spec == Arm64Operations.BRANCHES_RETURN_TO.spec() ? Transfer.RETURN : Transfer.JUMP;
    }

    /** {@inheritDoc} Writeback, what moves the stack pointer, and steps of loops. */
    @Override
    public @Nullable Sum sum(InstructionNode node) {
        InstructionSpec spec = node.spec();
        if (node.resultMask() != -1 || node.spec().parameters().isEmpty() || node.isConstant(0)) {
            return null;
        }
        if (spec == Arm64Operations.BASIC_MOVE.spec()) {
            return new Sum((int) node.operand(0), 0);
        }
        return spec == Arm64Operations.BASIC_PLUS.spec() && node.isConstant(1)
                ? new Sum((int) node.operand(0), node.operand(1))
                : null;
    }

    @Override
    public String disassemble(InstructionNode instruction) {
        return instruction instanceof Arm64Instruction known
                ? Text.DISASSEMBLER.disassemble(known.spec(), known::operand, known.pc())
                : instruction.spec().mnemonic();
    }

    @Override
    public MethodHandles.Lookup lookup() {
        return Arm64InstructionSet.lookup();
    }

    @Override
    public Class<? extends Cpu> cpuClass() {
        return Arm64Cpu.class;
    }

    @Override
    public int registerCount() {
        return Arm64Cpu.REGISTER_COUNT;
    }

    @Override
    public int zeroSlot() {
        return Arm64Cpu.ZERO;
    }

    @Override
    public int firstScratchSlot() {
        return Arm64Cpu.SCRATCH;
    }

    @Override
    public BitSet flagSlots() {
        return BlockLowering.flags();
    }

    @Override
    public String registerName(int slot) {
        return Arm64Instructions.REGISTERS.name(slot);
    }

    @Override
    public List<StateRegister> stateRegisters() {
        return List.of(
                new StateRegister(
                        "nzcv", cpu -> ((Arm64Cpu) cpu).nzcv(), (cpu, value) -> ((Arm64Cpu) cpu).setNzcv(value)),
                new StateRegister(
                        "fpcr", cpu -> ((Arm64Cpu) cpu).fpcr, (cpu, value) -> ((Arm64Cpu) cpu).fpcr = (int) value),
                new StateRegister(
                        "fpsr", cpu -> ((Arm64Cpu) cpu).fpsr, (cpu, value) -> ((Arm64Cpu) cpu).fpsr = (int) value));
    }
}
