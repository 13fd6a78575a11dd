package org.graftvm.isa.riscv.instructions;

import static org.graftvm.machine.Memory.AtomicOperation.ADD;
import static org.graftvm.machine.Memory.AtomicOperation.AND;
import static org.graftvm.machine.Memory.AtomicOperation.MAX;
import static org.graftvm.machine.Memory.AtomicOperation.MAX_UNSIGNED;
import static org.graftvm.machine.Memory.AtomicOperation.MIN;
import static org.graftvm.machine.Memory.AtomicOperation.MIN_UNSIGNED;
import static org.graftvm.machine.Memory.AtomicOperation.OR;
import static org.graftvm.machine.Memory.AtomicOperation.SWAP;
import static org.graftvm.machine.Memory.AtomicOperation.XOR;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Atomic read-modify-write operations, all sequentially consistent whatever {@code order} (aq, rl) asks for. */
@Section(ref = "RISC-V unprivileged ISA, A: Atomic Memory Operations", feature = "A")
final class AtomicMemory {
    private AtomicMemory() {}

    @Instruction("amoswap.w{order} rd, rs2, (rs1)")
    @Encoding("00001 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amoswapW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, SWAP, (int) rs2);
    }

    @Instruction("amoadd.w{order} rd, rs2, (rs1)")
    @Encoding("00000 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amoaddW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, ADD, (int) rs2);
    }

    @Instruction("amoxor.w{order} rd, rs2, (rs1)")
    @Encoding("00100 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amoxorW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, XOR, (int) rs2);
    }

    @Instruction("amoand.w{order} rd, rs2, (rs1)")
    @Encoding("01100 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amoandW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, AND, (int) rs2);
    }

    @Instruction("amoor.w{order} rd, rs2, (rs1)")
    @Encoding("01000 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amoorW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, OR, (int) rs2);
    }

    @Instruction("amomin.w{order} rd, rs2, (rs1)")
    @Encoding("10000 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amominW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, MIN, (int) rs2);
    }

    @Instruction("amomax.w{order} rd, rs2, (rs1)")
    @Encoding("10100 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amomaxW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, MAX, (int) rs2);
    }

    @Instruction("amominu.w{order} rd, rs2, (rs1)")
    @Encoding("11000 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amominuW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, MIN_UNSIGNED, (int) rs2);
    }

    @Instruction("amomaxu.w{order} rd, rs2, (rs1)")
    @Encoding("11100 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amomaxuW(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateInt(rs1, MAX_UNSIGNED, (int) rs2);
    }

    @Instruction("amoswap.d{order} rd, rs2, (rs1)")
    @Encoding("00001 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amoswapD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, SWAP, rs2);
    }

    @Instruction("amoadd.d{order} rd, rs2, (rs1)")
    @Encoding("00000 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amoaddD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, ADD, rs2);
    }

    @Instruction("amoxor.d{order} rd, rs2, (rs1)")
    @Encoding("00100 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amoxorD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, XOR, rs2);
    }

    @Instruction("amoand.d{order} rd, rs2, (rs1)")
    @Encoding("01100 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amoandD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, AND, rs2);
    }

    @Instruction("amoor.d{order} rd, rs2, (rs1)")
    @Encoding("01000 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amoorD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, OR, rs2);
    }

    @Instruction("amomin.d{order} rd, rs2, (rs1)")
    @Encoding("10000 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amominD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, MIN, rs2);
    }

    @Instruction("amomax.d{order} rd, rs2, (rs1)")
    @Encoding("10100 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amomaxD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, MAX, rs2);
    }

    @Instruction("amominu.d{order} rd, rs2, (rs1)")
    @Encoding("11000 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amominuD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, MIN_UNSIGNED, rs2);
    }

    @Instruction("amomaxu.d{order} rd, rs2, (rs1)")
    @Encoding("11100 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amomaxuD(Memory memory, long rs1, long rs2) {
        return memory.getAndUpdateLong(rs1, MAX_UNSIGNED, rs2);
    }
}
