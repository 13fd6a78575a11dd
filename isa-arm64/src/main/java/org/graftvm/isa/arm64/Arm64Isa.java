package org.graftvm.isa.arm64;

import java.lang.invoke.MethodHandles;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.OperationNode;
import org.graftvm.engine.lowering.LoweredIsa;
import org.graftvm.isa.arm64.instructions.Arm64Instruction;
import org.graftvm.isa.arm64.instructions.Arm64InstructionSet;
import org.graftvm.isa.arm64.instructions.Arm64Instructions;
import org.graftvm.isa.arm64.instructions.OperationUse;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.spec.RegisterLayout;
import org.graftvm.spec.tool.Disassembler;
import org.jspecify.annotations.Nullable;

/** A64 for the engine. */
public final class Arm64Isa extends LoweredIsa {
    private static final int INSTRUCTION_LENGTH = 4;

    /** Made when the first instruction is shown: a program that is only run needs no instruction texts. */
    private static final class Text {
        static final Disassembler DISASSEMBLER = new Disassembler(Arm64Instructions.SET, new Arm64OperandNames());
    }

    public Arm64Isa() {
        super(Arm64Instruction.REGISTERS);
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
    public Use use(OperationNode operation) {
        return OperationUse.of(operation);
    }

    @Override
    public Cpu idleCpu(GuestMemory memory) {
        return new Arm64Cpu(memory, _ -> false);
    }

    @Override
    public int instructionUnit() {
        return INSTRUCTION_LENGTH;
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
    public int zeroSlot() {
        return Arm64Cpu.ZERO;
    }

    @Override
    protected RegisterLayout layout() {
        return Arm64Instructions.REGISTERS;
    }

    @Override
    public List<StateRegister> stateRegisters() {
        return List.of(
                new StateRegister(
                        "nzcv", cpu -> ((Arm64Cpu) cpu).nzcv(), (cpu, value) -> ((Arm64Cpu) cpu).setNzcv(value)),
                new StateRegister(
                        "fpcr", cpu -> ((Arm64Cpu) cpu).fpcr(), (cpu, value) -> ((Arm64Cpu) cpu).setFpcr((int) value)),
                new StateRegister(
                        "fpsr", cpu -> ((Arm64Cpu) cpu).fpsr(), (cpu, value) -> ((Arm64Cpu) cpu).setFpsr((int) value)));
    }
}
