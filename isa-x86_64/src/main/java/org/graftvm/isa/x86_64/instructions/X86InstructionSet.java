package org.graftvm.isa.x86_64.instructions;

import java.lang.invoke.MethodHandles;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.ByteInstructionSet;
import org.graftvm.spec.InstructionSet.Absent;
import org.graftvm.spec.InstructionSet.RegisterFile;

/**
 * The x86-64 instruction set: the sections in the order of the manual's summary (SDM volume 1, chapter 5), then the operations
 * that instructions are composed of.
 */
@ByteInstructionSet(
        name = "X86",
        cpu = X86Cpu.class,
        lowering = Lowering.class,
        flags = FlagRule.class,
        sections = {
            DataTransfer.class,
            LockedPair.class,
            ByteOrderMoves.class,
            Stack.class,
            Arithmetic.class,
            CarryChains.class,
            Logic.class,
            Shifts.class,
            Bits.class,
            BitManipulation.class,
            Control.class,
            Strings.class,
            FlagControl.class,
            Segments.class,
            SegmentBases.class,
            Miscellaneous.class,
            X87Transfer.class,
            X87Arithmetic.class,
            X87Comparison.class,
            X87Transcendental.class,
            X87Constants.class,
            X87Control.class,
            StateManagement.class,
            Mmx.class,
            MmxConversion.class,
            RandomNumbers.class,
            SystemTables.class,
            Privileged.class,
            VectorMoves.class,
            SingleArithmetic.class,
            DoubleArithmetic.class,
            FloatComparison.class,
            VectorLogic.class,
            FloatConversion.class,
            MxcsrControl.class,
            MaskedByteMoves.class,
            PackedInteger.class,
            PackedShifts.class,
            AvxMoves.class,
            Permutes.class,
            MaskedMoves.class,
            Gathers.class,
            DuplicatingMoves.class,
            HorizontalFloat.class,
            SupplementalSse3.class,
            PackedIntegerSse4.class,
            VectorElements.class,
            FloatRounding.class,
            DotProduct.class,
            StringComparison.class,
            FusedProducts.class,
            FusedNegations.class,
            FusedAlternations.class,
            HalfConversion.class,
            Checksums.class,
            Aes.class,
            CarrylessProduct.class,
            Sha.class,
            GaloisField.class,
        },
        operations = {
            PartialRegisters.class,
            VectorAccess.class,
            FlagValues.class,
            Products.class,
            CarryRotates.class,
            BitValues.class,
            BitManipulation.class,
            Conditions.class,
            Control.class,
            Locked.class,
            Strings.class,
            Miscellaneous.class,
            Lanes.class,
            PackedIntegerVectors.class,
            VectorLogicVectors.class,
            PackedIntegerSse4Vectors.class,
            SupplementalSse3Vectors.class,
            VectorElementsVectors.class,
            FusedLaneVectors.class,
            FloatComparisonVectors.class,
            FloatConversionVectors.class,
            SingleArithmeticVectors.class,
            DoubleArithmeticVectors.class,
            Permutes.class,
            MaskedMoves.class,
            MaskedByteMoves.class,
            Gathers.class,
            FusedLane.class,
            HalfConversion.class,
            X87Transfer.class,
            X87Arithmetic.class,
            X87Comparison.class,
            X87Transcendental.class,
            X87Constants.class,
            X87Control.class,
            StateManagement.class,
            Mmx.class,
            LockedPair.class,
            CarryChains.class,
            FlagControl.class,
            Stack.class,
            Segments.class,
            SegmentBases.class,
            RandomNumbers.class,
            Checksums.class,
            FloatComparison.class,
            FloatConversion.class,
            MxcsrControl.class,
            HorizontalFloat.class,
            DotProduct.class,
            SupplementalSse3.class,
            PackedIntegerSse4.class,
            VectorElements.class,
            StringComparison.class,
            Sha.class,
        },
        registers = {
            @RegisterFile(
                    name = "r",
                    size = 16,
                    names = {
                        "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
                        "r14", "r15"
                    }),
            @RegisterFile(
                    name = "flag",
                    size = 7,
                    names = {"cf", "pf", "af", "zf", "sf", "of", "df"}),
            @RegisterFile(
                    name = "base",
                    size = 2,
                    names = {"fs_base", "gs_base"}),
            @RegisterFile(
                    name = "xmm",
                    size = 32,
                    names = {
                        "xmm0", "xmm0h", "xmm1", "xmm1h", "xmm2", "xmm2h", "xmm3", "xmm3h", "xmm4", "xmm4h", "xmm5",
                        "xmm5h", "xmm6", "xmm6h", "xmm7", "xmm7h", "xmm8", "xmm8h", "xmm9", "xmm9h", "xmm10", "xmm10h",
                        "xmm11", "xmm11h", "xmm12", "xmm12h", "xmm13", "xmm13h", "xmm14", "xmm14h", "xmm15", "xmm15h"
                    }),
            @RegisterFile(
                    name = "ymm",
                    size = 32,
                    names = {
                        "ymm0u", "ymm0uh", "ymm1u", "ymm1uh", "ymm2u", "ymm2uh", "ymm3u", "ymm3uh", "ymm4u", "ymm4uh",
                        "ymm5u", "ymm5uh", "ymm6u", "ymm6uh", "ymm7u", "ymm7uh", "ymm8u", "ymm8uh", "ymm9u", "ymm9uh",
                        "ymm10u", "ymm10uh", "ymm11u", "ymm11uh", "ymm12u", "ymm12uh", "ymm13u", "ymm13uh", "ymm14u",
                        "ymm14uh", "ymm15u", "ymm15uh"
                    }),
            @RegisterFile(name = "zero", size = 1, zero = 0),
            @RegisterFile(name = "scratch", size = X86Cpu.SINK - X86Cpu.SCRATCH),
        },
        absent = {
            @Absent(
                    name = "x87: other codes of FCOM, FCOMP, FXCH, FSTP, and what the 8087 and 80287 had",
                    reason = "Not in the manual; no program has them."),
            @Absent(name = "EVEX: AVX-512", reason = "Has its own plan."),
            @Absent(name = "XSAVES, XRSTORS", reason = "Raise #UD: the kernel's own."),
            @Absent(name = "INT 80, SYSENTER", reason = "32-bit system calls; 64-bit programs do not use them."),
            @Absent(
                    name = "WAITPKG, MOVDIRI, MOVDIR64B, ENQCMD, PTWRITE",
                    reason = "Not yet; CPUID does not announce them."),
        })
public final class X86InstructionSet {
    private X86InstructionSet() {}

    /** For the engine, which defines its region classes in this package. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }

    /** Slot of the register with this name. */
    static int slot(String name) {
        for (var file : X86Instructions.REGISTERS.files()) {
            int index = file.names().indexOf(name);
            if (index >= 0) {
                return file.firstSlot() + index;
            }
        }
        throw new IllegalArgumentException("no register " + name);
    }
}
