package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Additions and subtractions with carry. A subtraction adds the complement. */
@Section(ref = "Arm ARM C3.5.3: Arithmetic with carry", feature = "A64")
final class ArithmeticCarry {
    private ArithmeticCarry() {}

    @Instruction("adc Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010000 Rm:5 000000 Rn:5 Rd:5")
    static long adc(long Rn, long Rm, long cf) {
        return Rn + Rm + cf;
    }

    @Instruction("sbc Rd, Rn, Rm")
    @Encoding("sf:1 1 0 11010000 Rm:5 000000 Rn:5 Rd:5")
    static long sbc(long Rn, long Rm, long cf) {
        return Rn + ~Rm + cf;
    }

    @Instruction("adcs Rd, Rn, Rm")
    @Encoding("sf:1 0 1 11010000 Rm:5 000000 Rn:5 Rd:5")
    static void adcs(Lowering x, int Rm, int Rn, int Rd) {
        add(x, Rd, Lowering.read(Rn), Lowering.read(Rm));
    }

    @Instruction("sbcs Rd, Rn, Rm")
    @Encoding("sf:1 1 1 11010000 Rm:5 000000 Rn:5 Rd:5")
    static void sbcs(Lowering x, int Rm, int Rn, int Rd) {
        Value complement = x.apply(Arm64Operations.LOGIC_XOR, Lowering.read(Rm), Lowering.constant(-1));
        add(x, Rd, Lowering.read(Rn), complement);
    }

    private static void add(Lowering x, int Rd, Value a, Value b) {
        Value result = x.apply(Arm64Operations.ARITHMETIC_CARRY_ADC, a, b, Lowering.register(CF));
        Value shift = Lowering.constant(64 - x.size());
        x.applyTo(new int[] {CF}, -1, Arm64Operations.ARITHMETIC_CARRY_CARRY_OUT, a, b, result, shift);
        x.applyTo(new int[] {VF}, -1, Arm64Operations.ARITHMETIC_CARRY_OVERFLOW, a, b, result, shift);
        x.setResultFlags(result);
        x.write(Rd, result);
    }

    @Operation
    static long carryOut(long a, long b, long result, int shift) {
        return (a & b | (a | b) & ~result) << shift >>> 63;
    }

    @Operation
    static long overflow(long a, long b, long result, int shift) {
        return ((a ^ result) & (b ^ result)) << shift;
    }
}
