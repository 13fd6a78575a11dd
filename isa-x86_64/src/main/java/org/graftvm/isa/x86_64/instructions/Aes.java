package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Vectors.eachLane;
import static org.graftvm.isa.x86_64.instructions.Vectors.lane;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.AesRounds;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** AES; {@link AesRounds} has what a round does. */
@Section(ref = "SDM volume 1, 5.12: Intel AES-NI and PCLMULQDQ", feature = "AES")
final class Aes {
    private Aes() {}

    @Instruction("aesenc")
    @Encoding({"66 0F 38 DC /r : Vx Wx", "VEX.66.0F38.WIG DC /r : Vx Hx Wx"})
    static void aesenc(Lowering x) {
        round(x, CommonOperations.AES_ROUNDS_ENCRYPT);
    }

    @Instruction("aesenclast")
    @Encoding({"66 0F 38 DD /r : Vx Wx", "VEX.66.0F38.WIG DD /r : Vx Hx Wx"})
    static void aesenclast(Lowering x) {
        round(x, CommonOperations.AES_ROUNDS_ENCRYPT_LAST);
    }

    @Instruction("aesdec")
    @Encoding({"66 0F 38 DE /r : Vx Wx", "VEX.66.0F38.WIG DE /r : Vx Hx Wx"})
    static void aesdec(Lowering x) {
        round(x, CommonOperations.AES_ROUNDS_DECRYPT);
    }

    @Instruction("aesdeclast")
    @Encoding({"66 0F 38 DF /r : Vx Wx", "VEX.66.0F38.WIG DF /r : Vx Hx Wx"})
    static void aesdeclast(Lowering x) {
        round(x, CommonOperations.AES_ROUNDS_DECRYPT_LAST);
    }

    /** From either half the state looks the same: the other half comes next. */
    private static void round(Lowering x, OperationType type) {
        eachLane(x, lane -> {
            Value[] state = lane(x, 0, lane);
            return new Value[] {
                x.apply(type, state[0], state[1], source(x, 1, 2 * lane)),
                x.apply(type, state[1], state[0], source(x, 1, 2 * lane + 1))
            };
        });
    }

    @Instruction("aesimc")
    @Encoding({"66 0F 38 DB /r : Vx Wx", "VEX.128.66.0F38.WIG DB /r : Vx Wx"})
    static long aesimc(long b) {
        return AesRounds.inverseMixColumns(b);
    }

    @Instruction("aeskeygenassist")
    @Encoding({"66 0F 3A DF /r ib : Vx Wx Ib", "VEX.128.66.0F3A.WIG DF /r ib : Vx Wx Ib"})
    static long aeskeygenassist(long b, int c) {
        int substituted = AesRounds.substitute((int) (b >>> 32));
        return substituted & 0xffff_ffffL | (long) (Integer.rotateRight(substituted, 8) ^ c) << 32;
    }
}
