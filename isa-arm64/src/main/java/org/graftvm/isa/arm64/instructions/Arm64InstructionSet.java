package org.graftvm.isa.arm64.instructions;

import java.lang.invoke.MethodHandles;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.InstructionSet.Absent;
import org.graftvm.spec.InstructionSet.Operand;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSet.RegisterFile;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.LoweredInstructionSet;

/**
 * The A64 instruction set: the sections in the order of the manual's overview (Arm ARM DDI 0487, chapter C3), then the operations
 * that instructions are composed of. The first letter of a register operand is its width: X and W have their own, R that of the
 * instruction; SP at its end says that 31 is the stack pointer rather than the zero register.
 */
@LoweredInstructionSet(
        name = "Arm64",
        cpu = Arm64Cpu.class,
        lowering = Lowering.class,
        sections = {
            Branches.class,
            Exceptions.class,
            SystemRegisters.class,
            CacheMaintenance.class,
            Hints.class,
            LoadStoreRegister.class,
            LoadStoreWriteBack.class,
            LoadStoreIndexed.class,
            LoadStorePair.class,
            LoadLiteral.class,
            Exclusives.class,
            Ordered.class,
            Atomics.class,
            CompareAndSwap.class,
            Prefetches.class,
            ArithmeticImmediate.class,
            LogicalImmediate.class,
            MoveWide.class,
            PcRelative.class,
            BitFields.class,
            ArithmeticRegister.class,
            ArithmeticCarry.class,
            LogicalRegister.class,
            Shifts.class,
            Checksums.class,
            MultiplyAndDivide.class,
            BitOperations.class,
            ConditionalSelect.class,
            ConditionalCompare.class,
            FlagManipulation.class,
        },
        operations = {
            Basic.class,
            Addresses.class,
            Arithmetic.class,
            ArithmeticCarry.class,
            Logic.class,
            Shifts.class,
            BitFields.class,
            Conditions.class,
            FlagManipulation.class,
            Branches.class,
            Exceptions.class,
            SystemRegisters.class,
            CacheMaintenance.class,
            Hints.class,
            Exclusives.class,
            Ordered.class,
            Atomics.class,
            CompareAndSwap.class,
        },
        registers = {
            @RegisterFile(
                    name = "x",
                    size = 32,
                    names = {
                        "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14",
                        "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27",
                        "x28", "x29", "x30", "sp"
                    }),
            @RegisterFile(
                    name = "flag",
                    size = 4,
                    names = {"nf", "zf", "cf", "vf"}),
            @RegisterFile(
                    name = "thread",
                    size = 1,
                    names = {"tpidr_el0"}),
            @RegisterFile(
                    name = "v",
                    size = 64,
                    names = {
                        "v0", "v0h", "v1", "v1h", "v2", "v2h", "v3", "v3h", "v4", "v4h", "v5", "v5h", "v6", "v6h", "v7",
                        "v7h", "v8", "v8h", "v9", "v9h", "v10", "v10h", "v11", "v11h", "v12", "v12h", "v13", "v13h",
                        "v14", "v14h", "v15", "v15h", "v16", "v16h", "v17", "v17h", "v18", "v18h", "v19", "v19h", "v20",
                        "v20h", "v21", "v21h", "v22", "v22h", "v23", "v23h", "v24", "v24h", "v25", "v25h", "v26",
                        "v26h", "v27", "v27h", "v28", "v28h", "v29", "v29h", "v30", "v30h", "v31", "v31h"
                    }),
            @RegisterFile(name = "zero", size = 1, zero = 0),
            @RegisterFile(name = "scratch", size = Arm64Cpu.SINK - Arm64Cpu.SCRATCH),
        },
        operands = {
            // spotless:off
            @Operand(name = "Rd", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Rn", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Rm", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Ra", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Rt", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Rt2", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Rs", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "RsPair", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "RtPair", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "RdSP", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "RnSP", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xd", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xn", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "XnReturn", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xm", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xa", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xt", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Xt2", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "XnSP", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Wd", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Wn", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Wm", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Wt", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "Ws", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "size", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "shift", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "shiftBy12", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "hw", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "bitmask", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "cond", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "option", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "order", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "atomic", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "acquire", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "release", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "crcSize", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "barrier", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "systemRegister", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "prfop", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "offset12", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "esize", role = Role.IMMEDIATE, print = Print.NAMED),
            @Operand(name = "offset12x8", role = Role.IMMEDIATE, print = Print.NAMED, shift = 3),
            @Operand(name = "offset9", role = Role.IMMEDIATE, print = Print.NAMED, signed = true),
            @Operand(name = "offset7", role = Role.IMMEDIATE, print = Print.NAMED, signed = true),
            @Operand(name = "imm7", role = Role.IMMEDIATE, print = Print.NAMED, signed = true),
            @Operand(name = "page", role = Role.IMMEDIATE, print = Print.NAMED, signed = true, shift = 12),
            @Operand(name = "sf", role = Role.IMMEDIATE),
            @Operand(name = "N", role = Role.IMMEDIATE),
            @Operand(name = "S", role = Role.IMMEDIATE),
            @Operand(name = "toWord", role = Role.IMMEDIATE),
            @Operand(name = "bit", role = Role.IMMEDIATE),
            @Operand(name = "imm6", role = Role.IMMEDIATE),
            @Operand(name = "imm3", role = Role.IMMEDIATE),
            @Operand(name = "immr", role = Role.IMMEDIATE),
            @Operand(name = "imms", role = Role.IMMEDIATE),
            @Operand(name = "imm9", role = Role.IMMEDIATE, signed = true),
            @Operand(name = "imm", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "imm5", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "imm16", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "nzcv", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "mask", role = Role.IMMEDIATE),
            @Operand(name = "hint", role = Role.IMMEDIATE, print = Print.HEX),
            @Operand(name = "label14", role = Role.IMMEDIATE, signed = true, shift = 2, print = Print.PC_RELATIVE),
            @Operand(name = "label19", role = Role.IMMEDIATE, signed = true, shift = 2, print = Print.PC_RELATIVE),
            @Operand(name = "label26", role = Role.IMMEDIATE, signed = true, shift = 2, print = Print.PC_RELATIVE),
            @Operand(name = "label21", role = Role.IMMEDIATE, signed = true, print = Print.PC_RELATIVE),
            // spotless:on
        },
        implied = {"sf", "S", "bits"},
        absent = {
            @Absent(name = "Scalar floating point and Advanced SIMD", reason = "Being written."),
            @Absent(name = "SVE, SME", reason = "Have their own plan; HWCAP does not announce them."),
        })
public final class Arm64InstructionSet {
    private Arm64InstructionSet() {}

    /** For the engine, which defines its region classes in this package. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }
}
