package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.AF;
import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.security.SecureRandom;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Random numbers, which are always at hand. */
@Section(ref = "SDM volume 1, 5.1.15: Random Number Generator Instructions", feature = "RDRAND, RDSEED")
final class RandomNumbers {
    private RandomNumbers() {}

    @Instruction("rdrand")
    @Encoding({"NP 0F C7 /6 : Rv", "66 0F C7 /6 : Rv"})
    static void rdrand(Lowering x) {
        next(x);
    }

    @Instruction("rdseed")
    @Encoding({"NP 0F C7 /7 : Rv", "66 0F C7 /7 : Rv"})
    static void rdseed(Lowering x) {
        next(x);
    }

    private static void next(Lowering x) {
        x.write(0, x.apply(X86Operations.RANDOM_NUMBERS_NEXT));
        x.set(Lowering.constant(-1), CF);
        x.set(Lowering.constant(0), OF, SF, AF);
        x.set(Lowering.constant(1), ZF, PF);
    }

    @Operation
    static long next(X86Cpu cpu) {
        return Generator.next();
    }

    /** Made when the first guest wants a number. */
    private static final class Generator {
        private static final SecureRandom RANDOM = new SecureRandom();

        private Generator() {}

        @TruffleBoundary
        static long next() {
            return RANDOM.nextLong();
        }
    }
}
