package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Additions with carry that change one flag alone, so that two of them can go on side by side. */
@Section(ref = "SDM volume 2: ADCX, ADOX", feature = "ADX")
final class CarryChains {
    private CarryChains() {}

    @Instruction("adcx")
    @Encoding("66 0F 38 F6 /r : Gy Ey")
    static void adcx(Lowering x) {
        Value a = x.copy(x.read(0, Extend.Kind.ZERO));
        Value b = x.copy(x.read(1, Extend.Kind.ZERO));
        add(x, a, b, Lowering.register(CF), CF);
    }

    /** Overflow is the difference of the two highest bits of its raw value. */
    @Instruction("adox")
    @Encoding("F3 0F 38 F6 /r : Gy Ey")
    static void adox(Lowering x) {
        Value a = x.copy(x.read(0, Extend.Kind.ZERO));
        Value b = x.copy(x.read(1, Extend.Kind.ZERO));
        add(x, a, b, x.apply(X86Operations.CARRY_CHAINS_OVERFLOW, Lowering.register(OF)), OF);
    }

    private static void add(Lowering x, Value a, Value b, Value carry, int flag) {
        Value sum = x.applyMasked(X86Operations.ARITHMETIC_ADC, Lowering.mask(x.bits(0)), a, b, carry);
        x.applyTo(
                new int[] {flag},
                Long.MIN_VALUE,
                X86Operations.FLAG_VALUES_ADD_CARRIES,
                a,
                b,
                sum,
                Lowering.constant(64 - x.bits(0)));
        x.write(0, sum);
    }

    /** As a carry. */
    @Operation
    static long overflow(long of) {
        return of ^ of << 1;
    }
}
