package org.graftvm.isa.x86_64;

import java.lang.invoke.MethodHandles;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.OperationNode;
import org.graftvm.engine.lowering.LoweredIsa;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.isa.x86_64.decode.FormReader;
import org.graftvm.isa.x86_64.instructions.OperationUse;
import org.graftvm.isa.x86_64.instructions.X86Instruction;
import org.graftvm.isa.x86_64.instructions.X86InstructionSet;
import org.graftvm.isa.x86_64.instructions.X86Instructions;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.RegisterLayout;
import org.jspecify.annotations.Nullable;

/** x86-64 for the engine. */
public final class X86Isa extends LoweredIsa {
    public X86Isa() {
        super(X86Instruction.REGISTERS);
    }

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
    public Use use(OperationNode operation) {
        return OperationUse.of(operation);
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
    public int zeroSlot() {
        return X86Cpu.ZERO;
    }

    @Override
    protected RegisterLayout layout() {
        return X86Instructions.REGISTERS;
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
