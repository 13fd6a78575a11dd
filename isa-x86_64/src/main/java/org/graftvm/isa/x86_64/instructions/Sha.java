package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.Words.high;
import static org.graftvm.engine.lowering.Words.pair;
import static org.graftvm.isa.x86_64.instructions.Vectors.source;
import static org.graftvm.isa.x86_64.instructions.Vectors.write;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Rounds and message schedules of SHA-1 and SHA-256. A register is four words, two in each half. */
@Section(ref = "SDM volume 1, 5.18: Intel SHA Extensions", feature = "SHA")
final class Sha {
    private Sha() {}

    /** Four rounds, of a function and constant that the immediate chooses. */
    @Instruction("sha1rnds4")
    @Encoding("NP 0F 3A CC /r ib : Vx Wx Ib")
    static void sha1rnds4(Lowering x) {
        Value stage = Lowering.constant(Vectors.immediate(x) & 3);
        Value low = source(x, 0, 0);
        Value high = source(x, 0, 1);
        write(
                x,
                x.apply(CommonOperations.SHA1_FIRST_ROUNDS, low, high, source(x, 1, 1), stage),
                x.apply(CommonOperations.SHA1_ROUNDS, low, high, source(x, 1, 0), source(x, 1, 1), stage));
    }

    @Instruction("sha1nexte")
    @Encoding("NP 0F 38 C8 /r : Vx Wx")
    static void sha1nexte(Lowering x) {
        Value high = x.apply(X86Operations.SHA_NEXT_E, source(x, 0, 1), source(x, 1, 1));
        write(x, source(x, 1, 0), high);
    }

    @Instruction("sha1msg1")
    @Encoding("NP 0F 38 C9 /r : Vx Wx")
    static void sha1msg1(Lowering x) {
        write(
                x,
                x.apply(X86Operations.VECTOR_LOGIC_PXOR, source(x, 0, 0), source(x, 1, 1)),
                x.apply(X86Operations.VECTOR_LOGIC_PXOR, source(x, 0, 1), source(x, 0, 0)));
    }

    @Instruction("sha1msg2")
    @Encoding("NP 0F 38 CA /r : Vx Wx")
    static void sha1msg2(Lowering x) {
        Value high = x.apply(X86Operations.SHA_SHA1_UPPER_MESSAGE, source(x, 0, 1), source(x, 1, 0), source(x, 1, 1));
        Value low = x.apply(X86Operations.SHA_SHA1_LOWER_MESSAGE, source(x, 0, 0), source(x, 1, 0), high);
        write(x, low, high);
    }

    /** Two rounds; XMM0 has the sums of message words and constants. */
    @Instruction("sha256rnds2")
    @Encoding("NP 0F 38 CB /r : Vx Wx XMM0")
    static void sha256rnds2(Lowering x) {
        Value[] arguments = {source(x, 0, 0), source(x, 0, 1), source(x, 1, 0), source(x, 1, 1), source(x, 2, 0)};
        write(
                x,
                x.apply(CommonOperations.SHA256_LOWER_ROUNDS, arguments),
                x.apply(CommonOperations.SHA256_UPPER_ROUNDS, arguments));
    }

    @Instruction("sha256msg1")
    @Encoding("NP 0F 38 CC /r : Vx Wx")
    static void sha256msg1(Lowering x) {
        write(
                x,
                x.apply(CommonOperations.SHA256_FIRST_MESSAGE, source(x, 0, 0), source(x, 0, 1)),
                x.apply(CommonOperations.SHA256_FIRST_MESSAGE, source(x, 0, 1), source(x, 1, 0)));
    }

    @Instruction("sha256msg2")
    @Encoding("NP 0F 38 CD /r : Vx Wx")
    static void sha256msg2(Lowering x) {
        Value low = x.apply(CommonOperations.SHA256_SECOND_MESSAGE, source(x, 0, 0), source(x, 1, 1));
        write(x, low, x.apply(CommonOperations.SHA256_SECOND_MESSAGE, source(x, 0, 1), low));
    }

    @Operation
    static long nextE(long a, long b) {
        return b + ((long) Integer.rotateLeft(high(a), 30) << 32);
    }

    @Operation
    static long sha1UpperMessage(long a, long low, long high) {
        return pair(Integer.rotateLeft(high(a) ^ (int) high, 1), Integer.rotateLeft((int) a ^ high(low), 1));
    }

    /** @param first the words just made */
    @Operation
    static long sha1LowerMessage(long a, long low, long first) {
        return pair(Integer.rotateLeft(high(a) ^ (int) low, 1), Integer.rotateLeft((int) a ^ high(first), 1));
    }
}
