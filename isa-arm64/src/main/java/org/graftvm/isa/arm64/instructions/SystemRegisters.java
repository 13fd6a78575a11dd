package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.isa.arm64.SystemRegister;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes of system registers. Those that identify the processor belong to EL1; Linux emulates reads of them, so they are
 * instructions as any others here.
 */
@Section(ref = "Arm ARM C3.1.4: System register instructions", feature = "A64")
final class SystemRegisters {
    private SystemRegisters() {}

    @Instruction("mrs Xt, systemRegister")
    @Encoding("1101010100 1 1 systemRegister:15 Xt:5")
    static void mrs(Lowering x, int systemRegister, int Xt) {
        SystemRegister known = SystemRegister.of(systemRegister);
        if (known == null) {
            readUnknown(x, systemRegister, Xt);
            return;
        }
        switch (known) {
            case TPIDR_EL0 -> x.write(Xt, 64, CommonOperations.BASIC_MOVE, Lowering.register(Arm64Cpu.TPIDR));
            case NZCV -> {
                Value[] flags = new Value[4];
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = Lowering.register(Lowering.flags()[i]);
                }
                x.write(Xt, 64, Arm64Operations.SYSTEM_REGISTERS_FLAGS, flags);
            }
            case FPCR -> x.write(Xt, 64, Arm64Operations.SYSTEM_REGISTERS_FPCR);
            case FPSR -> x.write(Xt, 64, Arm64Operations.SYSTEM_REGISTERS_FPSR);
            case CNTVCT_EL0, CNTVCTSS_EL0 -> x.write(Xt, 64, Arm64Operations.SYSTEM_REGISTERS_COUNTER);
            default -> x.write(Xt, 64, CommonOperations.BASIC_MOVE, Lowering.constant(known.constant()));
        }
    }

    /** Identification registers that are not assigned read as zero. */
    private static void readUnknown(Lowering x, int systemRegister, int Xt) {
        if (SystemRegister.isIdentification(systemRegister)) {
            x.write(Xt, 64, CommonOperations.BASIC_MOVE, Lowering.constant(0));
        } else {
            x.run(Arm64Operations.SYSTEM_REGISTERS_UNDEFINED);
        }
    }

    @Instruction("msr systemRegister, Xt")
    @Encoding("1101010100 0 1 systemRegister:15 Xt:5")
    static void msr(Lowering x, int systemRegister, int Xt) {
        @Nullable SystemRegister known = SystemRegister.of(systemRegister);
        Value value = Lowering.read(Xt);
        if (known == SystemRegister.TPIDR_EL0) {
            x.set(value, Arm64Cpu.TPIDR);
        } else if (known == SystemRegister.NZCV) {
            setFlags(x, value);
        } else if (known == SystemRegister.FPCR) {
            x.run(Arm64Operations.SYSTEM_REGISTERS_SET_FPCR, value);
        } else if (known == SystemRegister.FPSR) {
            x.run(Arm64Operations.SYSTEM_REGISTERS_SET_FPSR, value);
        } else {
            x.run(Arm64Operations.SYSTEM_REGISTERS_UNDEFINED);
        }
    }

    private static void setFlags(Lowering x, Value value) {
        x.applyTo(new int[] {Arm64Cpu.NF}, -1, Arm64Operations.SHIFTS_LEFT, value, Lowering.constant(32));
        x.applyTo(
                new int[] {Arm64Cpu.ZF},
                -1,
                Arm64Operations.FLAG_MANIPULATION_ZERO_FROM_BIT,
                value,
                Lowering.constant(30));
        x.applyTo(
                new int[] {Arm64Cpu.CF},
                -1,
                Arm64Operations.BIT_FIELDS_FIELD,
                value,
                Lowering.constant(29),
                Lowering.constant(1));
        x.applyTo(new int[] {Arm64Cpu.VF}, -1, Arm64Operations.SHIFTS_LEFT, value, Lowering.constant(35));
    }

    // ---- operations ----

    /** NZCV from raw flags. */
    @Operation
    static long flags(long nf, long zf, long cf, long vf) {
        return nf >>> 63 << 31 | (zf == 0 ? 1L << 30 : 0) | cf << 29 | vf >>> 63 << 28;
    }

    @Operation
    static long fpcr(Arm64Cpu cpu) {
        return Integer.toUnsignedLong(cpu.fpcr());
    }

    @Operation
    static void setFpcr(Arm64Cpu cpu, long value) {
        cpu.setFpcr((int) value);
    }

    @Operation
    static long fpsr(Arm64Cpu cpu) {
        return Integer.toUnsignedLong(cpu.fpsr());
    }

    @Operation
    static void setFpsr(Arm64Cpu cpu, long value) {
        cpu.setFpsr((int) value);
    }

    /** The virtual counter follows the host's monotonic clock in nanoseconds. */
    @Operation
    static long counter(Arm64Cpu cpu) {
        return System.nanoTime();
    }

    @Operation
    static void undefined(Arm64Cpu cpu) {
        throw Arm64Cpu.undefined();
    }
}
