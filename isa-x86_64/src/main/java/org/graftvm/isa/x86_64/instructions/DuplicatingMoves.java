package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Moves that repeat elements, and a load that may cross cache lines. */
@Section(ref = "SDM volume 1, 5.7: SSE3 Instructions", feature = "SSE3")
final class DuplicatingMoves {
    private DuplicatingMoves() {}

    @Instruction("movddup")
    @Encoding({"F2 0F 12 /r : Vx Wq", "VEX.128.F2.0F.WIG 12 /r : Vx Wq", "VEX.256.F2.0F.WIG 12 /r : Vx Wx"})
    static void movddup(Lowering x) {
        if (x.hasVectors()) {
            WholeVectors.eachLane(
                    x,
                    lane -> x.applyVector(
                            CommonOperations.VECTOR_SHUFFLES_BROADCAST,
                            Vectors.read(x, 1, 2 * lane),
                            Lowering.constant(64)));
            return;
        }
        Vectors.eachLane(x, lane -> {
            Value value = Vectors.read(x, 1, 2 * lane);
            return new Value[] {value, value};
        });
    }

    @Instruction("movshdup")
    @Encoding({"F3 0F 16 /r : Vx Wx", "VEX.F3.0F.WIG 16 /r : Vx Wx"})
    static long movshdup(long b) {
        return b >>> 32 | b & 0xffff_ffff_0000_0000L;
    }

    @Instruction("movsldup")
    @Encoding({"F3 0F 12 /r : Vx Wx", "VEX.F3.0F.WIG 12 /r : Vx Wx"})
    static long movsldup(long b) {
        return b << 32 | b & 0xffff_ffffL;
    }

    @Instruction("lddqu")
    @Encoding({"F2 0F F0 /r unaligned : Vx Mx", "VEX.F2.0F.WIG F0 /r : Vx Mx"})
    static void lddqu(Lowering x) {
        Vectors.eachPart(x, part -> Vectors.read(x, 1, part));
    }
}
