package org.graftvm.engine;

import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** What the engine needs to know of an instruction set. Stateless. */
public interface Isa {
    /** No address: instructions are at least one byte long. */
    long UNKNOWN = -1;

    /** Language id, for example {@code riscv}. */
    String name();

    /**
     * Decodes the instruction at {@code pc}.
     *
     * @return null where no instruction has this encoding
     * @throws org.graftvm.machine.GuestFault where the bytes may not be fetched
     */
    @Nullable
    InstructionNode decode(GuestMemory memory, long pc);

    /**
     * What a block runs in place of its instructions: by default these themselves. An instruction set whose instructions do
     * several things makes operations of them, with the address of their instruction each, and may leave out what the block
     * shows to be of no use. What a trap or an exit finds in registers other than scratch registers has to be right.
     *
     * @param instructions as {@link #decode} made them; if the last one does not fall through, the last operation has its
     *     flow, and no other one has
     */
    default List<InstructionNode> lower(List<InstructionNode> instructions) {
        return instructions;
    }

    /**
     * What a block runs in partially evaluated code, on a JVM with {@code jdk.incubator.vector}: {@link #lower}, by default. Only here
     * there may be operations on whole vectors.
     */
    default List<InstructionNode> lowerWithVectors(List<InstructionNode> instructions) {
        return lower(instructions);
    }

    /** What an operation takes registers of 64 bits for: a region keeps one as what most of its operations want. */
    enum Use {
        INTEGER,
        DOUBLE,
        /** Only moved. */
        ANY
    }

    /** What an operation takes and gives. */
    default Use use(OperationNode operation) {
        return Use.INTEGER;
    }

    /**
     * A CPU that runs no guest, for operations on vectors that take one: each is tried once before it is compiled. None by default,
     * where there are no such operations.
     */
    default @Nullable Cpu idleCpu(GuestMemory memory) {
        return null;
    }

    /**
     * First of the slots, up to the sink, that hold something within an instruction or between instructions of a block, and
     * never at its end.
     */
    default int firstScratchSlot() {
        return registerCount() - 1;
    }

    /**
     * Registers that most instructions write and few read: a fault, an interrupt or a debugger may find an old value in one that
     * the code from there on overwrites unread. Empty by default: all registers are always right.
     */
    default BitSet flagSlots() {
        return new BitSet();
    }

    /** Bytes of the smallest instruction; what an undefined one counts as. */
    int instructionUnit();

    /** Tells calls, returns and plain jumps apart, for an instruction that jumps directly or indirectly. */
    Transfer transfer(InstructionNode jump);

    /**
     * Target of an indirect jump that is constant because of the instruction before it in the same block ({@code auipc} and
     * {@code jalr}).
     *
     * @return the target, or {@link #UNKNOWN}
     */
    default long constantTarget(InstructionNode previous, InstructionNode jump) {
        return UNKNOWN;
    }

    /** Assembly text of a decoded instruction. */
    String disassemble(InstructionNode instruction);

    /** The package of the instruction methods, where tier 1 defines its classes. */
    MethodHandles.Lookup lookup();

    Class<? extends Cpu> cpuClass();

    /** Length of {@link Cpu#registers}: all files and the sink. */
    int registerCount();

    /** Slot of the register that always reads as zero, or -1. */
    int zeroSlot();

    /** Assembly name of a register slot. */
    String registerName(int slot);

    /** What a user of a debugger sees of a register's value; by default the bits. */
    default String registerText(int slot, long value) {
        return "0x" + Long.toHexString(value);
    }

    /** User-visible state outside the register files (floating-point status, flags), for tools. */
    default List<StateRegister> stateRegisters() {
        return List.of();
    }

    /**
     * A register that is no slot of {@link Cpu#registers}.
     *
     * @param name in assembly
     */
    record StateRegister(String name, ToLongFunction<Cpu> read, ObjLongConsumer<Cpu> write) {}

    /** What a jump means to the program. */
    enum Transfer {
        JUMP,
        /** Leaves the address of the following instruction where a return will find it. */
        CALL,
        RETURN
    }
}
