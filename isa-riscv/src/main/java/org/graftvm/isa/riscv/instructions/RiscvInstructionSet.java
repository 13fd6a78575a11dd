package org.graftvm.isa.riscv.instructions;

import java.lang.invoke.MethodHandles;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.InstructionSet;
import org.graftvm.spec.InstructionSet.Absent;
import org.graftvm.spec.InstructionSet.Operand;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSet.RegisterFile;
import org.graftvm.spec.InstructionSet.Role;

/**
 * The RV64 instruction set: the sections in the manual's order, and what the operand names in them mean.
 *
 * <p>Names end in {@code c} where a compressed encoding has three bits for a register, counted from x8 or f8.
 */
@InstructionSet(
        name = "Riscv",
        cpu = RiscvCpu.class,
        sections = {
            // RV32I and RV64I
            IntegerImmediate.class,
            IntegerRegister.class,
            ControlTransfer.class,
            LoadStore.class,
            FenceAndEnvironment.class,
            IntegerWord.class,
            // Z extensions of the base
            InstructionFetchFence.class,
            ControlStatus.class,
            NonTemporalHints.class,
            PauseHint.class,
            IntegerConditional.class,
            // M, A
            MultiplyDivide.class,
            LoadReserved.class,
            AtomicMemory.class,
            WaitOnReservation.class,
            CompareAndSwap.class,
            // CMO
            CacheManagement.class,
            CachePrefetch.class,
            CacheZero.class,
            // F, D, Zfhmin, Zfa
            FloatSingleLoadStore.class,
            FloatSingleCompute.class,
            FloatSingleFused.class,
            FloatSingleConvert.class,
            FloatSingleMove.class,
            FloatSingleCompare.class,
            FloatDoubleLoadStore.class,
            FloatDoubleCompute.class,
            FloatDoubleFused.class,
            FloatDoubleConvert.class,
            FloatDoubleMove.class,
            FloatDoubleCompare.class,
            FloatHalf.class,
            AdditionalFloat.class,
            // C, Zcb
            CompressedLoadStore.class,
            CompressedControlTransfer.class,
            CompressedInteger.class,
            CompressedBasic.class,
            // B
            AddressGeneration.class,
            BitManipulation.class,
            SingleBit.class,
        },
        registers = {
            @RegisterFile(
                    name = "x",
                    size = 32,
                    zero = 0,
                    names = {
                        "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4",
                        "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4",
                        "t5", "t6"
                    }),
            @RegisterFile(
                    name = "f",
                    size = 32,
                    names = {
                        "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2",
                        "fa3", "fa4", "fa5", "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9",
                        "fs10", "fs11", "ft8", "ft9", "ft10", "ft11"
                    })
        },
        // spotless:off
        operands = {
            @Operand(name = "rd", role = Role.DESTINATION, file = "x"),
            @Operand(name = "rs1", role = Role.SOURCE, file = "x"),
            @Operand(name = "rs2", role = Role.SOURCE, file = "x"),
            @Operand(name = "rdc", role = Role.DESTINATION, file = "x", base = 8),
            @Operand(name = "rs1c", role = Role.SOURCE, file = "x", base = 8),
            @Operand(name = "rs2c", role = Role.SOURCE, file = "x", base = 8),
            @Operand(name = "ra", role = Role.DESTINATION, file = "x", fixed = 1),
            @Operand(name = "sp", role = Role.SOURCE, file = "x", fixed = 2),
            @Operand(name = "spOut", role = Role.DESTINATION, file = "x", fixed = 2),
            @Operand(name = "fd", role = Role.DESTINATION, file = "f"),
            @Operand(name = "fs1", role = Role.SOURCE, file = "f"),
            @Operand(name = "fs2", role = Role.SOURCE, file = "f"),
            @Operand(name = "fs3", role = Role.SOURCE, file = "f"),
            @Operand(name = "fdc", role = Role.DESTINATION, file = "f", base = 8),
            @Operand(name = "fs2c", role = Role.SOURCE, file = "f", base = 8),
            @Operand(name = "imm", role = Role.IMMEDIATE, signed = true),
            @Operand(name = "uimm", role = Role.IMMEDIATE),
            @Operand(name = "imm20", role = Role.IMMEDIATE, signed = true, shift = 12, print = Print.HEX),
            @Operand(name = "shamt", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "offset", role = Role.IMMEDIATE, signed = true, print = Print.PC_RELATIVE),
            @Operand(name = "rm", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "constant", role = Role.IMMEDIATE),
            @Operand(name = "csr", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "order", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "pred", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "succ", role = Role.IMMEDIATE, print = Print.NAMED),
        },
        // spotless:on
        absent = {
            @Absent(name = "V, Zv*", reason = "The vector extension has its own plan; hwcap does not announce it."),
            @Absent(name = "Zfh", reason = "Arithmetic on halves; loads, stores and conversions are there (Zfhmin)."),
            @Absent(name = "Zfbfmin", reason = "Conversions of bfloat16: not yet."),
            @Absent(name = "Q", reason = "No Linux distribution uses quadruple precision in hardware."),
            @Absent(
                    name = "Zbc, Zbkb, Zbkc, Zbkx, Zk*",
                    reason = "Carry-less multiplication and cryptography: not yet."),
            @Absent(name = "Zabha", reason = "Byte and halfword atomics: not yet."),
            @Absent(name = "Zimop, Zcmop, Zicfiss, Zicfilp", reason = "Control-flow integrity: not yet."),
            @Absent(name = "Zcmp, Zcmt", reason = "Their encodings are those of compressed double-precision accesses."),
            @Absent(name = "Zfinx", reason = "Contradicts F."),
            @Absent(name = "Sv*, S*, H, M-mode", reason = "Privileged instructions are illegal in user mode."),
        })
public final class RiscvInstructionSet {
    private RiscvInstructionSet() {}

    /** For the engine, which defines its region classes in this package. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }
}
