package org.graftvm.isa.x86_64;

import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.engine.OperationNode;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.isa.x86_64.decode.FormReader;
import org.graftvm.isa.x86_64.instructions.BlockLowering;
import org.graftvm.isa.x86_64.instructions.X86Instruction;
import org.graftvm.isa.x86_64.instructions.X86InstructionSet;
import org.graftvm.isa.x86_64.instructions.X86Instructions;
import org.graftvm.isa.x86_64.instructions.X86Operations;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/** x86-64 for the engine. */
public final class X86Isa implements Isa {
    @Override
    public String name() {
        return "x86_64";
    }

    @Override
    public @Nullable InstructionNode decode(GuestMemory memory, long pc) {
        Form form = FormReader.read(memory, pc);
        return form == null ? null : new X86Instruction(form);
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
    public Use use(OperationNode operation) {
        return BlockLowering.use(operation);
    }

    @Override
    public Cpu idleCpu(GuestMemory memory) {
        return new X86Cpu(memory, _ -> false);
    }

    @Override
    public int instructionUnit() {
        return 1;
    }

    @Override
    public Transfer transfer(InstructionNode jump) {
        InstructionSpec spec =
                jump instanceof X86Instruction instruction ? instruction.last().spec() : jump.spec();
        if (spec == X86Operations.CONTROL_CALL.spec() || spec == X86Operations.CONTROL_CALL_TO.spec()) {
            return Transfer.CALL;
        }
        return spec == X86Operations.CONTROL_RETURN_TO.spec() ? Transfer.RETURN : Transfer.JUMP;
    }

    /** {@inheritDoc} What moves the stack pointer, and steps of loops. */
    @Override
    public @Nullable Sum sum(InstructionNode node) {
        InstructionSpec spec = node.spec();
        if (node.resultMask() != -1) {
            return null;
        }
        if (spec == X86Operations.BASIC_MOVE.spec()) {
            return node.isConstant(0) ? null : new Sum((int) node.operand(0), 0);
        }
        boolean adds = spec == X86Operations.BASIC_PLUS.spec() || spec == X86Operations.ARITHMETIC_ADD.spec();
        boolean subtracts = spec == X86Operations.ARITHMETIC_SUB.spec();
        if (!adds && !subtracts || node.isConstant(0) || !node.isConstant(1)) {
            return null;
        }
        return new Sum((int) node.operand(0), adds ? node.operand(1) : -node.operand(1));
    }

    @Override
    public String disassemble(InstructionNode instruction) {
        return instruction instanceof X86Instruction known
                ? X86Disassembler.text(known.form())
                : instruction.spec().mnemonic();
    }

    @Override
    public MethodHandles.Lookup lookup() {
        return X86InstructionSet.lookup();
    }

    @Override
    public Class<? extends Cpu> cpuClass() {
        return X86Cpu.class;
    }

    @Override
    public int registerCount() {
        return X86Cpu.REGISTER_COUNT;
    }

    @Override
    public int zeroSlot() {
        return X86Cpu.ZERO;
    }

    @Override
    public int firstScratchSlot() {
        return X86Cpu.SCRATCH;
    }

    @Override
    public BitSet flagSlots() {
        return BlockLowering.flags();
    }

    @Override
    public String registerName(int slot) {
        return X86Instructions.REGISTERS.name(slot);
    }

    @Override
    public List<StateRegister> stateRegisters() {
        return List.of(
                new StateRegister(
                        "rflags", cpu -> ((X86Cpu) cpu).rflags(), (cpu, value) -> ((X86Cpu) cpu).setRflags(value)),
                new StateRegister(
                        "mxcsr", cpu -> ((X86Cpu) cpu).mxcsr(), (cpu, value) -> ((X86Cpu) cpu).setMxcsr((int) value)));
    }
}
